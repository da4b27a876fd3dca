"""Mistakes planted in the sandbox or the service, to show that a trial notices them."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from archive.domain.segments import Extracted
from archive.extraction.confinement import Confinement
from archive.extraction.limits import Limits
from tests.support.malformed_files.trial import (
    MOST_GROWTH,
    Outcome,
    Trap,
    WatchedReader,
    set_trap,
    trial,
)

_LIMITS = Limits(cpu=1, wall=60.0, memory=1024**3)
_HASTY = replace(_LIMITS, wall=3.0)
_OPEN = Confinement(extra_module="tests.support.hostile_tasks")
"""The weakest means there are, and tasks that do what the name of a file says."""
_KEPT = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class _Asking:
    """A file whose name says what goes wrong."""

    number: int
    name: str
    data: bytes


class ForgetfulReader(WatchedReader):
    """A service that keeps something of every file it reads."""

    def __init__(self) -> None:
        super().__init__(_LIMITS)
        self._kept: list[mmap.mmap] = []  # memory that was never anybody else's

    def read(self, path: Path, name: str) -> Extracted:
        """As ever, and never let go."""
        self._kept.append(mmap.mmap(-1, _KEPT))
        self._kept[-1].write(b"\x01" * _KEPT)
        return super().read(path, name)


@dataclass(frozen=True, slots=True)
class Planted:
    """What goes wrong, how a file asks for it, and where a trial has to show it."""

    name: str
    behaviour: str
    shows: Callable[[Outcome], object]
    says: Callable[[Trap], str] = lambda _: ""
    reader: Callable[[], WatchedReader] = lambda: WatchedReader(_LIMITS, _OPEN)
    files: int = 1

    def noticed(self) -> bool:
        """Whether a trial with the mistake shows it, and is not clean."""
        with set_trap() as trap:
            text = self.says(trap).encode()
            reader = self.reader()
            try:
                outcome = trial(
                    reader, lambda n: _Asking(n, self.behaviour, text), range(self.files), trap
                )
            finally:
                reader.close()
        return bool(self.shows(outcome)) and not outcome.clean


PLANTED = (
    Planted("a parser that dies", "silent_crash", lambda o: o.count("died")),
    Planted("a parser that loops", "forever", lambda o: o.count("hung")),
    Planted(
        "a parser that sleeps", "sleep", lambda o: o.count("hung"),
        reader=lambda: WatchedReader(_HASTY, _OPEN),
    ),
    Planted("a parser that says nothing", "nothing", lambda o: o.count("no answer")),
    Planted("a parser that calls out", "connect", lambda o: o.connections, lambda t: str(t.port)),
    Planted(
        "a parser that opens another file", "open", lambda o: o.count("read another file"),
        lambda t: str(t.secret),
    ),
    Planted("a parser that kills its server", "kill_parent", lambda o: o.servers_lost, files=3),
    Planted(
        "a service that keeps what it read", "note.txt", lambda o: o.growth > MOST_GROWTH,
        lambda _: "note", ForgetfulReader, 60,
    ),
)  # fmt: skip
