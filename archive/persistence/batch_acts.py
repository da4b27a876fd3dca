"""What was done to items of a batch, kept so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, insert, select, update

from archive.domain.intake import ActEntry, BatchAct
from archive.persistence.tables import batch_acts


class BatchActRepository:
    """Acts are added, and marked once as undone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, act: BatchAct) -> None:
        """Keep an act with the transaction that did it."""
        self._connection.execute(
            insert(batch_acts).values(
                id=act.id,
                batch_id=act.batch,
                user_id=act.by,
                kind=act.kind,
                at=act.at,
                entries=_entries(act),
            )
        )

    def extend(self, act: BatchAct) -> None:
        """Keep more of an act that was begun."""
        self._connection.execute(
            update(batch_acts).where(batch_acts.c.id == act.id).values(entries=_entries(act))
        )

    def get(self, batch_id: str, by: str, act_id: str) -> BatchAct | None:
        """One act of an account on a batch."""
        query = select(batch_acts).where(
            batch_acts.c.id == act_id, batch_acts.c.batch_id == batch_id, batch_acts.c.user_id == by
        )
        row = self._connection.execute(query).mappings().first()
        return _act(row) if row else None

    def latest(self, batch_id: str, by: str, limit: int) -> tuple[BatchAct, ...]:
        """The last acts of an account on a batch, the newest first."""
        query = (
            select(batch_acts)
            .where(batch_acts.c.batch_id == batch_id, batch_acts.c.user_id == by)
            .order_by(batch_acts.c.at.desc(), batch_acts.c.id)
            .limit(limit)
        )
        return tuple(map(_act, self._connection.execute(query).mappings()))

    def undo(self, act_id: str, at: datetime) -> bool:
        """Mark as undone; False when somebody did that already."""
        done = self._connection.execute(
            update(batch_acts)
            .where(batch_acts.c.id == act_id, batch_acts.c.undone_at.is_(None))
            .values(undone_at=at)
        )
        return done.rowcount > 0


def _entries(act: BatchAct) -> list[dict[str, object]]:
    return [
        {
            "item": entry.item,
            "revision": entry.revision,
            "before": dict(entry.before),
            "document": entry.document,
            "made": entry.made,
        }
        for entry in act.entries
    ]


def _act(row: RowMapping) -> BatchAct:
    entries = cast("list[dict[str, Any]]", row["entries"])
    return BatchAct(
        id=row["id"],
        batch=row["batch_id"],
        by=row["user_id"],
        kind=row["kind"],
        at=row["at"],
        entries=tuple(ActEntry(**entry) for entry in entries),
        undone_at=row["undone_at"],
    )
