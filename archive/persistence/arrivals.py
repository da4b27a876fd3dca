"""What came in lately, as far as the caller may see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from archive.domain.access import AccessScope
from archive.domain.lessons import LessonState
from archive.persistence.document_rows import LIVE
from archive.persistence.scoping import lesson_visible_to, visible_to
from archive.persistence.tables import documents, lessons


class ArrivalRepository:
    """Documents and lessons by when they could first be found as they are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(
        self, scope: AccessScope, since: datetime, limit: int
    ) -> tuple[tuple[str, datetime], ...]:
        """(document, when its present version could first be found) after `since`, the newest first."""
        found = documents.c.searchable_at
        query = (
            select(documents.c.id, found)
            .where(found > since, LIVE, visible_to(scope))
            .order_by(found.desc(), documents.c.id)
            .limit(limit)
        )
        return tuple((row[0], row[1]) for row in self._connection.execute(query))

    def lessons(
        self, scope: AccessScope, since: datetime, limit: int
    ) -> tuple[tuple[str, datetime], ...]:
        """(lesson, when it could first be found) after `since`, the newest first."""
        found = lessons.c.searchable_at
        query = (
            select(lessons.c.id, found)
            .where(found > since, _released(scope))
            .order_by(found.desc(), lessons.c.id)
            .limit(limit)
        )
        return tuple((row[0], row[1]) for row in self._connection.execute(query))


def _released(scope: AccessScope) -> ColumnElement[bool]:
    return (lessons.c.state == LessonState.APPROVED.value) & lesson_visible_to(scope)
