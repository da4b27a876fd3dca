"""Keeping the index in step: paying index debts, rebuilding, verifying."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from archive.domain.documents import Document, DocumentState
from archive.domain.segments import SegmentKind
from archive.indexer.port import IndexEntry, SearchIndex
from archive.persistence.database import Database, Work
from archive.services.identifiers import Clock
from archive.services.jobs import INDEX

CHUNK = 200
LONGEST_BODY = 2_000_000  # characters of one document that can be searched


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

    def pay(self, document_ids: Collection[str]) -> None:
        """Bring documents' index entries up to date and let searches show them."""
        ids = list(dict.fromkeys(document_ids))
        with self._database.read() as work:
            documents = work.documents.for_maintenance(ids)
            live = [d for d in documents if d.state is not DocumentState.WITHDRAWN]
            entries = self._entries(work, live)
        known = {document.id for document in live}
        self._index.apply(entries, [i for i in ids if i not in known])
        with self._database.write() as work:
            work.documents.mark_indexed([(d.id, d.revision) for d in documents])

    def all_ids(self) -> tuple[str, ...]:
        """Every document the index should hold."""
        with self._database.read() as work:
            return work.documents.ids_for_maintenance()

    def rebuild(self, progress: Callable[[int, int], None]) -> int:
        """Make the whole index anew from the database; returns how many documents it holds."""
        ids = self.all_ids()
        seen: list[tuple[str, int]] = []
        self._index.rebuild(self._all(ids, seen), lambda done: progress(done, len(ids)))
        for start in range(0, len(seen), CHUNK):
            with self._database.write() as work:
                work.documents.mark_indexed(seen[start : start + CHUNK])
        return len(seen)

    def heal(self) -> bool:
        """Rebuild when the index was lost; True when that was necessary."""
        if not self._index.lost:
            return False
        self.rebuild(lambda _done, _total: None)
        return True

    def catch_up(self) -> int:
        """Owe an index job for every document that index and database disagree about."""
        differences = self.verify()
        ids = [*differences.missing, *differences.surplus, *differences.wrong_access]
        with self._database.write() as work:
            work.jobs.add(*INDEX, ids, self._clock())
        return len(ids)

    def verify(self) -> Differences:
        """Compare ids and access tokens on both sides."""
        stored = self._index.stored()
        with self._database.read() as work:
            ids = work.documents.ids_for_maintenance()
            right: dict[str, tuple[str, ...]] = {}
            for start in range(0, len(ids), CHUNK):
                right |= work.documents.tokens(ids[start : start + CHUNK])
        return Differences(
            missing=tuple(sorted(set(right) - set(stored))),
            surplus=tuple(sorted(set(stored) - set(right))),
            wrong_access=tuple(
                sorted(i for i in set(right) & set(stored) if right[i] != tuple(sorted(stored[i])))
            ),
        )

    def _all(self, ids: Sequence[str], seen: list[tuple[str, int]]) -> Iterator[IndexEntry]:
        for start in range(0, len(ids), CHUNK):
            with self._database.read() as work:
                documents = [
                    d
                    for d in work.documents.for_maintenance(ids[start : start + CHUNK])
                    if d.state is not DocumentState.WITHDRAWN
                ]
                entries = self._entries(work, documents)
            seen.extend((d.id, d.revision) for d in documents)
            yield from entries

    def _entries(self, work: Work, documents: Sequence[Document]) -> list[IndexEntry]:
        tokens = work.documents.tokens([d.id for d in documents])
        texts = work.readings.segments_of([d.reading for d in documents if d.reading])
        entries = []
        for document in documents:
            segments = texts.get(document.reading or "", ())
            if document.unpacked:  # its files are documents of their own and found as such
                segments = tuple(s for s in segments if s.place.member is None)
            headings = tuple(s.text for s in segments if s.kind is SegmentKind.HEADING)
            entries.append(
                IndexEntry(
                    id=document.id,
                    kind="document",
                    name=document.name,
                    title=document.title,
                    project=document.project_code,
                    client=document.client or "",
                    class_key=document.class_key,
                    date=document.date or "",
                    language=document.language or "",
                    access=tokens.get(document.id, ()),
                    headings=headings[:200],
                    project_name=document.project_name,
                    draft=document.is_draft,
                    body="\n".join(s.text for s in segments)[:LONGEST_BODY],
                )
            )
        return entries
