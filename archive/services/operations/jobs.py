"""The kinds of background work, and how a worker takes, finishes and retries it."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

from archive.domain.access import Action, Principal, Target, require
from archive.persistence.database import Database
from archive.persistence.jobs import Job
from archive.services.operations.identifiers import Clock

# (queue, kind): scans wait apart, so that office files never wait behind them.
ANALYSE = ("read", "analyse")
RECOGNISE = ("scan", "recognise")
ASSEMBLE = ("read", "assemble")  # a container whose members are read
ABSORB = ("read", "absorb")  # a document that was filed before its text was read
ABSORB_SCAN = ("scan", "absorb")
INDEX = ("index", "index")
INDEX_LESSON = ("index", "lesson")
REVIEW = ("review", "review")
TRY_RULES = ("review", "trial")
PACKAGE = ("review", "package")
SURVEY_MAIL = ("mail", "survey")
QUEUES = ("read", "scan", "index", "review", "mail")

GLANCE = 0.05  # seconds between glances whether anything was committed: they cost microseconds
TRIES = 4
FIRST_DELAY = timedelta(seconds=2)
MAIL_DELAY = timedelta(seconds=30)
"""Before the second try of mail: a mail server that is away comes back in minutes."""


class JobService:
    """Leases: a killed worker's lease runs out and its work is taken up again."""

    def __init__(self, database: Database, lease: timedelta, clock: Clock) -> None:
        self._database = database
        self._lease = lease
        self._clock = clock

    @property
    def lease(self) -> timedelta:
        """How long a worker holds a job without renewing its claim."""
        return self._lease

    def claim(
        self, queue: str, owner: str, limit: int = 1, done: tuple[Job, ...] = ()
    ) -> tuple[Job, ...]:
        """Take due work; empty when there is none.

        `done` are jobs to finish in the same transaction: every one saved is a wait for the disk.
        """
        now = self._clock()
        with self._database.read() as work:
            due = work.jobs.any_due(queue, now)
        if not due and not done:
            return ()
        with self._database.write() as work:
            work.jobs.finish([job.id for job in done], owner)
            return work.jobs.claim(queue, owner, now, self._lease, limit) if due else ()

    def stamp(self) -> int | None:
        """For `wait`: asked for before a look at what is due."""
        return self._database.stamp()

    def wait(self, stop: threading.Event, longest: float, seen: int | None) -> None:
        """Until something was committed since `seen`, whoever did it, or to stop; at most `longest` seconds.

        Without a stamp it takes that long. What falls due by the clock alone is found by looking again after `longest`.
        """
        if seen is None:
            stop.wait(longest)
            return
        end = time.monotonic() + longest
        while not stop.wait(min(GLANCE, longest)) and time.monotonic() < end:
            if self._database.stamp() != seen:
                return

    def any_due(self, queue: str) -> bool:
        """Whether `claim` would find anything."""
        with self._database.read() as work:
            return work.jobs.any_due(queue, self._clock())

    def release_all(self) -> None:
        """Let every leased job be taken at once; for the one worker that knows the holders dead."""
        with self._database.write() as work:
            work.jobs.release_all(self._clock())

    def renew(self, held: tuple[Job, ...], owner: str) -> None:
        """Say that the work goes on."""
        with self._database.write() as work:
            work.jobs.extend([job.id for job in held], owner, self._clock() + self._lease)

    def finish(self, held: tuple[Job, ...], owner: str) -> None:
        """The work is done."""
        if not held:
            return
        with self._database.write() as work:
            work.jobs.finish([job.id for job in held], owner)

    def fail(self, job: Job, owner: str, error: str) -> bool:
        """The work failed: it comes again, later each time. True when this was the last try."""
        last = job.attempts >= TRIES
        delay = MAIL_DELAY if job.queue == SURVEY_MAIL[0] else FIRST_DELAY
        again = None if last else self._clock() + delay * 4 ** (job.attempts - 1)
        with self._database.write() as work:
            work.jobs.put_back(job.id, owner, error[:2000], again)
        return last

    def pending(self) -> dict[str, int]:
        """How many jobs wait, run, or have failed for good."""
        with self._database.read() as work:
            return work.jobs.pending()

    def list(self, principal: Principal) -> tuple[Job, ...]:
        """Jobs for administrators, failed ones first."""
        require(principal, Action.SEE_OPERATION, Target())
        with self._database.read() as work:
            return work.jobs.listed(200)
