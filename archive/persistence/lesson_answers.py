"""What readers say of lessons: one answer a person, taken back by saying nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Integer, case, delete, func, insert, select

from archive.persistence.tables import lesson_answers, lessons

MOST_WEIGHT, DAYS_A_STEP = 3, 20
"""An answer moves a lesson by so many days in a list that is otherwise by age, three of them at most."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How many found a lesson useful, how many did not, and what one reader said."""

    useful: int = 0
    not_useful: int = 0
    own: bool | None = None

    @property
    def balance(self) -> int:
        """Useful less not useful, within what may move a lesson."""
        return max(-MOST_WEIGHT, min(MOST_WEIGHT, self.useful - self.not_useful))


class LessonAnswerRepository:
    """The table of answers; which lessons may be asked about is the caller's question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, lesson_id: str, user_id: str, useful: bool | None, at: datetime) -> None:
        """Keep somebody's answer over an earlier one, or (None) take it back."""
        table = lesson_answers
        self._connection.execute(
            delete(table).where(table.c.lesson_id == lesson_id, table.c.user_id == user_id)
        )
        if useful is not None:
            values = {"lesson_id": lesson_id, "user_id": user_id, "useful": useful, "at": at}
            self._connection.execute(insert(table).values(values))

    def of(self, lesson_ids: Collection[str], user_id: str) -> dict[str, Answers]:
        """Lesson -> its answers, for those that have any."""
        table = lesson_answers
        own = func.max(case((table.c.user_id == user_id, table.c.useful.cast(Integer))))
        query = (
            select(
                table.c.lesson_id,
                func.count().label("all"),
                func.sum(table.c.useful.cast(Integer)).label("useful"),
                own.label("own"),
            )
            .where(table.c.lesson_id.in_(set(lesson_ids)))
            .group_by(table.c.lesson_id)
        )
        return {
            row.lesson_id: Answers(
                row.useful, row.all - row.useful, None if row.own is None else bool(row.own)
            )
            for row in self._connection.execute(query)
        }


def newest_and_most_useful() -> ColumnElement[float]:
    """What lists are ordered by: the day a lesson was written, moved a little by what readers said."""
    table = lesson_answers
    balance = (
        select(func.coalesce(func.sum(case((table.c.useful, 1), else_=-1)), 0))
        .where(table.c.lesson_id == lessons.c.id)
        .scalar_subquery()
    )
    within = func.max(-MOST_WEIGHT, func.min(MOST_WEIGHT, balance))
    order: ColumnElement[float] = func.julianday(lessons.c.created_at) + DAYS_A_STEP * within
    return order
