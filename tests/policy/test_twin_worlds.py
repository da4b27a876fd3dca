"""Nobody learns anything from an archive that holds more than they may see.

Two archives that differ only in hidden things are asked the same questions, and every answer has to be
the same, byte for byte; searches are compared with one that looks at every document. `benchmarks/leaks.py`
is the same with hundreds of hidden documents and thousands of requests. That the comparison notices
anything is shown by planting the mistakes it is there for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from unittest import mock

import pytest

from archive.indexer.scoring import Scorer
from archive.indexer.snapshot import Snapshot, Visible
from archive.persistence.documents import DocumentRepository
from tests.support.leak_corpus import Ask, known_of, requests_of
from tests.support.search_oracle import Oracle
from tests.support.twin_differences import differences
from tests.support.twin_worlds import CANARIES, Twins, more_hidden, open_twins

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


def _all_count(self: Scorer, holders: int) -> float:
    return 1 / (1 + holders + self._snapshot.size)


def _sees_all(self: Snapshot, _scope: object, _hidden: object = ()) -> Visible:
    return Visible(self.live, int(self.live.sum()), {"w": 100.0, "b": 100.0})


def _counts_all(self: DocumentRepository, _scope: object, projects: list[str]) -> dict[str, int]:
    documents = (self.ids_for_maintenance(),)
    return dict.fromkeys(projects, len(*documents))


PLANTED: tuple[tuple[object, str, Callable[..., Any], str], ...] = (
    (Scorer, "_idf", _all_count, "/api/v1/search?q=note+zanzibr"),
    (Snapshot, "visible", _sees_all, f"/api/v1/search?q={CANARIES[0]}"),
    (Snapshot, "visible", _sees_all, "/search?q=note"),
    (Snapshot, "visible", _sees_all, "/api/v1/suggest?q=zanziba"),
    (DocumentRepository, "counts", _counts_all, "/api/v1/projects"),
)


@pytest.mark.parametrize(("where", "name", "mistake", "path"), PLANTED)
def test_a_planted_mistake_is_noticed(
    twins: Twins, where: object, name: str, mistake: Callable[..., Any], path: str
) -> None:
    asked = [Ask("fay", "GET", path)]
    assert list(differences(twins, asked)) == []
    with mock.patch.object(where, name, mistake):
        assert list(differences(twins, asked)) != []


def test_the_comparison_with_every_document_notices_a_missing_filter(twins: Twins) -> None:
    oracle = Oracle(twins.complete.world)
    with mock.patch.object(Snapshot, "visible", _sees_all):
        assert list(oracle.deviations(20, seed=5)) != []


def test_a_right_taken_away_is_gone_with_the_next_request(twins: Twins) -> None:
    world = twins.complete.world
    before = world.call("ana", "GET", "/search?q=note&project=OPEN-01").json
    assert any(hit["project"] == "OPEN-01" for hit in before["hits"])
    world.services.projects.edit(world.as_("owner"), "OPEN-01", {"restricted": True})
    world.services.projects.remove_member(world.as_("owner"), "OPEN-01", "ana")
    after = world.call("ana", "GET", "/search?q=note&project=OPEN-01").json
    assert (after["total"], after["hits"]) == (0, [])
