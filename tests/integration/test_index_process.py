"""The process that writes the index: it pays what is owed, heals, and goes when there is nothing to do."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.indexer import joining
from archive.indexer.port import SearchRequest
from archive.indexing_process import FEW, IndexProcess, Place
from archive.persistence.jobs import Job
from archive.services.search.index_keeper import QUEUE, IndexKeeper
from archive.worker import Worker
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KITE-26"
PATIENCE = 300.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    made.account("mei")
    made.project(CODE, "mei", name="風箏節")
    yield made
    made.close()


def file_one(world: World, name: str, text: str) -> str:
    """File a document; the index still owes it."""
    document = world.services.filing.file_directly(
        world.as_("mei"), CODE, io.BytesIO(text.encode()), name
    )
    worker = Worker(world.services)
    while worker.step("read"):
        pass
    return document.id


def found(world: World, words: str) -> set[str]:
    answer = world.services.search.search(world.as_("mei"), SearchRequest(words))
    return {hit.id for hit in answer.hits}


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def process(world: World) -> Iterator[IndexProcess]:
    """One that gives up after a second without work, kept while the test runs."""
    services = world.services
    folder = str(services.settings.data / "index")
    made = IndexProcess(
        Place(services.database.url, folder, 30, idle_seconds=1.0), services.jobs, services.indexing
    )
    stop = threading.Event()
    thread = threading.Thread(target=made.keep, args=(stop,))
    thread.start()
    yield made
    stop.set()
    thread.join(PATIENCE)


def test_debts_are_paid_by_a_process_that_ends_when_nothing_is_owed(
    world: World, process: IndexProcess
) -> None:
    for number in (1, 2):  # the second time it is started anew
        process.expect()
        assert eventually(lambda: process.pid is not None)
        document = file_one(
            world, f"{CODE}_MTG_風箏場地會議_2026030{number}_V1.0.txt", f"風向與場地{number}"
        )
        assert eventually(lambda one=document: one in found(world, "風箏場地"))  # type: ignore[misc]
        assert eventually(lambda: process.pid is None)


def test_a_few_debts_do_not_wait_for_a_process(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = world.services
    services.indexing.begin()
    place = Place(services.database.url, str(services.settings.data / "index"), 30)
    process = IndexProcess(place, services.jobs, services.indexing)
    started: list[int] = []
    monkeypatch.setattr(process, "_started", lambda: started.append(1))
    names = [f"{CODE}_MTG_風箏場地會議_2026030{n}_V1.0.txt" for n in range(1, FEW + 3)]
    one = file_one(world, names[0], "風向與場地")
    stop = threading.Event()
    thread = threading.Thread(target=process.keep, args=(stop,), daemon=True)
    thread.start()
    assert eventually(lambda: one in found(world, "風向"))
    stop.set()
    thread.join(PATIENCE)
    assert started == []
    for name in names[1:]:
        file_one(world, name, f"風向與場地 {name}")
    assert process._needed()  # as many as are few are paid; the rest is for the process
    assert len(found(world, "風向")) == FEW + 1


def test_a_lost_index_is_made_anew_by_the_process(world: World, process: IndexProcess) -> None:
    document = file_one(world, f"{CODE}_MTG_風箏場地會議_20260301_V1.0.txt", "風向與場地")
    assert eventually(lambda: document in found(world, "風向"))
    assert eventually(lambda: process.pid is None)
    index = world.services.settings.data / "index"
    build = next(index.glob("build-*"))
    for file in build.iterdir():
        file.write_bytes(b"damaged")
    found(world, "風向")  # notices it
    assert eventually(lambda: document in found(world, "風向"))


def test_the_process_ends_with_the_one_that_started_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Told to end while it is still starting: on a busy machine that takes longer than it is given.
    monkeypatch.setattr("archive.indexing_process._GRACE", PATIENCE)
    services = world.services
    place = Place(services.database.url, str(services.settings.data / "index"), 30)
    process = IndexProcess(place, services.jobs, services.indexing)
    stop = threading.Event()
    thread = threading.Thread(target=process.keep, args=(stop,))
    process.expect()
    thread.start()
    assert eventually(lambda: process.pid is not None)
    started = process._process
    assert started is not None
    stop.set()
    thread.join(PATIENCE)
    assert started.wait(120) == 0


def test_what_reads_a_file_gets_ready_while_it_is_being_handed_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    words_asked = threading.Event()
    monkeypatch.setattr("archive.indexer.words.get_ready", words_asked.set)
    worker = Worker(world.services)
    running = threading.Thread(target=worker.run)
    running.start()
    try:
        world.services.wake.tell()
        assert eventually(lambda: getattr(world.services.reader._host, "_parsers", False))
        assert words_asked.wait(PATIENCE)
        assert worker._index.pid is None
    finally:
        worker.stop()
        running.join(PATIENCE)


def test_one_debt_that_cannot_be_paid_does_not_stop_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = file_one(world, f"{CODE}_MTG_斷線會議_20260301_V1.0.txt", "斷線")
    good = file_one(world, f"{CODE}_MTG_收線會議_20260302_V1.0.txt", "收線")
    pay = world.services.indexing.pay

    def picky(ids: list[str]) -> None:
        if bad in ids:
            raise RuntimeError("unreadable")
        pay(ids)

    monkeypatch.setattr(world.services.indexing, "pay", picky)
    keeper = IndexKeeper(world.services.jobs, world.services.indexing, "test")
    assert keeper.step()
    assert found(world, "收線") == {good}
    with world.services.database.read() as work:
        left = [job for job in work.jobs.listed(10) if job.queue == QUEUE]
    assert [(job.subject, job.attempts) for job in left] == [(bad, 1)]
    assert isinstance(left[0], Job)


@pytest.mark.usefixtures("process")
def test_segments_are_joined_while_nothing_is_filed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QUIET", "AT_REST"):
        monkeypatch.setattr(joining, name, 1e6)
    documents = set()
    for number in range(1, 4):
        documents.add(
            file_one(world, f"{CODE}_MTG_風箏場地會議_2026030{number}_V1.0.txt", f"風向{number}")
        )
        assert eventually(lambda: documents <= found(world, "風向"))
    folder = world.services.settings.data / "index"

    def segments() -> int:
        return len(list(folder.glob("build-*/*.trm")))

    assert segments() > 2
    for name in ("QUIET", "AT_REST", "LOOK_EVERY"):
        monkeypatch.setattr(joining, name, 0.0)
    assert eventually(lambda: segments() == 1)
    assert found(world, "風向") == documents
    assert eventually(lambda: not list(folder.glob("join-*/")))
