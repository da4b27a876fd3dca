"""Jobs: none is lost, none is done by two at once, a dead worker's comes again."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.persistence.database import Database
from archive.persistence.migrations import upgrade
from archive.services.operations.jobs import ANALYSE, INDEX, TRIES, JobService

pytestmark = pytest.mark.integration


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database whose migrations were run: once for all the tests, each of which writes to its own."""
    file = tmp_path_factory.mktemp("empty") / "archive.db"
    made = Database(f"sqlite:///{file}")
    upgrade(made)
    made.close()
    return file.read_bytes()


@pytest.fixture
def database(empty: bytes, tmp_path: Path) -> Database:
    file = tmp_path / "archive.db"
    file.write_bytes(empty)
    return Database(f"sqlite:///{file}")


@pytest.fixture
def jobs(database: Database, clock: Clock) -> JobService:
    return JobService(database, timedelta(seconds=60), clock)


def owe(database: Database, clock: Clock, *subjects: str) -> None:
    with database.write() as work:
        work.jobs.add(*ANALYSE, subjects, clock())


def test_a_job_is_taken_once_and_gone_when_done(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, "i1")
    taken = jobs.claim("read", "a")
    assert [job.subject for job in taken] == ["i1"]
    assert jobs.claim("read", "b") == ()
    jobs.finish(taken, "a")
    clock.forward(hours=1)
    assert jobs.claim("read", "b") == ()


def test_a_dead_workers_job_comes_again_when_its_lease_runs_out(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, "i1")
    held = jobs.claim("read", "dead")
    clock.forward(seconds=59)
    assert jobs.claim("read", "b") == ()
    clock.forward(seconds=2)
    assert [job.subject for job in jobs.claim("read", "b")] == ["i1"]
    jobs.finish(held, "dead")  # too late: it is b's now
    assert jobs.pending() == {"leased": 1}


def test_a_renewed_lease_is_not_taken_over(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, "i1")
    held = jobs.claim("read", "a")
    clock.forward(seconds=50)
    jobs.renew(held, "a")
    clock.forward(seconds=50)
    assert jobs.claim("read", "b") == ()


def test_the_only_worker_takes_a_dead_ones_jobs_at_once(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, "i1")
    jobs.claim("read", "dead")
    jobs.release_all()
    assert len(jobs.claim("read", "b")) == 1


def test_a_failing_job_comes_again_ever_later_and_at_last_not(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, "i1")
    for attempt in range(1, TRIES + 1):
        (job,) = jobs.claim("read", "a")
        assert job.attempts == attempt
        assert jobs.fail(job, "a", "boom") is (attempt == TRIES)
        assert jobs.claim("read", "a") == ()
        clock.forward(minutes=10)
    assert jobs.pending() == {"failed": 1}


def test_a_subject_waits_once_but_is_owed_again_while_it_is_being_done(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    for _ in range(2):
        with database.write() as work:
            work.jobs.add(*INDEX, ["d1", "d1"], clock())
    assert jobs.pending() == {"waiting": 1}
    jobs.claim("index", "a")
    with database.write() as work:
        work.jobs.add(*INDEX, ["d1"], clock())
    assert jobs.pending() == {"leased": 1, "waiting": 1}


def test_many_workers_never_take_the_same_job(
    database: Database, jobs: JobService, clock: Clock
) -> None:
    owe(database, clock, *[f"i{n}" for n in range(60)])
    taken: list[str] = []

    def work(owner: str) -> None:
        while got := jobs.claim("read", owner):
            taken.extend(job.subject for job in got)
            jobs.finish(got, owner)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(f"i{n}" for n in range(60))


def test_who_waits_for_work_wakes_with_the_next_commit(database: Database, clock: Clock) -> None:
    jobs, stop = JobService(database, timedelta(seconds=30), clock), threading.Event()
    seen, woken = jobs.stamp(), threading.Event()

    def wait() -> None:
        jobs.wait(stop, 60.0, seen)
        woken.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not woken.wait(0.2)
    with database.write() as work:
        work.jobs.add(*INDEX, ["one"], clock())
    assert woken.wait(120)
    waiting.join()


def test_what_was_committed_since_the_look_is_not_slept_over(
    database: Database, clock: Clock
) -> None:
    jobs, stop = JobService(database, timedelta(seconds=30), clock), threading.Event()
    seen = jobs.stamp()
    with database.write() as work:
        work.jobs.add(*INDEX, ["one"], clock())
    started = time.monotonic()
    jobs.wait(stop, 60.0, seen)
    assert time.monotonic() - started < 30  # half of what it waits for by the clock
    stop.set()
    jobs.wait(stop, 60.0, jobs.stamp())
    jobs.wait(stop, 60.0, None)
