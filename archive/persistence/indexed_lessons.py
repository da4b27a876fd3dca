"""Lessons as the search index needs them: what it should hold, and what of it is out of date.

Only approved lessons are in the index: proposed ones are their project's own business, retired ones
nobody's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, case, literal, literal_column, select, update

from archive.domain.access import AccessScope
from archive.domain.lessons import Lesson, LessonState
from archive.persistence.lessons import lesson_of, lesson_rows
from archive.persistence.scoping import lesson_visible_to
from archive.persistence.tables import lesson_access, lessons

_APPROVED = lessons.c.state == LessonState.APPROVED.value


# Written as in the partial index, or SQLite reads the whole table instead.
_STALE = select(lessons.c.id).where(literal_column("lessons.index_stale"))


class IndexedLessonRepository:
    """`found` takes the caller's scope; the rest is for background work, which answers nobody."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def found(self, scope: AccessScope, ids: Collection[str]) -> dict[str, Lesson]:
        """Those of the lessons that are approved and that the scope sees."""
        if not ids:
            return {}
        query = lesson_rows().where(lessons.c.id.in_(set(ids)), _APPROVED, lesson_visible_to(scope))
        rows = self._connection.execute(query).mappings()
        return {row["id"]: lesson_of(row) for row in rows}

    def ids(self) -> tuple[str, ...]:
        """Every lesson the index should hold, in order."""
        query = select(lessons.c.id).where(_APPROVED).order_by(lessons.c.id)
        return tuple(self._connection.execute(query).scalars())

    def revisions(self) -> tuple[tuple[str, int], ...]:
        """Every lesson the index should hold with its revision, in order."""
        query = select(lessons.c.id, lessons.c.revision).where(_APPROVED).order_by(lessons.c.id)
        return tuple((row.id, row.revision) for row in self._connection.execute(query))

    def get_many(self, ids: Collection[str]) -> tuple[Lesson, ...]:
        """Lessons by id, whatever their state."""
        if not ids:
            return ()
        query = lesson_rows().where(lessons.c.id.in_(set(ids))).order_by(lessons.c.id)
        return tuple(map(lesson_of, self._connection.execute(query).mappings()))

    def tokens(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Lesson -> its access tokens, sorted."""
        table = lesson_access
        rows = self._connection.execute(
            select(table.c.lesson_id, table.c.token)
            .where(table.c.lesson_id.in_(set(ids)))
            .order_by(table.c.lesson_id, table.c.token)
        )
        found: dict[str, list[str]] = {}
        for lesson_id, token in rows:
            found.setdefault(lesson_id, []).append(token)
        return {key: tuple(value) for key, value in found.items()}

    def stale(self) -> frozenset[str]:
        """Lessons whose index entry is out of date."""
        return frozenset(self._connection.execute(_STALE).scalars())

    def mark_stale(self, ids: Collection[str]) -> None:
        """Mask lessons until their index jobs have run."""
        if ids:
            self._connection.execute(
                update(lessons).where(lessons.c.id.in_(ids)).values(index_stale=lessons.c.indexed)
            )

    def mark_indexed(self, revisions: Iterable[tuple[str, int]], now: datetime) -> None:
        """Note that the index holds these lessons as they were; one changed since stays masked."""
        before = lessons.c.searchable_at
        since = case((lessons.c.indexed.is_(False), literal(now, before.type)), else_=before)
        for lesson_id, revision in revisions:
            self._connection.execute(
                update(lessons)
                .where(lessons.c.id == lesson_id)
                .values(
                    indexed=_APPROVED,
                    index_stale=lessons.c.revision != revision,
                    searchable_at=since,
                )
            )
