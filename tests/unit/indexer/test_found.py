"""What a term adds: the same whether it is kept for its own documents or for all of them."""

from __future__ import annotations

import numpy as np
import pytest

from archive.indexer.columns import Numbers
from archive.indexer.found import Found, size_of_found
from archive.indexer.selections import Selection

SIZE = 40
NONE_KNOWN = np.zeros(1, np.float32)


def a_found(documents: Numbers) -> Found:
    gains = np.empty(len(documents), np.complex64)
    gains.real, gains.imag = documents / 8 + 1, 2.5
    return Found.of(documents, gains, 2.5, NONE_KNOWN, SIZE)


@pytest.fixture(params=[3, 30], ids=["few documents", "most documents"])
def documents(request: pytest.FixtureRequest) -> Numbers:
    chosen = np.random.default_rng(5).choice(SIZE, request.param, replace=False)
    return np.sort(chosen)


def test_the_two_ways_of_keeping_differ_in_nothing_else(documents: Numbers) -> None:
    found = a_found(documents)
    assert (found.places is None) == (len(documents) == 30)
    assert found.documents.tolist() == documents.tolist()
    assert found.count == len(documents)
    assert found.scores.tolist() == (documents / 8 + 1).tolist()
    totals, counts = np.ones(SIZE, np.complex64), np.zeros(SIZE, np.float32)
    found.add_to(totals)
    found.count_in(counts)
    held = {int(n): 1 + n / 8 + 1 for n in documents}
    assert totals.real.tolist() == [held.get(n, 1.0) for n in range(SIZE)]
    assert totals.imag.tolist() == [2.5 if n in held else 0.0 for n in range(SIZE)]
    assert counts.tolist() == [float(n in held) for n in range(SIZE)]
    assert size_of_found(found) > found.each.nbytes + found.known.nbytes


def test_of_a_single_term_the_scores_alone_are_kept() -> None:
    documents, known = np.array([2, 7, 30], np.int32), NONE_KNOWN
    scores = np.array([0.5, 1.25, 3.0], np.float32)
    term = Found(documents, scores, 3, 2.7, known)
    both = np.empty(3, np.complex64)
    both.real, both.imag = scores, 2.7
    whole = Found(documents, both, 3, 2.7, known)
    selection = Selection.of(np.arange(SIZE) % 2 == 0)
    for one, other in ((term, whole), (term.within(selection), whole.within(selection))):
        assert one.gains.tobytes() == other.gains.tobytes()
        assert one.scores.tolist() == other.scores.tolist()
        summed = [np.zeros(SIZE, np.complex64) for _ in range(2)]
        one.add_to(summed[0])
        other.add_to(summed[1])
        assert summed[0].tobytes() == summed[1].tobytes()
        assert size_of_found(other) - size_of_found(one) == 4 * one.count


@pytest.mark.parametrize("asked", [[], [0], [39], [0, 7, 8, 21, 39], list(range(SIZE))])
def test_which_of_some_documents_hold_it(documents: Numbers, asked: list[int]) -> None:
    held = set(documents.tolist())
    among = a_found(documents).among(np.array(asked, np.intp))
    assert among.tolist() == [number for number in asked if number in held]


def test_within_a_selection_it_is_what_it_is_outside(documents: Numbers) -> None:
    mask = np.random.default_rng(6).random(SIZE) < 0.3
    selection = Selection.of(mask)
    whole, narrow = np.zeros(SIZE, np.complex64), np.zeros(int(mask.sum()), np.complex64)
    found = a_found(documents)
    found.add_to(whole)
    found.within(selection).add_to(narrow)
    assert narrow.tolist() == whole[mask].tolist()
