"""Nobody learns anything from an archive that holds more than they may see.

Two archives that differ only in hidden things are asked the same questions, and every answer has to be
the same, byte for byte; searches are compared with one that looks at every document. `benchmarks/leaks.py`
is the same with hundreds of hidden documents and thousands of requests. That the comparison notices
anything is shown by planting the mistakes it is there for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from tests.support.leak_corpus import known_of, requests_of
from tests.support.planted_mistakes import MISTAKES, Mistake
from tests.support.search_oracle import Oracle
from tests.support.twin_contents import more_hidden
from tests.support.twin_differences import differences
from tests.support.twin_figures import COMPARED, TOLD
from tests.support.twin_worlds import Twins, open_twins

REQUESTS, QUERIES = 400, 100


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with open_twins(tmp_path_factory.mktemp("twins"), visible=12, hidden=20, reviews=True) as made:
        yield made


def test_searches_are_those_of_looking_at_every_document(twins: Twins) -> None:
    assert list(Oracle(twins.complete.world).deviations(QUERIES, seed=2)) == []


def test_hidden_things_change_no_answer(twins: Twins) -> None:
    asked = islice(requests_of(known_of(twins), seed=1), REQUESTS)
    assert list(differences(twins, asked)) == []


def test_hidden_changes_made_meanwhile_change_no_answer(twins: Twins) -> None:
    twins.take(more_hidden(6, seed=3))
    asked = [a for a in islice(requests_of(known_of(twins), seed=4), REQUESTS) if "earch" in a.path]
    assert list(differences(twins, asked)) == []


def test_figures_that_everybody_sees_are_compared_in_both(twins: Twins) -> None:
    for twin in twins.both:
        answer = twin.world.call("fay", "GET", f"/search?q={TOLD}").json
        assert [figure["project"] for figure in answer["compared"]["figures"]] == [*COMPARED]
    owner = twins.complete.world.call("owner", "GET", f"/search?q={TOLD}").json
    assert owner["compared"] is not None


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_planted_mistake_is_noticed(twins: Twins, mistake: Mistake) -> None:
    asked = [mistake.ask(twins)]
    assert list(differences(twins, asked)) == []
    with mistake.planted():
        assert list(differences(twins, asked)) != []


@pytest.mark.parametrize("mistake", [m for m in MISTAKES if m.searching], ids=lambda m: m.name)
def test_the_comparison_with_every_document_notices_it(twins: Twins, mistake: Mistake) -> None:
    oracle = Oracle(twins.complete.world)
    with mistake.planted():
        assert list(oracle.deviations(20, seed=5)) != []


def test_a_right_taken_away_is_gone_with_the_next_request(twins: Twins) -> None:
    world = twins.complete.world
    before = world.call("ana", "GET", "/search?q=note&project=OPEN-01").json
    assert any(hit["project"] == "OPEN-01" for hit in before["hits"])
    world.services.projects.edit(world.as_("owner"), "OPEN-01", {"restricted": True})
    world.services.projects.remove_member(world.as_("owner"), "OPEN-01", "ana")
    after = world.call("ana", "GET", "/search?q=note&project=OPEN-01").json
    assert (after["total"], after["hits"]) == (0, [])
