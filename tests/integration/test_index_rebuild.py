"""Making the index anew beside the one in use: several processes, nobody kept waiting, nothing lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.errors import IndexUnavailable
from archive.indexer import building, writer
from archive.indexer.port import EntrySource, IndexEntry, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex
from archive.services.search import indexing
from tests.support.index_entries import TEAM, Some, an_entry, some_entries
from tests.support.world import open_world

pytestmark = pytest.mark.integration
EVERYBODY = AccessScope(frozenset({TEAM}))


def quiet(_done: int) -> None:
    """No progress is shown."""


def hits(index: WhooshIndex, words: str) -> set[str]:
    return {hit.id for hit in index.search(SearchRequest(words), EVERYBODY).hits}


def answers(index: WhooshIndex) -> list[tuple[tuple[str, float], ...]]:
    questions = ("客戶", "专案", "shorter report", "合約編號", "預算")
    found = [index.search(SearchRequest(words, per_page=50), EVERYBODY) for words in questions]
    return [tuple((hit.id, round(hit.score, 6)) for hit in one.hits) for one in found]


def test_parts_written_by_several_processes_are_the_index_one_would_write(tmp_path: Path) -> None:
    alone, together = WhooshIndex(tmp_path / "alone"), WhooshIndex(tmp_path / "together")
    parts = [Some(120, 1), Some(80, 2)]
    alone.rebuild((entry for part in parts for entry in part()), quiet)
    told: list[int] = []
    together.rebuild_from(lambda: parts, told.append)
    assert answers(together) == answers(alone)
    assert together.stored() == alone.stored()
    assert told == sorted(told)
    assert told[-1] == 200
    assert not together.lost
    assert WhooshIndex(tmp_path / "together").stored() == alone.stored()  # from the disk


@pytest.mark.parametrize(("most", "sizes"), [(200, [200]), (199, [120, 80])])
def test_parts_of_a_small_index_become_one_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, sizes: list[int]
) -> None:
    monkeypatch.setattr(building, "JOINED_PARTS", most)
    index = WhooshIndex(tmp_path)
    index.rebuild_from(lambda: [Some(120, 1), Some(80, 2)], quiet)
    assert [view.size for view in index._current().views] == sizes


def test_a_part_that_fails_leaves_the_index_in_use(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(some_entries(30), quiet)
    before = index.stored()
    with pytest.raises(IndexUnavailable):
        index.rebuild_from(lambda: [Some(40, 1), Some(5, 2, ends=True)], quiet)
    assert index.stored() == before
    assert len(list(tmp_path.glob("build-*"))) == 1
    assert not (tmp_path / "REBUILDING").exists()


def test_what_is_applied_while_a_build_is_made_is_found_at_once_and_stays(tmp_path: Path) -> None:
    index, other = WhooshIndex(tmp_path), WhooshIndex(tmp_path)
    index.rebuild([an_entry("old", "舊的鐘樓"), an_entry("going", "要拆的鐘樓")], quiet)

    def entries() -> Iterator[IndexEntry]:
        yield an_entry("old", "舊的鐘樓")
        yield an_entry("going", "要拆的鐘樓")
        other.apply([an_entry("new", "新的鐘樓")], removed=["going"])
        assert hits(index, "鐘樓") == {"old", "new"}
        other.apply([an_entry("old", "修好的鐘樓")])
        yield an_entry("late", "晚到的鐘樓")

    index.rebuild(entries(), quiet)
    assert hits(index, "鐘樓") == {"old", "new", "late"}
    assert hits(index, "修好") == {"old"}
    assert hits(other, "舊的") == set()
    assert not (tmp_path / "CHANGES").exists()


def test_a_build_whose_maker_is_gone_is_cleared_away_by_the_next_change(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild(some_entries(3), quiet)
    left = tmp_path / "build-0123456789abcdef"
    left.mkdir()
    (tmp_path / "REBUILDING").write_text(left.name)
    index.apply([an_entry("a", "鐘樓")])
    assert not left.exists()
    assert not (tmp_path / "REBUILDING").exists()
    assert hits(index, "鐘樓") == {"a"}


def test_a_document_filed_while_the_service_rebuilds_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its debt is paid between the asking for what there is and the end of the new build."""
    world = open_world(tmp_path, default_language="zh-Hant")
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", 1)
    try:
        world.account("mei")
        world.project("BELL-26", "mei", name="鐘樓")

        def file_one(day: int) -> str:
            name = f"BELL-26_MTG_鐘樓會議_2026030{day}_V1.0.txt"
            stream = io.BytesIO(f"第{day}次鐘樓".encode())
            return world.services.filing.file_directly(world.as_("mei"), "BELL-26", stream, name).id

        known = [file_one(day) for day in (1, 2, 3)]
        world.drain()
        made = world.services.indexing._index
        build = made.rebuild_from

        def slow(sources: object, progress: object) -> None:
            def asked() -> list[EntrySource]:
                found: list[EntrySource] = sources()  # type: ignore[operator]
                known.append(file_one(4))
                world.drain()
                return found

            build(asked, progress)  # type: ignore[arg-type]

        monkeypatch.setattr(made, "rebuild_from", slow)
        world.services.indexing.rebuild(lambda _done, _total: None, processes=2)
        assert set(world.services.indexing._index.stored()) == set(known)
        assert world.services.indexing.verify().none
    finally:
        world.close()


def test_a_built_index_has_few_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = list(some_entries(70, 5))
    whole = WhooshIndex(tmp_path / "whole")
    whole.rebuild(entries, quiet)
    monkeypatch.setattr(writer, "SEGMENT_DOCUMENTS", 10)
    monkeypatch.setattr(building, "JOINED_DOCUMENTS", 45)
    joined = WhooshIndex(tmp_path / "joined")
    joined.rebuild(entries, quiet)
    assert [view.size for view in joined._current().views] == [40, 30]
    assert answers(joined) == answers(whole)
    assert joined.stored() == whole.stored()
