"""Briefs of projects, the lessons handed to their teams, and what the teams made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from archive.domain.access import AccessScope
from archive.persistence.scoping import project_visible_to
from archive.persistence.tables import handed_lessons, project_briefs, projects, users

OPEN, APPLY, NOT_RELEVANT = "open", "apply", "not_relevant"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a project was told to do, as its team pasted it."""

    text: str
    channel: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedLesson:
    """A lesson handed to a project. `mark`: open, apply or not_relevant.

    `rests_on`: the filed briefs that its reasons were read from.
    """

    lesson: str
    mark: str
    reasons: tuple[Mapping[str, str], ...]
    marked_by: str | None
    marked_at: datetime | None
    rests_on: tuple[str, ...] = ()


class HandedLessonRepository:
    """What a project was handed is its members' business; the caller asks first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def brief(self, project_id: str) -> Brief | None:
        """The brief of a project."""
        table = project_briefs
        query = select(table).where(table.c.project_id == project_id)
        row = self._connection.execute(query).first()
        return Brief(row.text, row.channel, row.at) if row else None

    def put_brief(self, project_id: str, brief: Brief, user_id: str) -> None:
        """Store a brief over an earlier one."""
        table = project_briefs
        self._connection.execute(delete(table).where(table.c.project_id == project_id))
        values = {"text": brief.text, "channel": brief.channel, "by": user_id, "at": brief.at}
        self._connection.execute(insert(table).values(project_id=project_id, **values))

    def of_project(self, project_id: str) -> tuple[HandedLesson, ...]:
        """What was handed to the project, the most relevant first."""
        table = handed_lessons
        query = (
            select(table, users.c.display_name)
            .outerjoin(users, users.c.id == table.c.marked_by)
            .where(table.c.project_id == project_id)
            .order_by(table.c.place, table.c.lesson_id)
        )
        return tuple(
            HandedLesson(
                row["lesson_id"],
                row["mark"],
                tuple(row["details"]["reasons"]),
                row["display_name"],
                row["marked_at"],
                tuple(row["details"].get("rests_on", ())),
            )
            for row in self._connection.execute(query).mappings()
        )

    def hand(
        self,
        project_id: str,
        lessons: Sequence[tuple[str, Sequence[Mapping[str, str]]]],
        rests_on: Sequence[str] = (),
    ) -> None:
        """Hand these over in this order; what the team has marked already stays as it is.

        `rests_on`: the filed briefs the reasons were read from.
        """
        table = handed_lessons
        self._connection.execute(
            delete(table).where(table.c.project_id == project_id, table.c.mark == OPEN)
        )
        kept = select(table.c.lesson_id).where(table.c.project_id == project_id)
        known = set(self._connection.execute(kept).scalars())
        rows: list[dict[str, Any]] = [
            {
                "project_id": project_id,
                "lesson_id": lesson,
                "mark": OPEN,
                "place": place,
                "details": {
                    "reasons": [dict(reason) for reason in reasons],
                    "rests_on": list(rests_on),
                },
            }
            for place, (lesson, reasons) in enumerate(lessons)
            if lesson not in known
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def mark(self, project_id: str, lesson_id: str, mark: str, user_id: str, at: datetime) -> bool:
        """Note what the team made of it; False when it was not handed over."""
        table = handed_lessons
        done = self._connection.execute(
            update(table)
            .where(table.c.project_id == project_id, table.c.lesson_id == lesson_id)
            .values(mark=mark, marked_by=user_id, marked_at=at)
        )
        return done.rowcount > 0

    def used_in(self, scope: AccessScope, lesson_ids: Collection[str]) -> dict[str, int]:
        """Lesson -> in how many projects that the scope sees its team applies it."""
        table = handed_lessons
        query = (
            select(table.c.lesson_id, func.count())
            .join(projects, projects.c.id == table.c.project_id)
            .where(
                table.c.lesson_id.in_(set(lesson_ids)),
                table.c.mark == APPLY,
                project_visible_to(scope),
            )
            .group_by(table.c.lesson_id)
        )
        return {lesson: int(number) for lesson, number in self._connection.execute(query)}
