"""The index on disk: damage, power cuts, killed writers, several readers, and Whoosh as the reference."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from whoosh import scoring
from whoosh.index import TOC, FileIndex
from whoosh.query import Or
from whoosh.query import Term as WhooshTerm
from whoosh.searching import Searcher

from archive.domain.access import AccessScope
from archive.indexer import folder as folder_module
from archive.indexer import storage as storage_module
from archive.indexer.folder import IndexFolder
from archive.indexer.plan import Alternative, Clause, QueryPlan, Term
from archive.indexer.port import SearchRequest
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.scoring import Scorer
from archive.indexer.storage import DurableStorage
from archive.indexer.term_gains import K1, B
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import SENTENCES, SUBJECTS, TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

pytestmark = pytest.mark.integration

EVERYONE = AccessScope(frozenset({TEAM}))


def quiet(_done: int) -> None:
    """Progress nobody watches."""


def a_built_index(root: Path, count: int = 30) -> WhooshIndex:
    index = WhooshIndex(root)
    index.rebuild(some_entries(count), quiet)
    return index


def total(index: WhooshIndex, text: str = "") -> int:
    return index.search(SearchRequest(text), EVERYONE).total


def build_folder(root: Path) -> Path:
    (build,) = root.glob("build-*")
    return build


def one(root: Path, pattern: str) -> Path:
    return next(build_folder(root).glob(pattern))


# the folder


def test_an_index_that_was_not_there_is_lost_until_it_is_rebuilt(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index")
    assert index.lost
    index.apply([an_entry("a", "試喝活動")])
    assert total(index, "試喝") == 1
    assert index.lost
    index.rebuild([an_entry("b", "試喝活動")], quiet)
    assert not index.lost
    assert not WhooshIndex(tmp_path / "index").lost
    assert set(index.stored()) == {"b"}


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_the_folder_is_private(tmp_path: Path) -> None:
    a_built_index(tmp_path / "index")
    for path in (tmp_path / "index", build_folder(tmp_path / "index")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_rebuild_leaves_one_build_behind(tmp_path: Path) -> None:
    index = a_built_index(tmp_path)
    index.rebuild(some_entries(5), quiet)
    assert total(index) == 5
    assert len(list(tmp_path.glob("build-*"))) == 1


# damage


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x40
    path.write_bytes(data)


def _garble(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 20)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "postings cut": lambda root: _cut(one(root, "*.pst")),
    "one bit of the terms": lambda root: _flip(one(root, "*.trm")),
    "one bit of the texts": lambda root: _flip(one(root, "*.text.col")),
    "values gone": lambda root: one(root, "*._stored.col").unlink(),
    "terms emptied": lambda root: one(root, "*.trm").write_bytes(b""),
    "checksums gone": lambda root: one(root, "*.sum").unlink(),
    "checksums garbled": lambda root: _garble(one(root, "*.sum")),
    "checksums of nothing": lambda root: one(root, "*.sum").write_text("{}"),
    "contents garbled": lambda root: _garble(one(root, "_MAIN_*.toc")),
    "contents cut": lambda root: _cut(one(root, "_MAIN_*.toc")),
    "contents gone": lambda root: one(root, "_MAIN_*.toc").unlink(),
    "build gone": lambda root: build_folder(root).rename(root / "elsewhere"),
    "pointer garbled": lambda root: _garble(root / "CURRENT"),
    "pointer gone": lambda root: (root / "CURRENT").unlink(),
    "made by another version": lambda root: (root / "CURRENT").write_text(
        f"{build_folder(root).name} an-older-one\n"
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_set_aside_and_can_be_rebuilt(tmp_path: Path, damage: str) -> None:
    a_built_index(tmp_path)
    DAMAGE[damage](tmp_path)
    index = WhooshIndex(tmp_path)
    assert index.lost
    assert total(index) == 0
    index.apply([an_entry("a", "試喝活動")])
    assert total(index, "試喝") == 1
    index.rebuild(some_entries(30), quiet)
    assert not index.lost
    assert total(index) == 30


def test_what_cannot_be_opened_is_kept_for_a_look_once(tmp_path: Path) -> None:
    for _ in range(2):
        a_built_index(tmp_path)
        _garble(one(tmp_path, "_MAIN_*.toc"))
        WhooshIndex(tmp_path)
    assert len(list(tmp_path.glob("set-aside-*"))) == 1


def test_every_process_learns_that_the_index_is_lost(tmp_path: Path) -> None:
    running = a_built_index(tmp_path)
    _flip(one(tmp_path, "*.trm"))
    WhooshIndex(tmp_path)
    assert running.lost
    assert total(running) == 0


def test_a_damaged_file_is_never_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_built_index(tmp_path)
    _flip(one(tmp_path, "*._stored.col"))

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a segment was opened before it was checked")

    monkeypatch.setattr("archive.indexer.segment_view.SegmentReader", forbidden)
    assert WhooshIndex(tmp_path).lost


# durability


def test_every_file_of_a_commit_is_on_disk_before_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WhooshIndex(tmp_path)
    synced: set[str] = set()
    real_sync, real_rename = storage_module.sync_file, os.rename
    published: list[set[str]] = []

    def sync(path: Path) -> None:
        synced.add(path.name)
        real_sync(path)

    def rename(old: str, new: str) -> None:
        if str(new).endswith(".toc"):
            files = {p.name for p in Path(new).parent.iterdir() if not p.name.endswith(".toc")}
            published.append({n for n in files if n.startswith("MAIN_") and "." in n} - synced)
            assert Path(old).name in synced
        real_rename(old, new)

    monkeypatch.setattr(storage_module, "sync_file", sync)
    monkeypatch.setattr(os, "rename", rename)
    index.apply([an_entry("a", "試喝活動")])
    assert published == [set()]


def test_whichever_write_fails_the_index_stays_whole_and_writable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = a_built_index(tmp_path)
    real, allowed = os.fsync, 0
    acknowledged = set(index.stored())
    for allowed in range(12):
        left = [allowed]

        def fsync(handle: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        try:
            index.apply([an_entry(f"n{allowed}", "試喝活動")])
            acknowledged.add(f"n{allowed}")
        except OSError:
            pass
        monkeypatch.setattr(os, "fsync", real)
        fresh = WhooshIndex(tmp_path)
        assert not fresh.lost
        assert acknowledged <= set(fresh.stored())
    assert f"n{allowed}" in acknowledged
    index.apply([an_entry("last", "試喝活動")])
    assert "last" in index.stored()


WRITER = """
import sys
from pathlib import Path
from unittest import mock
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import an_entry, some_entries
index = WhooshIndex(Path(sys.argv[1]))
if sys.argv[2] == "apply":
    for number in range(10_000):
        index.apply([an_entry(f"k{number}", "試喝活動 " * 20)])
        print(f"k{number}", flush=True)
else:
    def told(done):
        print(done, flush=True)
    index.rebuild(some_entries(100_000), told)
"""


def _kill_writer(root: Path, what: str, lines: int) -> list[str]:
    """Start a process that writes, kill it after it has said so many lines, give what it said."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdout
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    return said


def test_a_killed_writer_loses_nothing_it_had_acknowledged(tmp_path: Path) -> None:
    a_built_index(tmp_path)
    for lines in (1, 9):  # the second while segments are being merged
        said = _kill_writer(tmp_path, "apply", lines)
        index = WhooshIndex(tmp_path)
        assert not index.lost
        assert set(said) <= set(index.stored())
        index.apply([an_entry("after", "試喝活動")])
        assert "after" in index.stored()
        index.apply([], removed=[*said, "after"])


def test_a_rebuild_killed_half_way_leaves_the_old_index(tmp_path: Path) -> None:
    old = set(a_built_index(tmp_path).stored())
    _kill_writer(tmp_path, "rebuild", 3)
    index = WhooshIndex(tmp_path)
    assert set(index.stored()) == old
    index.rebuild(some_entries(5), quiet)
    assert len(list(tmp_path.glob("build-*"))) == 1


# several readers, one writer


def test_another_reader_sees_a_change_at_its_next_search(tmp_path: Path) -> None:
    writer = a_built_index(tmp_path)
    reader = WhooshIndex(tmp_path)
    assert total(reader, "獨角獸") == 0
    writer.apply([an_entry("a", "獨角獸")])
    assert total(reader, "獨角獸") == 1
    writer.rebuild([an_entry("b", "獨角獸 獨角獸")], quiet)
    assert set(reader.stored()) == {"b"}


def test_a_reader_looks_closely_only_when_the_folder_has_changed(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild([an_entry("a", "試喝活動")], lambda _done: None)
    for path in (tmp_path / "CURRENT", build_folder(tmp_path)):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for _ in range(2):
        assert index.search(SearchRequest("試喝"), EVERYONE).total == 1
    with mock.patch.object(IndexFolder, "state", side_effect=AssertionError):
        assert index.search(SearchRequest("試喝"), EVERYONE).total == 1
    WhooshIndex(tmp_path).apply([an_entry("b", "第二場試喝")])
    assert index.search(SearchRequest("試喝"), EVERYONE).total == 2


def test_changes_in_quick_succession_are_all_seen(tmp_path: Path) -> None:
    writer, reader = WhooshIndex(tmp_path), WhooshIndex(tmp_path)
    for number in range(4):
        writer.apply([an_entry(f"{number}", "試喝")])
        now = time.time_ns()
        for path in (tmp_path / "CURRENT", build_folder(tmp_path)):
            os.utime(path, ns=(now, now))  # as on a file system that counts seconds
        assert reader.search(SearchRequest("試喝"), EVERYONE).total == number + 1


def test_searches_go_on_undisturbed_while_another_writes_and_rebuilds(tmp_path: Path) -> None:
    writer, reader = a_built_index(tmp_path), WhooshIndex(tmp_path)
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        seen = 0
        while not done.is_set():
            try:
                now = total(reader, "獨角獸")
            except Exception as error:
                wrong.append(error)
                return
            if now < seen or reader.lost:
                wrong.append((seen, now))
            seen = now

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    entries = [an_entry(f"u{number}", "獨角獸") for number in range(40)]
    for entry in entries:
        writer.apply([entry])
    writer.rebuild([*some_entries(30), *entries], quiet)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert total(reader, "獨角獸") == 40


def test_two_writers_take_turns(tmp_path: Path) -> None:
    a_built_index(tmp_path, 3)
    indexes = [WhooshIndex(tmp_path) for _ in range(3)]

    def write(place: int) -> None:
        for number in range(8):
            indexes[place].apply([an_entry(f"{place}-{number}", "試喝活動")])

    threads = [threading.Thread(target=write, args=(place,)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(indexes[0].stored()) == 3 + 24


def test_segments_stay_few(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    for entry in some_entries(75):
        index.apply([entry])
    assert len(list(build_folder(tmp_path).glob("*.trm"))) <= 9
    assert total(index) == 75


def test_segments_do_not_take_their_names_from_a_shared_random_state(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    for name in "ab":
        random.seed(1)  # as two forks of one process have it
        index.apply([an_entry(name, "試喝活動")])
    assert set(index.stored()) == {"a", "b"}


def test_a_file_that_may_be_mapped_is_never_written_again(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path)
    storage.create_file("MAIN_x.trm").close()
    with pytest.raises(FileExistsError):
        storage.create_file("MAIN_x.trm")


# the oracles


def _random_requests(count: int) -> list[tuple[SearchRequest, AccessScope, set[str]]]:
    chance = random.Random(11)  # noqa: S311 - drawn examples, no secret
    words = [
        text[i : i + n] for text in (*SUBJECTS, *SENTENCES) for i in (0, 3, 7) for n in (2, 4, 9)
    ]
    tokens = (TEAM, "project:1:internal", "project:1:confidential", "project:2:finance")
    identities = [entry.id for entry in some_entries(120)]
    asked = []
    for _ in range(count):
        text = " ".join(chance.choices(words, k=chance.randrange(1, 4)))
        text += chance.choice(("", "", " -預算", ' "交付"'))
        filters = chance.choice(
            ({}, {"project": ("P1", "P3")}, {"class": ("minutes",), "year": ("2026",)})
        )
        scope = AccessScope(frozenset(chance.sample(tokens, chance.randrange(5))))
        hidden = set(chance.sample(identities, chance.choice((0, 0, 15))))
        asked.append((SearchRequest(text, filters, per_page=50), scope, hidden))
    return asked


def test_every_answer_is_that_of_an_index_that_looks_at_every_document(tmp_path: Path) -> None:
    chance = random.Random(12)  # noqa: S311
    tokens = (TEAM, "project:1:internal", "project:1:confidential", "project:2:finance")
    entries = [
        an_entry(**{f: getattr(e, f) for f in e.__slots__ if f not in ("id", "access")}, identity=e.id,
                 access=tuple(chance.sample(tokens, chance.randrange(1, 3))))
        for e in some_entries(120)
    ]  # fmt: skip
    real, oracle = WhooshIndex(tmp_path), MemoryIndex()
    for start in range(0, 120, 17):  # several segments
        real.apply(entries[start : start + 17])
    oracle.apply(entries)
    for identity in [entry.id for entry in entries[::9]]:
        real.apply([], [identity])
        oracle.apply([], [identity])
    for request, scope, hidden in _random_requests(250):
        got, want = real.search(request, scope, hidden), oracle.search(request, scope, hidden)
        asked = request.text, request.filters, sorted(scope.tokens)
        assert (got.total, got.facets) == (want.total, want.facets), asked
        assert (got.tried, got.words) == (want.tried, want.words), asked
        score_of = {hit.id: hit.score for hit in want.hits}
        assert {hit.id for hit in got.hits} == set(score_of), asked
        for hit, best in zip(got.hits, want.hits, strict=True):
            assert hit.score == pytest.approx(best.score, rel=1e-4), asked
            assert hit.score == pytest.approx(score_of[hit.id], rel=1e-4), asked


class _ExactLengths(scoring.WeightingModel):  # type: ignore[misc]
    """Whoosh's BM25 with our exact lengths and idf; everything else is Whoosh's own machinery."""

    def __init__(self, snapshot: object, scorer: Scorer) -> None:
        self._snapshot, self._ours = snapshot, scorer

    def scorer(
        self,
        searcher: Searcher,
        field: str,
        text: bytes,
        qf: int = 1,  # noqa: ARG002 - Whoosh's signature
    ) -> scoring.BaseScorer:
        mass = self._ours.term(Term(field, text.decode())).mass
        offset = self._snapshot.starts[self._place_of(searcher)]  # type: ignore[attr-defined]
        lengths = self._snapshot.lengths[field]  # type: ignore[attr-defined]
        average = float(lengths.mean())

        class Exact(scoring.BaseScorer):  # type: ignore[misc]
            def supports_block_quality(self) -> bool:
                return False

            def score(self, matcher: object) -> float:
                length = float(lengths[offset + matcher.id()])  # type: ignore[attr-defined]
                weight = matcher.weight()  # type: ignore[attr-defined]
                return float(scoring.bm25(mass, weight, length, average, B, K1))

        return Exact()

    def _place_of(self, searcher: Searcher) -> int:
        name = searcher.reader().segment().segment_id()
        return [view.name for view in self._snapshot.views].index(name)  # type: ignore[attr-defined]


def test_array_scores_are_those_of_whooshs_own_searcher_on_the_same_statistics(
    tmp_path: Path,
) -> None:
    index = WhooshIndex(tmp_path)
    entries = list(some_entries(80))
    for start in range(0, 80, 33):
        index.apply(entries[start : start + 33])
    terms = [
        Term(WORDS, "预算"),
        Term(GRAMS, "客户"),
        Term(WORDS, "retent"),
        Term(GRAMS, "三月"),
        Term(WORDS, "无"),
    ]
    snapshot = index._current()
    scorer = Scorer(snapshot, snapshot.visible(EVERYONE))
    plan = QueryPlan(tuple(Clause((Alternative((term,)),)) for term in terms))
    scores = scorer.score(plan)
    numbers = scores.totals.nonzero()[0]
    ours = dict(zip(numbers.tolist(), scores.at(numbers).tolist(), strict=True))
    reference = FileIndex(DurableStorage(build_folder(tmp_path)), indexname=folder_module.NAME)
    query = Or([WhooshTerm(term.field, term.text) for term in terms])
    with reference.searcher(weighting=_ExactLengths(snapshot, scorer)) as searcher:
        hits = searcher.search(query, limit=None, optimize=False)
        theirs = {hit.docnum: hit.score for hit in hits}
    assert len(TOC.read(reference.storage, folder_module.NAME).segments) == 3
    assert set(theirs) == set(ours)
    assert [theirs[n] for n in sorted(theirs)] == pytest.approx(
        [ours[n] for n in sorted(theirs)], rel=1e-5
    )


def test_a_new_segment_is_warm_for_what_was_asked_before(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.rebuild([an_entry("a", "試喝檢討活動")], lambda _done: None)
    index.search(SearchRequest("試喝檢討"), EVERYONE)
    WhooshIndex(tmp_path).apply([an_entry("b", "第二場試喝檢討")])
    fresh = next(view for view in index._current().views if view.id_bytes.tolist() == [b"b"])
    with mock.patch.object(type(fresh), "_read", side_effect=AssertionError):
        assert len(fresh.postings(GRAMS, "试喝")[0]) == 1
        assert len(index.search(SearchRequest("試喝檢討"), EVERYONE).hits) == 2


def test_what_is_read_of_every_document_once_stays_no_part_of_the_process(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).apply(list(some_entries(80)))
    index = WhooshIndex(tmp_path)
    assert resident_of("_stored.col", tmp_path) == [0]
    assert len(index.stored()) == 80  # it can be read again
    assert resident_of("_stored.col", tmp_path) > [0]


def test_terms_are_looked_up_without_the_dictionary_becoming_part_of_the_process(
    tmp_path: Path,
) -> None:
    WhooshIndex(tmp_path).apply(list(some_entries(80)))
    terms = WhooshIndex(tmp_path)._current().views[0]._terms
    entries = [(field, term, entry.to_bytes()) for (field, term), entry in terms.items()]
    terms._tindex.dbfile.let_go()
    assert len(entries) > 500
    for field, term, entry in entries:
        assert terms.written(field, term) == entry
        assert terms.written(field, term + b"\xff") is None
    assert resident_of(".trm", tmp_path) == [0]


def resident_of(ending: str, folder: Path) -> list[int]:
    """Kilobytes in memory of each mapped file of the folder with that ending."""
    sizes: list[int] = []
    wanted = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        first, *rest = line.split()
        if "-" in first:
            wanted = bool(rest) and rest[-1].startswith(str(folder)) and rest[-1].endswith(ending)
        elif wanted and first == "Rss:":
            sizes.append(int(rest[0]))
    return sizes
