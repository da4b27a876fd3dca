"""Items that wait for a person in the holding area, limited to those a caller may know of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from archive.domain.documents import ItemState
from archive.domain.holding import Waiting, WaitingBatch
from archive.naming.verdicts import Verdict
from archive.persistence.intake import item_of_row
from archive.persistence.projects import has_code
from archive.persistence.tables import batches, items, projects, users

_UNSETTLED = or_(
    items.c.asks,
    items.c.state.in_([ItemState.HELD.value, ItemState.FAILED.value]),
    and_(
        items.c.state == ItemState.PROPOSED.value,
        items.c.verdict.in_([Verdict.HELD.value, Verdict.REFUSED.value]),
    ),
)


@dataclass(frozen=True, slots=True)
class HoldingView:
    """Whose items are meant: everybody's, or one's own in some projects and all of others."""

    everything: bool = False
    own: str = ""
    member_of: Collection[str] = ()
    managed: Collection[str] = ()
    besides: Collection[str] = ()
    """Batches that are left out: they are told elsewhere."""
    project: str | None = None
    """The code of the one project that is asked for.

    What a project was closed without waits for nobody until it is opened again: it stands here only
    where that project is asked for by its code.
    """


class HoldingRepository:
    """Reads; who may look at which items is said by the `HoldingView`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, view: HoldingView, offset: int, limit: int) -> tuple[Waiting, ...]:
        """The items that wait, the longest waiting first."""
        query = (
            select(
                items,
                projects.c.code.label("project_code"),
                users.c.display_name.label("by_name"),
                users.c.username.label("by_username"),
                batches.c.created_by.label("opened_by"),
            )
            .join(projects, projects.c.id == items.c.project_id)
            .join(batches, batches.c.id == items.c.batch_id)
            .join(users, users.c.id == items.c.received_by)
            .where(items.c.asks, *_seen(view))
            .order_by(items.c.received_at, items.c.batch_id, items.c.ordinal)
            .offset(offset)
            .limit(limit)
        )
        return tuple(
            Waiting(
                item_of_row(row),
                row["project_code"],
                row["by_name"] or row["by_username"],
                row["opened_by"],
            )
            for row in self._connection.execute(query).mappings()
        )

    def batches(self, received_before: datetime) -> tuple[WaitingBatch, ...]:
        """Batches of open projects with something that came in before and still waits; for duties."""
        since = func.min(items.c.received_at)
        query = (
            select(
                items.c.batch_id,
                items.c.project_id,
                projects.c.code,
                batches.c.created_by,
                since,
                func.count(),
            )
            .join(projects, projects.c.id == items.c.project_id)
            .join(batches, batches.c.id == items.c.batch_id)
            .where(_UNSETTLED, projects.c.state == "open")
            .group_by(items.c.batch_id)
            .having(since <= received_before)
            .order_by(since, items.c.batch_id)
        )
        return tuple(WaitingBatch(*row) for row in self._connection.execute(query))

    def count(self, view: HoldingView) -> int:
        """How many wait."""
        query = (
            select(func.count())
            .select_from(items.join(projects, projects.c.id == items.c.project_id))
            .where(items.c.asks, *_seen(view))
        )
        return int(self._connection.execute(query).scalar_one())


def _seen(view: HoldingView) -> list[ColumnElement[bool]]:
    own = and_(items.c.received_by == view.own, items.c.project_id.in_(set(view.member_of)))
    managed = items.c.project_id.in_(set(view.managed))
    conditions: list[ColumnElement[bool]] = [true() if view.everything else or_(own, managed)]
    asked = projects.c.state == "open" if view.project is None else has_code(view.project)
    if view.besides:
        conditions.append(items.c.batch_id.not_in(set(view.besides)))
    return [*conditions, asked]
