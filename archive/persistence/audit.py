"""The audit log: append-only, each entry's digest covers the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from archive.persistence.tables import audit_events

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to what. `actor` is an account's id, or "system"."""

    at: datetime
    actor: str
    action: str
    subject: str
    project: str | None
    details: Mapping[str, object]


class AuditRepository:
    """Appends and reads; the table's triggers refuse changes and removals."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, event: AuditEvent) -> None:
        """Add an entry behind the last. Runs inside the transaction of the act itself."""
        last = select(audit_events.c.digest).order_by(audit_events.c.sequence.desc()).limit(1)
        before = self._connection.execute(last).scalar() or ""
        self._connection.execute(
            insert(audit_events).values(
                at=event.at,
                actor=event.actor,
                action=event.action,
                subject=event.subject,
                project_id=event.project,
                details=dict(event.details),
                digest=_digest(before, event),
            )
        )

    def about(self, subject: str) -> tuple[AuditEvent, ...]:
        """Everything that was done to one thing, oldest first."""
        query = (
            select(audit_events)
            .where(audit_events.c.subject == subject)
            .order_by(audit_events.c.sequence)
        )
        return tuple(map(_event, self._connection.execute(query).mappings()))

    def last_about(self, subject: str, action: str | None = None) -> AuditEvent | None:
        """What was done to one thing last; with `action`, the last time that was done."""
        done = (audit_events.c.action == action,) if action else ()
        query = (
            select(audit_events)
            .where(audit_events.c.subject == subject, *done)
            .order_by(audit_events.c.sequence.desc())
            .limit(1)
        )
        return next(map(_event, self._connection.execute(query).mappings()), None)

    def last(self) -> tuple[int, str] | None:
        """Number and digest of the last entry."""
        query = select(audit_events.c.sequence, audit_events.c.digest)
        row = self._connection.execute(
            query.order_by(audit_events.c.sequence.desc()).limit(1)
        ).first()
        return (int(row.sequence), str(row.digest)) if row else None

    def digests(self, numbers: Sequence[int]) -> dict[int, str]:
        """Number -> digest of those of these entries that are there."""
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = set(numbers[start : start + _AT_ONCE])
            rows = self._connection.execute(
                select(audit_events.c.sequence, audit_events.c.digest).where(
                    audit_events.c.sequence.in_(some)
                )
            )
            found |= {int(row.sequence): str(row.digest) for row in rows}
        return found

    def first_broken(self) -> int | None:
        """The sequence number of the first entry whose digest does not follow, or None."""
        before = ""
        query = select(audit_events).order_by(audit_events.c.sequence)
        for r in self._connection.execute(query).mappings():
            event = _event(r)
            if _digest(before, event) != r["digest"]:
                return int(r["sequence"])
            before = r["digest"]
        return None


def _event(row: RowMapping) -> AuditEvent:
    return AuditEvent(
        row["at"], row["actor"], row["action"], row["subject"], row["project_id"], row["details"]
    )


def _digest(before: str, event: AuditEvent) -> str:
    entry = [
        before,
        event.at.isoformat(),
        event.actor,
        event.action,
        event.subject,
        event.project,
        dict(event.details),
    ]
    return hashlib.sha256(
        json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()
