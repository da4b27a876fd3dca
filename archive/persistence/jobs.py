"""Work to do, as rows: written with what makes it necessary, claimed with a lease, retried."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.persistence.tables import jobs

# Built once: every queue looks after every commit, and putting a statement together costs more than running it.
_DUE = select(jobs.c.id).where(
    jobs.c.queue == bindparam("in_queue"),
    or_(
        and_(jobs.c.state == "waiting", jobs.c.run_at <= bindparam("at")),
        and_(jobs.c.state == "leased", jobs.c.lease_until <= bindparam("at")),
    ),
)
_WAITING = select(jobs.c.subject).where(
    jobs.c.kind == bindparam("of_kind"),
    jobs.c.state == "waiting",
    jobs.c.subject.in_(bindparam("subjects", expanding=True)),
)
_ANY_DUE = _DUE.limit(1)
_OLDEST_DUE = _DUE.order_by(jobs.c.id).limit(bindparam("most"))
_LEASE = (
    update(jobs)
    .where(jobs.c.id.in_(bindparam("chosen", expanding=True)))
    .values(
        state="leased",
        attempts=jobs.c.attempts + 1,
        lease_owner=bindparam("holder"),
        lease_until=bindparam("until"),
    )
    .returning(*jobs.c)
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of background work. Every kind is idempotent: it may run twice."""

    id: int
    queue: str
    kind: str
    subject: str
    state: str
    attempts: int
    run_at: datetime
    lease_until: datetime | None
    error: str | None
    created_at: datetime


class JobRepository:
    """The table of jobs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, queue: str, kind: str, subjects: Collection[str], now: datetime) -> None:
        """Owe work. A subject that already waits for the same kind of work waits once."""
        waiting = set(
            self._connection.execute(
                _WAITING, {"of_kind": kind, "subjects": list(subjects)}
            ).scalars()
        )
        rows = [
            {
                "queue": queue,
                "kind": kind,
                "subject": subject,
                "state": "waiting",
                "attempts": 0,
                "run_at": now,
                "created_at": now,
            }
            for subject in dict.fromkeys(subjects)
            if subject not in waiting
        ]
        if rows:
            self._connection.execute(insert(jobs), rows)

    def claim(
        self, queue: str, owner: str, now: datetime, lease: timedelta, limit: int = 1
    ) -> tuple[Job, ...]:
        """Take work that is due, or whose holder's lease ran out, oldest first."""
        due = {"in_queue": queue, "at": now, "most": limit}
        ids = list(self._connection.execute(_OLDEST_DUE, due).scalars())
        taken = {"chosen": ids, "holder": owner, "until": now + lease}
        rows = self._connection.execute(_LEASE, taken).mappings()
        return tuple(sorted(map(_job, rows), key=lambda job: job.id))

    def any_due(self, queue: str, now: datetime) -> bool:
        """A cheap look, without the write lock, whether `claim` would find anything."""
        due = {"in_queue": queue, "at": now}
        return self._connection.execute(_ANY_DUE, due).first() is not None

    def extend(self, ids: Sequence[int], owner: str, until: datetime) -> None:
        """Keep a lease while the work goes on."""
        self._connection.execute(
            update(jobs)
            .where(jobs.c.id.in_(ids), jobs.c.lease_owner == owner, jobs.c.state == "leased")
            .values(lease_until=until)
        )

    def release_all(self, now: datetime) -> None:
        """Let every lease run out now."""
        self._connection.execute(
            update(jobs).where(jobs.c.state == "leased").values(lease_until=now)
        )

    def finish(self, ids: Sequence[int], owner: str) -> None:
        """The work is done; a job that was taken over meanwhile is left to its new holder."""
        if not ids:
            return
        self._connection.execute(
            delete(jobs).where(
                jobs.c.id.in_(ids), jobs.c.lease_owner == owner, jobs.c.state == "leased"
            )
        )

    def put_back(self, job_id: int, owner: str, error: str, run_at: datetime | None) -> None:
        """The work failed: try again at `run_at`, or never (None) and show it to administrators."""
        job = self._connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
        if job is None or job["lease_owner"] != owner:
            return
        again = run_at is not None and not self._waits(job["kind"], job["subject"])
        values: dict[str, Any] = {"error": error, "lease_owner": None, "lease_until": None}
        values |= {"state": "waiting", "run_at": run_at} if again else {"state": "failed"}
        self._connection.execute(update(jobs).where(jobs.c.id == job_id).values(values))

    def _waits(self, kind: str, subject: str) -> bool:
        query = select(jobs.c.id).where(
            jobs.c.kind == kind, jobs.c.subject == subject, jobs.c.state == "waiting"
        )
        return self._connection.execute(query).first() is not None

    def pending(self, kind: str | None = None) -> dict[str, int]:
        """How many jobs of each state there are."""
        query = select(jobs.c.state, func.count()).group_by(jobs.c.state)
        if kind:
            query = query.where(jobs.c.kind == kind)
        return {state: int(number) for state, number in self._connection.execute(query)}

    def overdue(self, queue: str, before: datetime) -> tuple[int, datetime | None]:
        """How many jobs of a queue have been due since before then, and since when the first of them."""
        late = (jobs.c.queue == queue, jobs.c.state == "waiting", jobs.c.run_at < before)
        query = select(func.count(), func.min(jobs.c.run_at)).where(*late)
        number, oldest = self._connection.execute(query).one()
        return int(number), oldest

    def listed(self, limit: int) -> tuple[Job, ...]:
        """Jobs for administrators: failed ones first."""
        query = select(jobs).order_by(jobs.c.state != "failed", jobs.c.id).limit(limit)
        return tuple(map(_job, self._connection.execute(query).mappings()))


def _job(row: RowMapping) -> Job:
    return Job(
        row["id"],
        row["queue"],
        row["kind"],
        row["subject"],
        row["state"],
        row["attempts"],
        row["run_at"],
        row["lease_until"],
        row["error"],
        row["created_at"],
    )
