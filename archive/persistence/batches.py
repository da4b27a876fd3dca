"""Batches of files, each with how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
)

from archive.domain.documents import BatchState, ItemState
from archive.domain.intake import Batch, Unfiled
from archive.persistence.intake import UNREAD
from archive.persistence.tables import batches, items, projects

SETTLED = (ItemState.FILED.value, ItemState.DISCARDED.value)
_UNSETTLED = tuple(state.value for state in ItemState if state.value not in SETTLED)

# Built once: putting a statement together costs more than running it.
_BATCHES = select(batches, projects.c.code).join(projects, projects.c.id == batches.c.project_id)
_BATCH = _BATCHES.where(batches.c.id == bindparam("wanted"))
_COUNTS = (
    select(items.c.batch_id, items.c.state, items.c.verdict, items.c.asks, func.count())
    .where(items.c.batch_id.in_(bindparam("wanted", expanding=True)))
    .group_by(items.c.batch_id, items.c.state, items.c.verdict, items.c.asks)
)
_UNFINISHED = (
    select(items.c.id)
    .where(items.c.batch_id == batches.c.id, items.c.state.not_in(SETTLED))
    .exists()
)


class BatchRepository:
    """Batches are found by their random ids; who may ask is the service's question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, batch_id: str, project_id: str, created_by: str, now: datetime) -> None:
        """Open a batch."""
        self._connection.execute(
            insert(batches).values(
                id=batch_id, project_id=project_id, created_by=created_by, created_at=now
            )
        )

    def get(self, batch_id: str) -> Batch | None:
        """A batch with its counts."""
        row = self._connection.execute(_BATCH, {"wanted": batch_id}).mappings().first()
        return _batch(row, self._counts([batch_id]).get(batch_id, Counter())) if row else None

    def of_project(self, project_id: str) -> tuple[Batch, ...]:
        """A project's batches, newest first."""
        return self._batches(batches.c.project_id == project_id)

    def of_account(self, user_id: str) -> tuple[Batch, ...]:
        """The batches an account opened in projects that are open, newest first."""
        return self._batches(and_(batches.c.created_by == user_id, projects.c.state == "open"))

    def unfinished_first(
        self, project_id: str, by: str | None, offset: int, limit: int
    ) -> tuple[tuple[Batch, ...], int]:
        """Some of a project's batches and how many there are: with files still to be decided, then the newest.

        Args:
            project_id: the project's id.
            by: of one account only; None for everybody's.
            offset: how many to leave out.
            limit: how many at most.
        """
        mine: list[ColumnElement[bool]] = [batches.c.created_by == by] if by else []
        condition = and_(batches.c.project_id == project_id, *mine)
        total = select(func.count()).select_from(batches).where(condition)
        query = _BATCHES.where(condition).order_by(
            _UNFINISHED.desc(), batches.c.created_at.desc(), batches.c.id
        )
        found = self._counted(query.offset(offset).limit(limit))
        return found, int(self._connection.execute(total).scalar_one())

    def unfiled(
        self, by: str, member_of: Collection[str], managed: Collection[str]
    ) -> tuple[Unfiled, ...]:
        """How many files no search finds yet, for each open project, by code.

        Args:
            by: the account whose own batches count.
            member_of: ids of the projects in which these count.
            managed: ids of those in which everybody's count.
        """
        reading = func.sum(case((items.c.state.in_(UNREAD), 1), else_=0))
        mine = and_(batches.c.created_by == by, batches.c.project_id.in_(member_of))
        query = (
            select(projects.c.code, reading, func.count())
            .select_from(items.join(batches).join(projects, projects.c.id == batches.c.project_id))
            .where(
                items.c.state.in_(_UNSETTLED),
                projects.c.state == "open",
                or_(mine, batches.c.project_id.in_(managed)),
            )
            .group_by(projects.c.code)
            .order_by(projects.c.code)
        )
        rows = self._connection.execute(query)
        return tuple(Unfiled(code, unread, total - unread) for code, unread, total in rows)

    def _batches(self, condition: Any) -> tuple[Batch, ...]:
        query = _BATCHES.where(condition).order_by(batches.c.created_at.desc(), batches.c.id)
        return self._counted(query)

    def _counted(self, query: Any) -> tuple[Batch, ...]:
        rows = list(self._connection.execute(query).mappings())
        counts = self._counts([row["id"] for row in rows])
        return tuple(_batch(row, counts.get(row["id"], Counter())) for row in rows)

    def _counts(self, ids: Sequence[str]) -> dict[str, Counter[str]]:
        counts: dict[str, Counter[str]] = {}
        for batch_id, state, verdict, asked, number in self._connection.execute(
            _COUNTS, {"wanted": list(ids)}
        ):
            count = counts.setdefault(batch_id, Counter())
            count["total"] += number
            count[state] += number
            count["look"] += number if asked else 0
            if state == ItemState.PROPOSED.value:
                count["ok" if verdict in ("ok", "fixed") else "attention"] += number
            elif state in (ItemState.HELD.value, ItemState.FAILED.value):
                count["attention"] += number
        return counts


def _batch(row: RowMapping, counts: Mapping[str, int]) -> Batch:
    total = counts.get("total", 0)
    if total == 0:
        state = BatchState.OPEN
    elif any(counts.get(s, 0) for s in UNREAD):
        state = BatchState.ANALYSING
    elif sum(counts.get(s, 0) for s in SETTLED) == total:
        state = BatchState.DONE
    else:
        state = BatchState.READY
    return Batch(
        row["id"],
        row["project_id"],
        row["code"],
        state,
        row["created_by"],
        row["created_at"],
        dict(counts),
    )
