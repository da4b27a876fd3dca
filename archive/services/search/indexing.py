"""Keeping the index in step: paying index debts, rebuilding, verifying."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.domain.documents import DocumentState
from archive.domain.lessons import LessonState
from archive.indexer.port import IndexEntry, SearchIndex
from archive.persistence.database import Database, Work
from archive.services.operations.entry_ids import lesson_entry, split_entries
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import INDEX, INDEX_LESSON
from archive.services.search.index_entries import document_entry, entry_of_lesson

CHUNK = 50  # entries whose texts are in memory together
WORTH_A_PROCESS = 500  # entries: fewer are written before another process has started


@dataclass(frozen=True, slots=True)
class Differences:
    """Where index and database disagree; all empty when they do not."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    wrong_access: tuple[str, ...]

    @property
    def none(self) -> bool:
        """True when index and database agree."""
        return not (self.missing or self.surplus or self.wrong_access)


class IndexingService:
    """The only writer of the index. It answers nobody, so it reads without a scope."""

    def __init__(self, database: Database, index: SearchIndex, clock: Clock) -> None:
        self._database = database
        self._index = index
        self._clock = clock

    def pay(self, entry_ids: Collection[str]) -> None:
        """Bring index entries up to date (ids as in `entry_ids`) and let searches show them."""
        ids = list(dict.fromkeys(entry_ids))
        with self._database.read() as work:
            entries, seen = _read(work, ids)
        known = {entry.id for entry in entries}
        self._index.apply(entries, [i for i in ids if i not in known])
        with self._database.write() as work:
            seen.mark(work, self._clock())

    def all_ids(self) -> tuple[str, ...]:
        """Every entry the index should hold."""
        with self._database.read() as work:
            lessons = map(lesson_entry, work.indexed_lessons.ids())
            return (*work.indexed_documents.ids(), *lessons)

    def rebuild(self, progress: Callable[[int, int], None], processes: int = 0) -> int:
        """Make the whole index anew from the database; returns how many entries it holds.

        Searches are answered, and debts paid, from the old index until the new one stands. Many
        entries are read and written by `processes` at once, by default one for each processor.
        """
        total = len(self.all_ids())
        number = min(processes or os.cpu_count() or 1, total // WORTH_A_PROCESS)
        before: list[_Seen] = []
        done = [0]

        def ids() -> tuple[str, ...]:
            """Asked for once the new build has begun: what is paid later goes into it too."""
            with self._database.read() as work:
                seen = _Seen(work.indexed_documents.revisions(), work.indexed_lessons.revisions())
            before.append(seen)
            return seen.entry_ids

        def sources() -> list[StoredEntries]:
            return [StoredEntries(self._database.url, share) for share in _shares(ids(), number)]

        def everything() -> Iterator[IndexEntry]:
            yield from _stored(self._database, ids())

        def tell(so_far: int) -> None:
            done[0] = so_far
            progress(so_far, max(so_far, total))

        if number > 1:
            self._index.rebuild_from(sources, tell)
        else:
            self._index.rebuild(everything(), tell)
        with self._database.write() as work:
            for seen in before:
                seen.mark(work, self._clock())
        return done[0]

    @property
    def lost(self) -> bool:
        """True when the index has to be made anew."""
        return self._index.lost

    def heal(self) -> bool:
        """Rebuild when the index was lost; True when that was necessary."""
        if not self._index.lost:
            return False
        self.rebuild(lambda _done, _total: None)
        return True

    def begin(self) -> None:
        """Put an empty index in its place where there is nothing to index yet: a new archive."""
        if self._index.lost and not self.all_ids():
            self.heal()

    def catch_up(self) -> int:
        """Owe an index job for every entry that index and database disagree about."""
        differences = self.verify()
        ids = [*differences.missing, *differences.surplus, *differences.wrong_access]
        documents, lessons = split_entries(ids)
        with self._database.write() as work:
            work.jobs.add(*INDEX, documents, self._clock())
            work.jobs.add(*INDEX_LESSON, lessons, self._clock())
        return len(ids)

    def verify(self) -> Differences:
        """Compare ids and access tokens on both sides."""
        stored = self._index.stored()
        ids = self.all_ids()
        right: dict[str, tuple[str, ...]] = {}
        for start in range(0, len(ids), CHUNK):
            with self._database.read() as work:
                right |= _tokens(work, ids[start : start + CHUNK])
        return Differences(
            missing=tuple(sorted(set(right) - set(stored))),
            surplus=tuple(sorted(set(stored) - set(right))),
            wrong_access=tuple(
                sorted(i for i in set(right) & set(stored) if right[i] != tuple(sorted(stored[i])))
            ),
        )


@dataclass(frozen=True, slots=True)
class StoredEntries:
    """Entries of the database at that address, for a process that opens it by itself."""

    url: str
    ids: tuple[str, ...]

    def __call__(self) -> Iterator[IndexEntry]:
        database = Database(self.url)
        try:
            yield from _stored(database, self.ids)
        finally:
            database.close()


def _stored(database: Database, ids: Sequence[str]) -> Iterator[IndexEntry]:
    for start in range(0, len(ids), CHUNK):
        with database.read() as work:
            entries, _ = _read(work, ids[start : start + CHUNK])
        yield from entries


def _shares(ids: Sequence[str], number: int) -> list[tuple[str, ...]]:
    """The ids dealt out in runs, so that every share has as many old ones as new ones."""
    runs = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    return [tuple(i for run in runs[place::number] for i in run) for place in range(number)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Documents and lessons with the revisions at which they were read for the index, or before."""

    documents: tuple[tuple[str, int], ...]
    lessons: tuple[tuple[str, int], ...]

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """The ids of their entries."""
        lessons = (lesson_entry(key) for key, _ in self.lessons)
        return (*(key for key, _ in self.documents), *lessons)

    def mark(self, work: Work, now: datetime) -> None:
        """Note that the index holds what was read."""
        work.indexed_documents.mark_indexed(self.documents, now)
        work.indexed_lessons.mark_indexed(self.lessons, now)


def _read(work: Work, entry_ids: Sequence[str]) -> tuple[list[IndexEntry], _Seen]:
    """The entries of those ids that should stand in the index, read together."""
    document_ids, lesson_ids = split_entries(entry_ids)
    documents = work.documents.for_maintenance(document_ids)
    lessons = work.indexed_lessons.get_many(lesson_ids)
    live = [d for d in documents if d.state is not DocumentState.WITHDRAWN]
    approved = [lesson for lesson in lessons if lesson.state is LessonState.APPROVED]
    tokens = _tokens(work, entry_ids)
    texts = work.readings.segments_of([d.reading for d in live if d.reading])
    entries = [
        document_entry(d, tokens.get(d.id, ()), texts.get(d.reading or "", ())) for d in live
    ]
    entries += [entry_of_lesson(one, tokens.get(lesson_entry(one.id), ())) for one in approved]
    seen = _Seen(
        tuple((d.id, d.revision) for d in documents),
        tuple((lesson.id, lesson.revision) for lesson in lessons),
    )
    return entries, seen


def _tokens(work: Work, entry_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    documents, lessons = split_entries(entry_ids)
    of_lessons = work.indexed_lessons.tokens(lessons) if lessons else {}
    held = work.documents.tokens(documents) if documents else {}
    return held | {lesson_entry(key): value for key, value in of_lessons.items()}
