"""Segments joined beside the index in use: the same answers, nothing lost, nobody waiting, whatever happens."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import AccessScope
from archive.indexer import joining
from archive.indexer.folder import IndexFolder
from archive.indexer.joining import Joiner
from archive.indexer.joins import exchange, to_join, write_join
from archive.indexer.port import SearchRequest
from archive.indexer.storage import FilesDamaged
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry, some_entries

pytestmark = pytest.mark.integration
EVERYBODY = AccessScope(frozenset({TEAM}))
PATIENCE = 120.0


def answers(index: WhooshIndex) -> list[object]:
    questions = ("客戶", "专案", "shorter report", '"片尾露出"', "預算 場地", "短視頻")
    found = [index.search(SearchRequest(words, per_page=50), EVERYBODY) for words in questions]
    return [(one.total, one.facets, one.hits) for one in found]


def hits(index: WhooshIndex, words: str) -> set[str]:
    return {hit.id for hit in index.search(SearchRequest(words), EVERYBODY).hits}


def sizes(root: Path) -> list[int]:
    folder = IndexFolder(root)
    return [segment.doc_count() for segment in folder.contents(*folder.state()).segments]


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    """Of four segments: of the first two something has been deleted."""
    return four_segments(tmp_path)


def four_segments(root: Path) -> WhooshIndex:
    made = WhooshIndex(root)
    made.rebuild([], lambda _done: None)
    entries = list(some_entries(60))
    for start in range(0, 60, 15):
        made.apply(entries[start : start + 15])
    made.apply([], removed=[entries[3].id, entries[20].id])
    assert sizes(root) == [14, 14, 15, 15]
    return made


class Prepared:
    """A join of all segments as they are now, written and not yet exchanged."""

    def __init__(self, root: Path) -> None:
        self.folder = IndexFolder(root)
        state = self.folder.state()
        self.build = state[0]
        self.segments: list[Any] = to_join(self.folder, state, at_rest=True)
        self.part = root / "join-0123456789abcdef"
        self.part.mkdir()
        write_join(self.folder.place(self.build), self.segments, self.part)

    def exchange(self) -> bool | None:
        return exchange(self.folder, self.build, self.segments, self.part)


def test_the_answers_are_the_same_to_the_last_digit_and_other_processes_take_it_up(
    index: WhooshIndex, tmp_path: Path
) -> None:
    reader = WhooshIndex(tmp_path)
    before, stored = answers(reader), reader.stored()
    assert Prepared(tmp_path).exchange() is True
    assert sizes(tmp_path) == [58]
    for one in (index, reader, WhooshIndex(tmp_path)):
        assert answers(one) == before
        assert one.stored() == stored
        assert [view.size for view in one._current().views] == [58]
    assert not reader.lost


def test_what_is_filed_deleted_and_replaced_meanwhile_is_found_at_once_and_stays(
    index: WhooshIndex, tmp_path: Path
) -> None:
    entries = list(some_entries(60))
    prepared = Prepared(tmp_path)
    index.apply(
        [an_entry("new", "新的鐘樓"), an_entry(entries[1].id, "改寫的鐘樓")],
        removed=[entries[0].id, entries[4].id, entries[21].id, entries[59].id],
    )
    assert hits(index, "鐘樓") == {"new", entries[1].id}
    before, stored = answers(index), index.stored()
    assert prepared.exchange() is True
    assert sizes(tmp_path) == [2, 53]
    for one in (index, WhooshIndex(tmp_path)):
        assert answers(one) == before
        assert one.stored() == stored
        assert hits(one, "鐘樓") == {"new", entries[1].id}
    index.apply(
        [], removed=[entries[30].id]
    )  # what comes after finds its documents in the joined one
    assert set(index.stored()) == set(stored) - {entries[30].id}


def test_nothing_is_exchanged_where_a_segment_is_gone_or_the_index_was_made_anew(
    index: WhooshIndex, tmp_path: Path
) -> None:
    prepared = Prepared(tmp_path)
    gone = [entry.id for entry in list(some_entries(60))[:10]]
    index.apply([], removed=gone)  # mostly deleted: written anew at once
    before, stored = sizes(tmp_path), index.stored()
    assert prepared.exchange() is False
    assert (sizes(tmp_path), index.stored()) == (before, stored)
    index.rebuild(some_entries(5), lambda _done: None)
    assert prepared.exchange() is False
    assert sizes(tmp_path) == [5]


@pytest.mark.usefixtures("index")
def test_nobody_who_writes_is_waited_for(tmp_path: Path) -> None:
    prepared = Prepared(tmp_path)
    with IndexFolder(tmp_path).writing():
        assert prepared.exchange() is None
    assert prepared.exchange() is True


@pytest.mark.usefixtures("index")
def test_a_damaged_segment_is_not_joined(tmp_path: Path) -> None:
    file = next(tmp_path.glob("build-*/*.pst"))
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")
    with pytest.raises(FilesDamaged):
        Prepared(tmp_path)


def test_a_cut_at_any_step_leaves_the_old_segments_or_the_new_one(
    index: WhooshIndex, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before, stored = answers(index), index.stored()
    prepared = Prepared(tmp_path)
    moments = tmp_path_factory.mktemp("moments")
    copies: list[Path] = []

    def recorded(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            copies.append(moments / str(len(copies)))
            shutil.copytree(tmp_path, copies[-1])
            return call(*arguments, **options)

        return instead

    with monkeypatch.context() as patch:
        for name in ("rename", "replace", "remove", "unlink", "fsync"):
            patch.setattr(os, name, recorded(getattr(os, name)))
        assert prepared.exchange() is True
    kinds = set()
    for copy in copies:
        again = WhooshIndex(copy)
        assert not again.lost
        assert (answers(again), again.stored()) == (before, stored)
        kinds.add(tuple(sizes(copy)))
        Joiner(copy).step()
        assert not list(copy.glob("join-*/"))
        again.apply([an_entry("new", "新的鐘樓")])
        assert hits(again, "鐘樓") == {"new"}
        named = {view.name for view in again._current().views}
        kept = {file.name.split(".")[0] for file in copy.glob("build-*/MAIN_*.*")}
        assert kept == named  # files that no table names are swept
    assert kinds == {(14, 14, 15, 15), (58,)}


def test_whichever_call_the_disk_refuses_nothing_is_lost_and_filing_goes_on(
    index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, stored = answers(index), index.stored()
    refused, done = 0, False
    while not done:
        prepared = Prepared(tmp_path)
        outcomes = iter([*[True] * refused, False])

        def failing(
            call: Callable[..., Any], outcomes: Iterator[bool] = outcomes
        ) -> Callable[..., Any]:
            def instead(*arguments: Any, **options: Any) -> Any:
                if not next(outcomes, True):
                    raise OSError(5, "refused")
                return call(*arguments, **options)

            return instead

        with monkeypatch.context() as patch:
            for name in ("rename", "fsync"):
                patch.setattr(os, name, failing(getattr(os, name)))
            try:
                done = prepared.exchange() is True
            except OSError:
                refused += 1
        shutil.rmtree(prepared.part)
        assert (answers(WhooshIndex(tmp_path)), index.stored()) == (before, stored)
        if not done and len(sizes(tmp_path)) == 1:  # it was in place, and then the disk refused
            break
        index.apply([an_entry("new", "新的鐘樓")])
        assert hits(index, "鐘樓") == {"new"}
        index.apply([], removed=["new"])
    assert refused > 10
    assert len(sizes(tmp_path)) == 1


@pytest.mark.usefixtures("index")
def test_files_and_their_names_are_on_the_disk_before_a_table_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    published: list[tuple[str, list[int]]] = []
    fsync, rename = os.fsync, os.rename

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    def told(old: Any, new: Any) -> None:
        rename(old, new)
        published.append((str(new), [*synced]))

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "rename", told)
    prepared = Prepared(tmp_path)
    assert prepared.exchange() is True
    build = tmp_path / prepared.build
    files = {file.stat().st_ino for file in build.glob("MAIN_*.*")}
    assert len(files) == 5
    moved = next(n for n, (new, _) in enumerate(published) if new.startswith(f"{build}/MAIN_"))
    last = published[-1]
    assert last[0].endswith(".toc")
    assert files <= set(last[1])
    assert build.stat().st_ino in last[1][len(published[moved][1]) :]


# the process


@pytest.fixture
def joiner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Joiner]:
    """One that does not wait until it is quiet."""
    for name in ("QUIET", "AT_REST", "LOOK_EVERY", "AFTER_ERROR"):
        monkeypatch.setattr(joining, name, 0.0)
    made = Joiner(tmp_path)
    yield made
    made.end()


def until_joined(joiner: Joiner) -> None:
    end = time.monotonic() + PATIENCE
    while not joiner.step():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_quiet_index_is_joined_by_a_process_until_nothing_is_to_be_joined(
    index: WhooshIndex, tmp_path: Path, joiner: Joiner
) -> None:
    before = answers(index)
    until_joined(joiner)
    assert answers(index) == before
    assert sizes(tmp_path) == [58]
    names = {path.name for path in tmp_path.iterdir()}
    assert not joiner.step()
    assert joiner._join is None
    assert {path.name for path in tmp_path.iterdir()} == names
    assert not any(name == "JOINING" or name.startswith("join-") for name in names)


@pytest.mark.usefixtures("index")
def test_an_index_that_is_being_filed_into_is_left_alone(
    joiner: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "QUIET", 1e6)
    joiner.step()
    assert joiner._join is None
    monkeypatch.setattr(joining, "QUIET", 0.0)
    monkeypatch.setattr(joining, "AT_REST", 1e6)  # four small ones are not worth it yet
    joiner.step()
    assert joiner._join is None


@pytest.mark.usefixtures("index")
def test_without_room_on_the_disk_nothing_is_joined(
    joiner: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "ROOM", 1 << 62)
    joiner.step()
    assert joiner._join is None


def test_segments_that_are_being_joined_are_not_merged_when_something_is_filed(
    index: WhooshIndex, tmp_path: Path, joiner: Joiner
) -> None:
    joiner.step()
    assert joiner._join is not None
    for number in range(5):  # with the four there would be nine of a size
        index.apply([an_entry(f"{number}-{n}", "鐘樓") for n in range(8)])
        assert len(hits(index, "鐘樓")) == min(10, 8 * (number + 1))
    assert len(sizes(tmp_path)) == 9
    until_joined(joiner)
    assert sorted(sizes(tmp_path)) == [8, 8, 8, 8, 8, 58]


def test_a_process_that_is_killed_leaves_the_index_as_it_was_and_nothing_behind(
    index: WhooshIndex, tmp_path: Path, joiner: Joiner
) -> None:
    before = answers(index)
    joiner.step()
    assert joiner._join is not None
    process = joiner._join.process
    assert list(tmp_path.glob("join-*/"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not joiner.step()
    assert joiner._join is None
    assert not list(tmp_path.glob("join-*/"))
    assert not (tmp_path / "JOINING").exists()
    assert (answers(index), sizes(tmp_path)) == (before, [14, 14, 15, 15])
    index.apply([an_entry("new", "新的鐘樓")])
    until_joined(joiner)  # tried again after the next commit
    assert sizes(tmp_path) == [59]


@pytest.mark.usefixtures("index")
def test_two_workers_do_not_join_the_same_and_the_process_ends_with_its_starter(
    tmp_path: Path, joiner: Joiner
) -> None:
    joiner.step()
    assert joiner._join is not None
    part, process = joiner._join.part, joiner._join.process
    other = Joiner(tmp_path)
    other.step()
    assert other._join is None
    assert part.exists()
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(PATIENCE) in (0, 1)  # 0: it was done before
    joiner.end()
    assert not part.exists()


@pytest.mark.usefixtures("index")
def test_what_a_cut_off_join_left_is_removed_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "join-00ff00ff00ff00ff"
    left.mkdir()
    (left / "MAIN_0123.pst").write_bytes(b"half")
    (tmp_path / "JOINING").write_text('["0123"]')
    assert IndexFolder(tmp_path).being_joined() == frozenset()
    monkeypatch.setattr(joining, "QUIET", 1e6)
    Joiner(tmp_path).step()
    assert not left.exists()
    assert not (tmp_path / "JOINING").exists()


@pytest.mark.usefixtures("index")
def test_a_folder_that_refused_once_does_not_keep_anybody_from_joining(
    tmp_path: Path, joiner: Joiner
) -> None:
    noted = tmp_path / "JOINING"
    noted.mkdir()  # it can be neither removed nor written
    for _ in range(2):
        with pytest.raises(OSError, match="JOINING"):
            joiner.step()
    noted.rmdir()
    joiner.step()
    assert joiner._join is not None
    noted.unlink()
    noted.mkdir()
    with pytest.raises(OSError, match="JOINING"):
        joiner.end()
    noted.rmdir()
    other = Joiner(tmp_path)
    until_joined(other)
    assert sizes(tmp_path) == [58]


@pytest.mark.usefixtures("index")
def test_what_fails_is_not_tried_again_at_every_look(
    index: WhooshIndex, joiner: Joiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(joining, "AFTER_ERROR", 1e6)
    with monkeypatch.context() as patch:
        patch.setattr(joining, "_started", refused)
        with pytest.raises(MemoryError):
            joiner.step()
    joiner.step()
    assert joiner._join is None
    joiner._look = 0.0
    joiner.step()
    assert joiner._join is not None
    joiner._join.process.kill()
    joiner._join.process.wait()
    joiner.step()
    index.apply([an_entry("new", "新的鐘樓")])
    joiner.step()
    assert joiner._join is None  # whatever is filed, not before its time


def test_segments_that_are_gone_are_no_error(
    tmp_path: Path, joiner: Joiner, capfd: pytest.CaptureFixture[str], index: WhooshIndex
) -> None:
    state = IndexFolder(tmp_path).state()
    segments = to_join(IndexFolder(tmp_path), state, at_rest=True)
    index.rebuild(some_entries(5), lambda _done: None)
    part = tmp_path / "join-0123456789abcdef"
    part.mkdir()
    process = joining._started(tmp_path / state[0], segments, part)
    assert process.wait(PATIENCE) not in (0, 1)
    assert process.stdin is not None
    process.stdin.close()
    assert "Traceback" not in capfd.readouterr().err
    joiner.step()
    assert not part.exists()
