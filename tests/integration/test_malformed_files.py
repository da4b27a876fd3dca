"""Malformed files in the real sandbox: a slice of what `benchmarks/malformed.py` does at full scale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.malformed_files.corpus import corpus
from tests.support.malformed_files.mutations import mutant
from tests.support.malformed_files.originals import KINDS, made_here
from tests.support.malformed_files.planted import PLANTED, Planted
from tests.support.malformed_files.trial import WatchedReader, set_trap, trial

pytestmark = pytest.mark.integration
SEED, MUTANTS = 1, 3 * len(KINDS)
QUICK = [one for one in PLANTED if one.behaviour != "sleep"]


@pytest.fixture(scope="module")
def reader() -> Iterator[WatchedReader]:
    watched = WatchedReader()
    yield watched
    watched.close()


@pytest.mark.slow
def test_mutants_of_every_kind_do_no_harm(reader: WatchedReader) -> None:
    with set_trap() as trap:
        found = trial(reader, lambda n: mutant(SEED, n, made_here()), range(MUTANTS), trap)
    assert found.faults == []
    assert found.clean
    assert found.tried == MUTANTS


@pytest.mark.slow
def test_a_slice_of_the_corpus_does_no_harm(reader: WatchedReader) -> None:
    with set_trap() as trap:
        files = [one for one in corpus(trap.port, trap.secret, bombs=False) if one.number % 12 == 0]
        found = trial(reader, files.__getitem__, range(len(files)), trap)
    assert found.faults == []
    assert found.clean


def test_a_mutant_is_made_again_from_its_number() -> None:
    documents = made_here()
    assert [mutant(7, n, documents) for n in (3, 40)] == [mutant(7, n, documents) for n in (3, 40)]
    assert mutant(7, 3, documents) != mutant(8, 3, documents)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", QUICK, ids=lambda mistake: mistake.name)
def test_a_planted_mistake_is_noticed(mistake: Planted) -> None:
    assert mistake.noticed()
