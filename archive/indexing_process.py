"""The process that writes the index, and the one that has it run while there is much to write.

Sorting the postings of a batch needs memory, and reading a long one makes the index wait for its turn in
the same interpreter. In a process of its own the memory goes back when the work is done, and nothing waits.
It loads the database and the index and nothing else; that is a second of work all the same, which a single
document would wait for. So a few debts are paid at once by whoever keeps the process, who has the index
open, and it is started when more is owed.

Whoever keeps the process also has the segments of the index joined while nothing is filed (`Joiner`).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import uuid
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, cast

from archive.indexer import words
from archive.indexer.joining import Joiner
from archive.indexer.whoosh_index import WhooshIndex
from archive.persistence.database import Database
from archive.services.operations.identifiers import now_utc
from archive.services.operations.jobs import JobService
from archive.services.search.index_keeper import QUEUE, IndexKeeper
from archive.services.search.indexing import IndexingService

log = logging.getLogger(__name__)

IDLE_SECONDS = 300.0  # as long as the sandbox that reads files stays
LOOK_EVERY = 0.25  # seconds between looks whether anything is owed while no such process runs
FEW = 4
"""Debts that are paid without the process, where no more are owed."""
_GRACE = 20.0


@dataclass(frozen=True, slots=True)
class Place:
    """What the process is told: where database and index are."""

    database_url: str
    index: str
    lease_seconds: int
    idle_seconds: float = IDLE_SECONDS


class IndexProcess:
    """Pays a few debts, and keeps such a process running while more are owed. Used by one thread of the worker."""

    def __init__(self, place: Place, jobs: JobService, indexing: IndexingService) -> None:
        self._place = place
        self._jobs = jobs
        self._indexing = indexing
        self._keeper = IndexKeeper(jobs, indexing, _owner())
        self._joiner = Joiner(Path(place.index))
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted = threading.Event()

    def expect(self) -> None:
        """Much will be owed soon: be ready for it."""
        self._wanted.set()

    def keep(self, stop: threading.Event) -> None:
        """Until told to stop: pay what is owed, or start the process when it is wanted and not running."""
        while not stop.is_set():
            seen: int | None = None
            try:
                seen = self._jobs.stamp()
                if not self.running and self._needed():
                    self._wanted.clear()
                    self._process = self._started()
            except Exception:  # a locked database, or no memory for a process: both pass
                log.exception("the process that writes the index")
            self._join()
            if self.running:
                stop.wait(LOOK_EVERY)
            else:
                self._jobs.wait(stop, LOOK_EVERY, seen)
        self._joiner.end()
        self.end()

    def _join(self) -> None:
        try:
            self._joiner.step()
        except Exception:  # the index is as it was; it is tried again later
            log.exception("joining segments of the index")

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Its number, while it is there."""
        return self._process.pid if self._process is not None and self.running else None

    def end(self) -> None:
        """Let it finish what it has in hand. Closing its line tells it; so does this process's death."""
        if self._process is None:
            return
        cast("IO[bytes]", self._process.stdin).close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _needed(self) -> bool:
        if self._wanted.is_set() or self._indexing.lost:
            return True
        return self._keeper.step(FEW) and self._jobs.any_due(QUEUE)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            cast("IO[bytes]", self._process.stdin).close()
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "archive.indexing_process", json.dumps(asdict(self._place))],
            stdin=subprocess.PIPE,
            start_new_session=True,
            env={"MALLOC_ARENA_MAX": "1", **os.environ},
        )


def main(told: str) -> None:
    """Write the index at that place until there has been nothing to do for a while."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    place = Place(**json.loads(told))
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(), stop), daemon=True).start()
    threading.Thread(target=words.get_ready, daemon=True).start()
    database = Database(place.database_url)
    try:
        indexing = IndexingService(database, WhooshIndex(Path(place.index)), now_utc)
        jobs = JobService(database, timedelta(seconds=place.lease_seconds), now_utc)
        IndexKeeper(jobs, indexing, _owner()).run(stop, place.idle_seconds)
    finally:
        database.close()


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def _end_with(line: int, stop: threading.Event) -> None:
    """Stop when the line is closed: whoever started this process is gone or wants it gone."""
    while os.read(line, 1):
        continue
    stop.set()


if __name__ == "__main__":
    main(sys.argv[1])
