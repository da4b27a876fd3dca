"""Paying index debts, one round after the other: in a process of its own, or in the caller's thread."""

from __future__ import annotations

import logging
import threading
import time

from archive.persistence.jobs import Job
from archive.services.operations.entry_ids import entries_of
from archive.services.operations.jobs import INDEX, JobService
from archive.services.search.indexing import IndexingService

log = logging.getLogger(__name__)

QUEUE = INDEX[0]
AT_ONCE = 64  # debts paid with one commit
SHORTEST_WAIT, LONGEST_WAIT = 0.05, 1.0  # seconds between looks at an empty queue


class IndexKeeper:
    """Takes what is owed to the index and pays it."""

    def __init__(self, jobs: JobService, indexing: IndexingService, owner: str) -> None:
        self._jobs = jobs
        self._indexing = indexing
        self._owner = owner
        self._held: tuple[Job, ...] = ()

    def step(self, most: int = AT_ONCE) -> bool:
        """Pay what is due, so many debts at most. False when there was nothing."""
        self._held = self._jobs.claim(QUEUE, self._owner, most)
        try:
            self._jobs.finish(self._paid(self._held), self._owner)
            return bool(self._held)
        finally:
            self._held = ()

    def run(self, stop: threading.Event, idle: float) -> None:
        """Pay until told to stop, or until nothing was owed for `idle` seconds.

        An index that is lost is made anew beside that, so that what is filed meanwhile is found.
        """
        others = [
            threading.Thread(target=self._renew, args=(stop,), daemon=True),
            threading.Thread(target=self._heal, daemon=True),
        ]
        for thread in others:
            thread.start()
        wait, worked = SHORTEST_WAIT, time.monotonic()
        while not stop.is_set() and (time.monotonic() - worked < idle or others[1].is_alive()):
            try:
                seen = self._jobs.stamp()
                if self.step():
                    wait, worked = SHORTEST_WAIT, time.monotonic()
                    continue
                wait = min(LONGEST_WAIT, wait * 1.5)
                self._jobs.wait(stop, wait, seen)
            except Exception:  # a full disk or a locked database passes; the keeper stays
                log.exception("index debts")
                stop.wait(LONGEST_WAIT)

    def _paid(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Pay together; when that fails, one by one, so that one cannot stop the rest."""
        if not jobs:
            return ()
        try:
            self._indexing.pay(entries_of(jobs))
        except Exception as error:  # the border of a job: whatever happened, the job is not lost
            if len(jobs) > 1:
                return tuple(done for job in jobs for done in self._paid((job,)))
            log.exception(
                "job %s %s failed (try %s)", jobs[0].kind, jobs[0].subject, jobs[0].attempts
            )
            self._jobs.fail(jobs[0], self._owner, f"{type(error).__name__}: {error}")
            return ()
        return jobs

    def _renew(self, stop: threading.Event) -> None:
        while not stop.wait(self._jobs.lease.total_seconds() / 3):
            if held := self._held:
                self._jobs.renew(held, self._owner)

    def _heal(self) -> None:
        try:
            self._indexing.heal()
        except Exception:  # it is tried again with the next start
            log.exception("making the index anew")
