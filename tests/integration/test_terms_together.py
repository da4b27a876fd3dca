"""The terms of a query are read and weighed together: each comes to what it comes to by itself."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import numpy as np
import pytest

from archive.domain.access import AccessScope
from archive.indexer.found import add_all
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.port import SearchRequest
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.scoring import Scorer
from archive.indexer.segment_view import SegmentView
from archive.indexer.selections import Selection
from archive.indexer.snapshot import Snapshot
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry

pytestmark = pytest.mark.integration

EVERYONE = AccessScope(frozenset({TEAM}))
WORDINGS = ("茶會場地", "茶會餐點", "場地訂金", "茶會場地訂金", "餐點 teapot", "teapots 訂金")
TERMS = [
    *(Term(WORDS, word) for word in ("茶会", "场地", "订金", "teapot", "nowhere")),
    *(Term(GRAMS, gram) for gram in ("茶会", "场地", "订金", "无此")),
    Term(WORDS, "tea", prefix=True),
]


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    """Two segments, with documents that are gone and of several projects."""
    made = WhooshIndex(tmp_path / "index")
    entries = [
        an_entry(f"e{n}", WORDINGS[n % 6] * (n % 3 + 1), project=f"P{n % 4}") for n in range(40)
    ]
    made.rebuild(entries[:25], lambda _done: None)
    made.apply(entries[25:], removed=["e3", "e30"])
    return made


def summed(scorer: Scorer, size: int, selection: Selection | None) -> list[tuple[object, ...]]:
    found = []
    for term in TERMS:
        one, totals = scorer.term(term, selection), np.zeros(size, np.complex64)
        one.add_to(totals)
        found.append((one.count, one.mass, one.known.tolist(), totals.tolist()))
    return found


@pytest.mark.parametrize("hidden", [set(), {"e1", "e6", "e27"}], ids=["all", "some"])
@pytest.mark.parametrize("share", [None, 0.3], ids=["whole", "of a selection"])
def test_terms_worked_out_together_are_what_they_are_one_by_one(
    index: WhooshIndex, share: float | None, hidden: set[str]
) -> None:
    snapshot = index._current()
    selection = None
    if share is not None:
        selection = Selection.of(np.random.default_rng(3).random(snapshot.size) < share)
    size = snapshot.size if selection is None else len(selection.numbers)
    results = []
    for together in (TERMS, TERMS[2:7], []):
        fresh = Snapshot(snapshot.generation, snapshot.views, [set()] * len(snapshot.views))
        fresh.live = snapshot.live
        scorer = Scorer(fresh, fresh.visible(EVERYONE, hidden))
        scorer.get_ready(together, selection)
        results.append(summed(scorer, size, selection))
    assert results[0] == results[1] == results[2]
    held = {term.text: found[0] for term, found in zip(TERMS, results[0], strict=True)}
    assert held["nowhere"] == held["无此"] == 0
    assert 0 < held["teapot"] < held["茶会"]


def test_of_what_few_documents_hold_scores_alone_are_kept(index: WhooshIndex) -> None:
    snapshot = index._current()
    scorer = Scorer(snapshot, snapshot.visible(EVERYONE))
    scorer.get_ready(TERMS)
    kept = [snapshot.found.get((scorer._visible.number, term)) for term in TERMS]
    few = [found for found in kept if found and found.places is not None and found.count]
    assert few
    assert {found.each.dtype for found in few} == {np.dtype(np.float32)}
    assert all((found.gains.imag == np.float32(found.mass)).all() for found in few)


@pytest.mark.parametrize("typed", ["茶會場地 餐點訂金", "茶會 場地 訂金", "專案 teapot 場地"])
def test_the_terms_of_a_new_query_are_read_in_one_go(index: WhooshIndex, typed: str) -> None:
    asked = mock.Mock(wraps=index._current().postings)
    with mock.patch.object(Snapshot, "postings", asked):
        assert index.search(SearchRequest(typed), EVERYONE).total
    assert asked.call_count == 1


def test_what_is_read_together_is_weighed_without_being_copied(index: WhooshIndex) -> None:
    scorer = Scorer(index._current(), index._current().visible(EVERYONE))
    listed = [term for term in TERMS if not term.prefix]
    whole = scorer.gather(listed)
    piece = scorer.gather(listed[2:5])
    assert np.shares_memory(piece.documents, whole.documents)
    alone = Scorer(index._current(), index._current().visible(EVERYONE))
    for chosen in (listed[2:5], listed[:1], listed[-1:], listed[::2], listed[3:1:-1]):
        one, other = scorer.gather(chosen), alone.gather(chosen)
        assert (one.documents.tolist(), one.weights.tolist(), one.ends) == (
            other.documents.tolist(),
            other.weights.tolist(),
            other.ends,
        )


def test_who_holds_all_terms_is_found_without_putting_lists_in_order(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(np, "intersect1d", mock.Mock(side_effect=AssertionError))
    scorer = Scorer(index._current(), index._current().visible(EVERYONE))
    lists = [set(scorer.postings(term)[0].tolist()) for term in TERMS]
    for chosen in ([0, 1], [1, 2, 5], [0, 1, 2], [0, 4], [5, 9, 3]):
        held = set.intersection(*(lists[place] for place in chosen))
        terms = [TERMS[place] for place in chosen]
        assert set(scorer._holding(terms).tolist()) == held
        assert scorer.held_together(terms) == bool(held)


def test_texts_are_looked_at_once_for_a_phrase(index: WhooshIndex) -> None:
    query = SearchRequest('"茶會場地訂金"')
    first = index.search(query, EVERYONE)
    assert first.total > 3
    with mock.patch.object(SegmentView, "text", side_effect=AssertionError):
        assert index.search(query, EVERYONE) == first
    index.apply([an_entry("new", "茶會場地訂金")])
    assert index.search(query, EVERYONE).total == first.total + 1


@pytest.mark.parametrize("share", [None, 0.3], ids=["whole", "of a selection"])
def test_what_terms_add_is_the_same_added_end_to_end(
    index: WhooshIndex, share: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = index._current()
    selection = None
    if share is not None:
        selection = Selection.of(np.random.default_rng(3).random(snapshot.size) < share)
    size = snapshot.size if selection is None else len(selection.numbers)
    scorer = Scorer(snapshot, snapshot.visible(EVERYONE))
    parts = [scorer.term(term, selection) for term in TERMS]
    one_by_one, together = np.zeros(size, np.complex64), np.zeros(size, np.complex64)
    for part in parts:
        part.add_to(one_by_one)
    called = mock.Mock(wraps=np.add)
    monkeypatch.setattr("archive.indexer.found.np.add", called)
    add_all(parts, together)
    assert together.tobytes() == one_by_one.tobytes()
    listed = sum(part.places is not None for part in parts)
    assert 0 < called.at.call_count < listed


def test_what_is_marked_is_worked_out_once_for_a_query(index: WhooshIndex) -> None:
    first = index.search(SearchRequest("茶會場地"), EVERYONE)
    with mock.patch("archive.indexer.whoosh_index.words_of", side_effect=AssertionError):
        again = index.search(SearchRequest("茶會場地", page=2), EVERYONE)
    assert first.words == again.words != ()


@pytest.mark.parametrize("hidden", [set(), {"e1", "e6", "e27"}], ids=["all", "some"])
def test_a_thing_comes_to_the_same_over_few_documents_and_over_all(
    index: WhooshIndex, hidden: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = index._current()
    ways = (Alternative((TERMS[0],)), Alternative((TERMS[2], TERMS[1]), 0.7))
    plan = QueryPlan(clauses=(Clause(ways),))
    results, kept = [], []
    for compact, spread in ((0, 1000), (10**9, 0), (10**9, 1000)):
        monkeypatch.setattr("archive.indexer.wordings.COMPACT", compact)
        monkeypatch.setattr("archive.indexer.wordings.SPREAD", spread)
        fresh = Snapshot(snapshot.generation, snapshot.views, [set()] * len(snapshot.views))
        fresh.live = snapshot.live
        visible = fresh.visible(EVERYONE, hidden)
        scores = Scorer(fresh, visible).score(plan)
        results.append((scores.totals.tobytes(), scores.context.tobytes(), scores.share))
        found = fresh.concepts.get((visible.number, plan.keys[0]))
        assert found
        kept.append((found.count, found.mass, found.known.tolist()))
    assert results[0] == results[1] == results[2]
    assert kept[0] == kept[1] == kept[2]
    assert 0 < kept[0][0] < snapshot.size


def test_a_thing_kept_for_a_selection_is_not_read_again_for_all(index: WhooshIndex) -> None:
    snapshot = index._current()
    plan = QueryPlan(clauses=(Clause((Alternative((TERMS[0],)), Alternative((TERMS[2],), 0.7))),))
    visible = snapshot.visible(EVERYONE)
    selection = Selection.of(np.arange(snapshot.size) % 5 == 0)
    first = Scorer(snapshot, visible).score(plan, selection)
    del snapshot.concepts._kept[visible.number, plan.keys[0]]  # as what makes room for others goes
    with mock.patch.object(Snapshot, "postings", side_effect=AssertionError):
        again = Scorer(snapshot, visible).score(plan, selection)
    assert again.totals.tobytes() == first.totals.tobytes()


def test_what_most_hold_in_each_project_is_found_behind_the_first_looked_at(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.indexer.scoring.FIRST_LOOK", 2)
    snapshot = index._current()
    scorer = Scorer(snapshot, snapshot.visible(EVERYONE))
    projects = snapshot.projects
    for at in (0, 5, snapshot.size - 1):
        covers = np.full(snapshot.size, 0.25, np.float32)
        covers[at] = 0.5
        wanted = np.zeros(int(projects.max()) + 1, np.float32)
        np.maximum.at(wanted, projects, covers)
        assert scorer._most_in(None, covers).tolist() == wanted.tolist()
        some = np.arange(at, snapshot.size)
        wanted[:] = 0
        np.maximum.at(wanted, projects[some], covers[some])
        assert scorer._most_in(some, covers[some]).tolist() == wanted.tolist()
