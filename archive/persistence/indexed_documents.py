"""Documents as the search index needs them: what it should hold, and what of it is out of date.

All of it is for background work, which answers nobody; what a search found is confirmed by
`FoundDocumentRepository.live` and the tokens it reads, under the caller's scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, literal, literal_column, or_, select, update

from archive.domain.documents import DocumentState
from archive.persistence.document_rows import LIVE
from archive.persistence.tables import documents, versions

# Written as in the partial index, or SQLite reads the whole table instead.
_STALE = select(documents.c.id).where(literal_column("documents.index_stale"))


class IndexedDocumentRepository:
    """What is live is to be found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self) -> tuple[str, ...]:
        """Every live document's id, in order."""
        query = select(documents.c.id).where(LIVE).order_by(documents.c.id)
        return tuple(self._connection.execute(query).scalars())

    def revisions(self) -> tuple[tuple[str, int], ...]:
        """Every live document's id and revision, in order."""
        query = select(documents.c.id, documents.c.revision).where(LIVE).order_by(documents.c.id)
        return tuple((row.id, row.revision) for row in self._connection.execute(query))

    def stale(self) -> frozenset[str]:
        """Documents whose index entry is out of date: masked in every search."""
        return frozenset(self._connection.execute(_STALE).scalars())

    def mark_indexed(self, revisions: Iterable[tuple[str, int]], now: datetime) -> None:
        """Note that the index holds these documents as they were at these revisions.

        A document changed since then stays masked: its newer job is still to run. `searchable_at` is when
        the present version could first be found.
        """
        filed = select(versions.c.filed_at).where(versions.c.id == documents.c.version_id)
        before = documents.c.searchable_at
        is_new = or_(documents.c.indexed.is_(False), before < filed.scalar_subquery())
        since = case((is_new, literal(now, before.type)), else_=before)
        on_the_way = or_(
            documents.c.state == DocumentState.QUEUED.value,
            documents.c.state == DocumentState.PROCESSING.value,
        )
        state = case(
            (on_the_way, DocumentState.READY.value),
            else_=documents.c.state,
        )
        rows = [{"document": key, "seen": revision} for key, revision in revisions]
        if not rows:
            return
        stale = documents.c.revision != bindparam("seen")
        self._connection.execute(
            update(documents)
            .where(documents.c.id == bindparam("document"))
            .values(indexed=True, index_stale=stale, searchable_at=since, state=state),
            rows,
        )
