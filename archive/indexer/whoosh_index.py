"""The search index: Whoosh's segments on disk, searched as arrays, behind the `SearchIndex` port.

Any number of processes may read while one writes. A reader looks at every search whether a newer
generation stands and opens only the segments it does not know yet. Whatever goes wrong on opening, the
build is set aside, an empty one takes its place, and `lost` says that it must be rebuilt.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.writing import NO_MERGE

from archive.domain.access import AccessScope
from archive.errors import IndexUnavailable
from archive.indexer.building import write_build, write_parts
from archive.indexer.completion import endings
from archive.indexer.field_words import with_codes
from archive.indexer.folder import IndexFolder, Stamp
from archive.indexer.freed_memory import keep_freed_memory
from archive.indexer.near_names import near_names
from archive.indexer.port import (
    EntrySource,
    IndexEntry,
    IndexResult,
    Likeness,
    Sample,
    SearchRequest,
    Wording,
)
from archive.indexer.query import make_plan
from archive.indexer.ranking import Ranker
from archive.indexer.results import (
    facets_of,
    nothing_of,
    page_of,
    poor_of,
    tried,
    wording_of,
    words_of,
)
from archive.indexer.scoring import Scorer
from archive.indexer.segment_view import PostingCache, SegmentView, size_of_postings
from archive.indexer.similar import similar
from archive.indexer.snapshot import Planned, Snapshot
from archive.indexer.spelling import rewritten, similar_words, with_others
from archive.indexer.thesaurus import Thesaurus, shipped_thesaurus
from archive.indexer.writer import merge_named, mergeable, segment_writer

CACHE_BYTES: Final = 8 << 20
PLANS_KEPT: Final = 512
WARMED: Final = 400
"""Lists of postings asked for last whose terms are read from a new segment at once."""
OPENING_TRIES: Final = 10
OPENING_PAUSE: Final = 0.02  # seconds

_log = logging.getLogger(__name__)
_NOTHING: Final = Snapshot(("", -2), (), ())  # no state of a folder is like it


class WhooshIndex:
    """A `SearchIndex` in a folder of its own."""

    def __init__(self, root: Path, thesaurus: Thesaurus | None = None) -> None:
        keep_freed_memory()
        self._folder = IndexFolder(root)
        self._thesaurus = thesaurus or shipped_thesaurus()
        self._cache = PostingCache(CACHE_BYTES, size_of_postings)
        self._plans = lru_cache(PLANS_KEPT)(partial(make_plan, thesaurus=self._thesaurus))
        self._opening = threading.Lock()
        self._snapshot = _NOTHING
        self._checked: tuple[Stamp, tuple[str, int]] | None = None
        """The generation was found to be the newest when the folder bore that stamp."""
        self._current()

    @property
    def lost(self) -> bool:
        """True when there was no index, or none that could be opened, until it is rebuilt."""
        return self._folder.lost

    # searching

    def search(
        self, request: SearchRequest, scope: AccessScope, hidden: Collection[str] = ()
    ) -> IndexResult:
        """Answer a request within a scope. Any text, filter and page number has an answer."""
        snapshot = self._current()
        visible = snapshot.visible(scope, hidden)
        ranker = Ranker(snapshot, visible)
        plan, put_right, others, words = snapshot.plan(
            visible,
            request.text,
            request.today,
            lambda: self._plan(request, snapshot, ranker.scorer),
        )
        fields = with_codes(plan.fields, request.projects)
        hits = ranker.rank(plan, snapshot.selection(request.filters, fields))
        if request.among is not None:
            hits = hits.among(snapshot.among(request.among))
        poor_documents, poor_pages = poor_of(snapshot, hits)
        return IndexResult(
            hits=page_of(snapshot, request, hits),
            total=len(hits.numbers),
            facets=facets_of(snapshot, hits),
            tried=others,
            did_you_mean=put_right,
            words=words,
            poor_documents=poor_documents,
            poor_pages=poor_pages,
            nothing_of=nothing_of(plan, ranker.scorer, hits),
        )

    def wording(self, typed: str, today: date | None = None) -> Wording:
        """How a query is read on a day, in the words of this index's thesaurus."""
        return wording_of(self._plans(typed, today=today))

    def _plan(self, request: SearchRequest, snapshot: Snapshot, scorer: Scorer) -> Planned:
        """The plan of a query; where words are in no document, of the query put right."""
        typed, today = request.text, request.today
        plan, put_right = self._plans(typed, today=today), None
        scorer.look_up(plan)
        others = similar_words(plan, scorer.holders, snapshot.words_from)
        names = near_names(typed, plan.sought, scorer.holders, snapshot.pairs_from, scorer.saying)
        if others or names:
            best = {word: scorer.written(words[0]) or word for word, words in others.items()}
            best |= {run: found[0] for run, found in names.items()}
            put_right = rewritten(typed, best)
            plan = with_others(self._plans(put_right, today=today), others)
        scorer.read(plan)
        said = tried(plan, scorer)
        return Planned(plan, put_right, said, words_of(plan, said))

    def complete(
        self, typed: str, scope: AccessScope, hidden: Collection[str] = (), limit: int = 5
    ) -> tuple[str, ...]:
        """The query with its last word completed out of visible documents."""
        snapshot = self._current()
        scorer = Scorer(snapshot, snapshot.visible(scope, hidden))
        return endings(typed, snapshot.words_from, scorer.holders, scorer.written, limit)

    def similar(
        self, sample: Sample, scope: AccessScope, hidden: Collection[str] = (), limit: int = 10
    ) -> tuple[Likeness, ...]:
        """What is like the sample, the most alike first."""
        snapshot = self._current()
        return similar(snapshot, snapshot.visible(scope, hidden), sample, limit)

    def stored(self) -> Mapping[str, tuple[str, ...]]:
        """Id -> access tokens of every entry."""
        snapshot = self._current()
        kept = [snapshot.place(number) for number in snapshot.live.nonzero()[0].tolist()]
        rows = (view.values(position) for view, position in kept)
        return {row.id: row.access for row in rows}

    # opening

    def _current(self) -> Snapshot:
        """The newest generation."""
        snapshot = self._snapshot
        stamp = self._folder.stamp(snapshot.generation[0])
        if stamp and self._checked == (stamp, snapshot.generation):
            return snapshot
        if self._folder.state() != snapshot.generation:
            with self._opening:
                self._snapshot = snapshot = self._open()
        else:
            self._checked = (stamp, snapshot.generation) if stamp else None
        return snapshot

    def _open(self) -> Snapshot:
        for _ in range(OPENING_TRIES):
            state = self._folder.state()
            if state == self._snapshot.generation:
                return self._snapshot
            try:
                return self._read(state)
            except FileNotFoundError:
                # not replaced while it was being opened: gone
                if self._folder.state() == state and self._replace(state):
                    continue
            except Exception:  # anything at all: files of a foreign hand raise what they like
                _log.exception("the search index cannot be opened and is set aside")
                if self._replace(state):
                    continue
            time.sleep(OPENING_PAUSE)
        return self._snapshot

    def _read(self, state: tuple[str, int]) -> Snapshot:
        build, generation = state
        storage = self._folder.storage(build)
        contents = self._folder.contents(build, generation) if generation >= 0 else None
        if contents is None:
            raise FileNotFoundError(build)
        known = {view.name: view for view in self._snapshot.views}
        views = [
            known.get(segment.segment_id())
            or SegmentView(storage, contents.schema, segment, self._cache)
            for segment in contents.segments
        ]
        deleted = [set(segment.deleted_docs()) for segment in contents.segments]
        snapshot = Snapshot(state, views, deleted)
        snapshot.get_ready()
        self._warm([view for view in views if view.name not in known])
        return snapshot

    def _warm(self, fresh: Sequence[SegmentView]) -> None:
        """Read from new segments what was asked for last, before searches meet them."""
        asked = [*dict.fromkeys(key[1:] for key in self._cache.recent(WARMED))]
        for view in fresh:
            view.warm(asked)

    def _replace(self, state: tuple[str, int]) -> bool:
        """Put an empty index in the place of one that cannot be opened; False where another hand is at it."""
        with self._folder.writing(wait=False) as held:
            if not held or self._folder.state() != state:
                return False
            self._folder.set_aside(state[0])
            build, _ = self._folder.new_build()
            self._folder.publish(build, complete=False)
            return True

    # writing

    def apply(self, entries: Sequence[IndexEntry], removed: Collection[str] = ()) -> None:
        """Put entries (replacing those of the same id) and remove others, in one durable commit.

        Waits while another process writes. Raises IndexUnavailable when the newest generation cannot be
        read, OSError when the disk refuses; nothing has changed then.
        """
        latest = {entry.id: entry for entry in entries}
        if not latest and not removed:
            return
        with self._folder.writing():
            snapshot = self._current()
            if snapshot.generation != self._folder.state():
                raise IndexUnavailable
            index = self._folder.index(snapshot.generation[0])
            gone = [n for i in {*latest, *removed} for n in snapshot.find(i) if snapshot.live[n]]
            if latest or gone:
                with segment_writer(index, NO_MERGE) as writer:
                    for number in gone:
                        writer.delete_document(number)
                    for entry in latest.values():
                        writer.add_entry(entry)
                put = [asdict(entry) for entry in latest.values()]
                self._folder.note_changes({"put": put, "removed": list(removed)})
            self._merge(index)

    def _merge(self, index: FileIndex) -> None:
        """A second commit, so that what was just put in is not kept waiting for it."""
        joined = self._folder.being_joined()
        segments = self._folder.contents(*self._folder.state()).segments
        free = [segment for segment in segments if segment.segment_id() not in joined]
        if names := {segment.segment_id() for segment in mergeable(free)}:
            with segment_writer(index, partial(merge_named, names)):
                pass

    def rebuild(self, entries: Iterable[IndexEntry], progress: Callable[[int], None]) -> None:
        """Replace the whole index. Searches are answered from the old one until the new one stands.

        `progress` is told the number of entries done, now and then and at the end. When `entries`
        raises, the old index stays.
        """
        with self._folder.making() as (build, index):
            done = write_build(index, entries, progress)
            self._take_over(build)
        progress(done)

    def rebuild_from(
        self, sources: Callable[[], Sequence[EntrySource]], progress: Callable[[int], None]
    ) -> None:
        """The same with the entries of several sources, each written by a process of its own."""
        with self._folder.making() as (build, _):
            done = write_parts(self._folder.place(build), sources(), progress)
            self._take_over(build)
        progress(done)

    def _take_over(self, build: str) -> None:
        """Put what was applied meanwhile into a new build, and put that in use."""
        made = self._read(
            (build, self._folder.generation(build))
        )  # opened before anybody is kept waiting
        with self._folder.writing():
            latest: dict[str, IndexEntry | None] = {}
            for record in self._folder.changes():
                latest |= dict.fromkeys(record["removed"])
                latest |= {kept["id"]: _entry_of(kept) for kept in record["put"]}
            if latest:
                gone = [n for i in latest for n in made.find(i) if made.live[n]]
                with segment_writer(self._folder.index(build), NO_MERGE) as writer:
                    for number in gone:
                        writer.delete_document(number)
                    for entry in filter(None, latest.values()):
                        writer.add_entry(entry)
            self._folder.publish(build, complete=True)


def _entry_of(kept: Mapping[str, Any]) -> IndexEntry:
    """An entry as it was noted while another build was being made."""
    return IndexEntry(
        **{**kept, "access": tuple(kept["access"]), "headings": tuple(kept["headings"])}
    )
