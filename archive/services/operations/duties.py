"""What the archive does by itself: each duty once a period, whichever process comes first."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.domain.notices import Duty
from archive.persistence.database import Database
from archive.persistence.duties import LastTry
from archive.services.operations.identifiers import Clock

log = logging.getLogger(__name__)
LONGEST_ERROR = 500
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""Between a failure and the next try; each further wait is four times as long."""


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A duty, its last try if there was one, what went wrong in it, and when it is due next."""

    duty: Duty
    last: LastTry | None
    error: str | None
    due: datetime


class DutyService:
    """Knows the duties and does those that are due."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._duties: dict[str, Duty] = {}

    def register(self, duty: Duty) -> None:
        """Have a duty done from now on. A name stands for one duty."""
        if duty.name in self._duties:
            raise ValueError(duty.name)
        self._duties[duty.name] = duty

    @property
    def names(self) -> tuple[str, ...]:
        """Every duty there is."""
        return tuple(self._duties)

    def standing(self) -> tuple[DutyStanding, ...]:
        """Every duty with its last try and when it is due."""
        now = self._clock()
        with self._database.read() as work:
            last, errors = (
                work.duties.done(),
                {name: work.duties.error(name) for name in self._duties},
            )
        return tuple(
            DutyStanding(
                duty,
                last.get(duty.name),
                errors[duty.name],
                _due_at(duty, last.get(duty.name), now),
            )
            for duty in self._duties.values()
        )

    def run_due(self) -> tuple[str, ...]:
        """Do what nobody did yet in its period; the names of what was begun.

        A duty that fails is logged, noted in its row, and tried again after a while that grows with
        each try, at the latest in its next period; the others are done all the same.
        """
        now = self._clock()
        with self._database.read() as work:  # a look without the write lock: mostly nothing is due
            last = work.duties.done()
        due = [
            (duty, again)
            for duty in self._duties.values()
            for again in [_again(duty, last.get(duty.name), now)]
            if again is not None
        ]
        return tuple(duty.name for duty, again in due if self._done(duty, again=again))

    def _done(self, duty: Duty, *, again: bool) -> bool:
        now = self._clock()
        with self._database.write() as work:
            if not work.duties.begin(duty.name, duty.period_start(now), now, again=again):
                return False
        error = None
        try:
            duty.run(now)
        except Exception as problem:  # the border of a duty: the next one is done all the same
            log.exception("duty %s failed", duty.name)
            error = f"{type(problem).__name__}: {problem}"[:LONGEST_ERROR]
        with self._database.write() as work:
            work.duties.finish(duty.name, self._clock(), error)
        return True


def _again(duty: Duty, last: LastTry | None, now: datetime) -> bool | None:
    """None when a duty is not due; True when it is due because its last try failed."""
    if _due_at(duty, last, now) > now:
        return None
    return last is not None and last.started >= duty.period_start(now)


def _due_at(duty: Duty, last: LastTry | None, now: datetime) -> datetime:
    """When a duty is to be done next; not after `now` when that is now."""
    begun = duty.period_start(now)
    if last is None or last.started < begun:
        return begun
    following = begun + duty.every
    if not last.failed or last.finished is None:
        return following
    wait: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 4 ** min(last.tries - 1, 8))
    return min(following, last.finished + wait)
