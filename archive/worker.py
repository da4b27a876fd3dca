"""The background process: takes jobs, calls one service method for each, and never loses one."""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from archive.bootstrap import Services
from archive.bootstrap.background import Background
from archive.indexer import words
from archive.indexing_process import IndexProcess, Place
from archive.persistence.jobs import Job
from archive.services.operations.jobs import QUEUES
from archive.services.search.index_keeper import QUEUE as INDEX_QUEUE
from archive.services.search.index_keeper import IndexKeeper

log = logging.getLogger(__name__)

A_BATCH = 8  # files read one after the other: the index will owe as many
TRIM_AFTER = 40  # files read: what large ones needed for a moment is given back
BETWEEN_DUTIES = 30.0  # seconds between looks whether a duty is due
LISTEN_EVERY = 0.1  # seconds between looks whether a file is being handed in
SHORTEST_WAIT, LONGEST_WAIT = 0.05, 1.0  # seconds between looks at an empty queue


class Worker:
    """Works on the queues of one archive. One thread a queue; more for reading, where asked for.

    The index is written by a process of its own while `run` runs, by `step` in the caller's thread.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._held: dict[int, tuple[Job, ...]] = {}
        self._stop = threading.Event()
        settings = services.settings
        self._keeper = IndexKeeper(services.jobs, services.indexing, self._owner)
        place = Place(services.database.url, str(settings.data / "index"), settings.lease_seconds)
        self._index = IndexProcess(place, services.jobs, services.indexing)
        self._background = Background(services)
        analysis, absorption = self._background.analysis, self._background.absorption
        self._calls: Mapping[
            tuple[str, str], tuple[Callable[[str], None], Callable[[str], None]]
        ] = {
            ("read", "analyse"): (analysis.analyse, analysis.give_up),
            ("read", "assemble"): (analysis.assemble, analysis.give_up),
            ("read", "absorb"): (absorption.absorb, absorption.give_up),
            ("scan", "recognise"): (analysis.recognise, analysis.give_up),
            ("scan", "absorb"): (absorption.absorb_scan, absorption.give_up),
            ("review", "review"): (self._build_review, self._give_up_review),
            ("review", "trial"): (services.rule_trials.carry_out, services.rule_trials.give_up),
            ("review", "package"): (services.closing.pack, services.closing.give_up),
            ("mail", "survey"): (services.survey_mail.send, services.survey_mail.give_up),
        }

    def run(self) -> None:
        """Work until `stop`. Blocks."""
        with self._services_of_one_worker():
            threads = [
                threading.Thread(target=self._loop, args=(queue,), name=f"{queue}-{n}", daemon=True)
                for queue in QUEUES
                if queue != INDEX_QUEUE
                for n in range(self._services.settings.workers if queue == "read" else 1)
            ]
            threads.append(
                threading.Thread(
                    target=self._index.keep, args=(self._stop,), name="index", daemon=True
                )
            )
            threads.append(threading.Thread(target=self._get_ready, name="wake", daemon=True))
            threads.append(threading.Thread(target=self._renew, name="leases", daemon=True))
            threads.append(threading.Thread(target=self._do_duties, name="duties", daemon=True))
            for thread in threads:
                thread.start()
            self._stop.wait()
            for thread in threads:
                thread.join(timeout=30)

    def stop(self) -> None:
        """Finish what is in hand and return from `run`."""
        self._stop.set()

    def step(self, queue: str) -> bool:
        """Take up what is due in a queue, once. False when there was nothing."""
        if queue == INDEX_QUEUE:
            return self._keeper.step()
        jobs = self._claim(queue, ())
        if done := self._work(jobs):
            self._services.jobs.finish(done, self._owner)
        return bool(jobs)

    def _claim(self, queue: str, done: tuple[Job, ...]) -> tuple[Job, ...]:
        return self._services.jobs.claim(queue, self._owner, 1, done)

    def _work(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Do jobs of one queue; gives those that are done, for the caller to finish."""
        key = threading.get_ident()
        self._held[key] = jobs
        try:
            return tuple(job for job in jobs if self._succeeds(job))
        finally:
            self._held.pop(key, None)

    def _succeeds(self, job: Job) -> bool:
        work, give_up = self._calls[job.queue, job.kind]
        try:
            work(job.subject)
        except Exception as error:  # the border of a job: whatever happened, the job is not lost
            self._failed(job, error, give_up)
            return False
        return True

    def _failed(self, job: Job, error: Exception, give_up: Callable[[str], None]) -> None:
        log.exception("job %s %s failed (try %s)", job.kind, job.subject, job.attempts)
        if self._services.jobs.fail(job, self._owner, f"{type(error).__name__}: {error}"):
            give_up(job.subject)

    def _loop(self, queue: str) -> None:
        wait = SHORTEST_WAIT
        done: tuple[Job, ...] = ()  # finished together with the next claim
        worked = 0
        while not self._stop.is_set():
            jobs: tuple[Job, ...] = ()
            seen: int | None = None
            try:
                seen = self._services.jobs.stamp()
                jobs = self._claim(queue, done)
                done = ()
                if worked >= A_BATCH:
                    self._index.expect()
                done = self._work(jobs)
            except Exception:  # a full disk or a locked database passes; the worker stays
                log.exception("queue %s", queue)
                seen, wait = None, LONGEST_WAIT
            wait = SHORTEST_WAIT if jobs else min(LONGEST_WAIT, wait * 1.5)
            worked += len(jobs)
            if worked >= TRIM_AFTER or (worked and not jobs):
                give_memory_back()
                worked = 0
            if not jobs:
                self._services.jobs.wait(self._stop, wait, seen)
        self._services.jobs.finish(done, self._owner)

    def _get_ready(self) -> None:
        """Start what is needed for a file while it is being handed in."""
        while not self._stop.wait(LISTEN_EVERY):
            if self._services.wake.heard():
                threading.Thread(target=words.get_ready, name="words", daemon=True).start()
                try:
                    self._services.reader.get_ready()
                except OSError:  # whoever reads the file is told again
                    log.exception("the sandbox that reads files")

    def _build_review(self, project: str) -> None:
        self._background.review_writing.build(project)

    def _give_up_review(self, project: str) -> None:
        self._background.review_writing.give_up(project)

    def _renew(self) -> None:
        every = self._services.jobs.lease.total_seconds() / 3
        while not self._stop.wait(every):
            for jobs in list(self._held.values()):
                self._services.jobs.renew(jobs, self._owner)

    def _do_duties(self) -> None:
        while not self._stop.is_set():
            try:
                self._services.duties.run_due()
            except Exception:  # a locked database passes; the duties stay
                log.exception("duties")
            self._stop.wait(BETWEEN_DUTIES)

    @contextmanager
    def _services_of_one_worker(self) -> Iterator[None]:
        """Where this is the only worker, jobs still leased were a dead worker's: take them at once."""
        lock = self._services.settings.data / "worker.lock"
        with only_holder(lock) as alone:
            if alone:
                self._services.jobs.release_all()
                self._services.blobs.sweep_older_than(hours=24)
                self._services.uploads.sweep()
            self._services.indexing.begin()
            yield


def give_memory_back() -> None:
    """Let the system have what large files needed for a moment: the C library keeps it otherwise."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError):
        return  # another C library, which gives it back by itself or not at all


@contextmanager
def only_holder(file: Path) -> Iterator[bool]:
    """Hold a lock file while the block runs; False when another process holds it."""
    with file.open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def drain(services: Services) -> int:
    """Do everything that is due, in this thread; returns how many jobs that was."""
    worker = Worker(services)
    services.indexing.heal()
    done = 0
    while [queue for queue in QUEUES if worker.step(queue)]:
        done += 1
    return done
