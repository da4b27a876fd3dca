"""What waits for people of several projects at once: drafts of reviews, lessons handed over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select

from archive.persistence.handed_lessons import OPEN
from archive.persistence.tables import handed_lessons, reviews

DRAFT = "draft"


class WaitingWorkRepository:
    """Asked for the caller's own projects only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def drafts(self, project_ids: Collection[str]) -> dict[str, datetime | None]:
        """Project -> when its review was built, where that waits to be approved."""
        query = select(reviews.c.project_id, reviews.c.built_at).where(
            reviews.c.project_id.in_(set(project_ids)), reviews.c.status == DRAFT
        )
        return {row.project_id: row.built_at for row in self._connection.execute(query)}

    def handed(self, project_ids: Collection[str], limit: int) -> tuple[str, ...]:
        """Lessons handed to these projects that nobody has marked, the most relevant first."""
        table = handed_lessons
        query = (
            select(table.c.lesson_id)
            .where(table.c.project_id.in_(set(project_ids)), table.c.mark == OPEN)
            .group_by(table.c.lesson_id)
            .order_by(func.min(table.c.place), table.c.lesson_id)
            .limit(limit)
        )
        return tuple(self._connection.execute(query).scalars())
