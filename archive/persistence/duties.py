"""When each duty was last done, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, insert, select, update

from archive.persistence.tables import duties


@dataclass(frozen=True, slots=True)
class LastTry:
    """A duty's last try: when, whether it failed, and how many tries that makes in its period."""

    started: datetime
    finished: datetime | None
    failed: bool
    tries: int


class DutyRepository:
    """One row a duty."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, name: str, since: datetime, now: datetime, *, again: bool = False) -> bool:
        """Claim a duty for the period that began at `since`; False when somebody did it already.

        With `again` the claim is for another try of one that failed; it fails as long as it runs.
        """
        failed = duties.c.error.is_not(None)
        claimed = self._connection.execute(
            update(duties)
            .where(duties.c.name == name, failed if again else duties.c.started_at < since)
            .values(
                started_at=now,
                finished_at=None,
                error=None,
                tries=duties.c.tries + 1 if again else 1,
            )
        )
        if claimed.rowcount:
            return True
        known = select(duties.c.name).where(duties.c.name == name)
        if self._connection.execute(known).first() is not None:
            return False
        self._connection.execute(insert(duties).values(name=name, started_at=now, tries=1))
        return True

    def done(self) -> dict[str, LastTry]:
        """How each duty went the last time it was begun."""
        return {
            row.name: LastTry(row.started_at, row.finished_at, row.error is not None, row.tries)
            for row in self._connection.execute(select(duties))
        }

    def finish(self, name: str, now: datetime, error: str | None = None) -> None:
        """A duty is done, or failed with an error."""
        self._connection.execute(
            update(duties).where(duties.c.name == name).values(finished_at=now, error=error)
        )

    def error(self, name: str) -> str | None:
        """What went wrong the last time, if anything did."""
        query = select(duties.c.error).where(duties.c.name == name)
        return cast("str | None", self._connection.execute(query).scalar())
