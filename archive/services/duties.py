"""What the archive does by itself: each duty once a period, whichever process comes first."""

from __future__ import annotations

import logging

from archive.domain.notices import Duty
from archive.persistence.database import Database
from archive.services.identifiers import Clock

log = logging.getLogger(__name__)
LONGEST_ERROR = 500


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

    def run_due(self) -> tuple[str, ...]:
        """Do what nobody did yet in its period; the names of what was begun.

        A duty that fails is logged, noted in its row, and tried again in its next period; the
        others are done all the same.
        """
        now = self._clock()
        with self._database.read() as work:  # a look without the write lock: mostly nothing is due
            started = work.duties.started()
        due = [
            duty
            for duty in self._duties.values()
            if duty.name not in started or started[duty.name] < duty.period_start(now)
        ]
        return tuple(duty.name for duty in due if self._done(duty))

    def _done(self, duty: Duty) -> bool:
        now = self._clock()
        with self._database.write() as work:
            if not work.duties.begin(duty.name, duty.period_start(now), now):
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
