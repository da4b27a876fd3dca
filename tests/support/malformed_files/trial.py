"""Files put to the real sandbox: which parser died, hung, called out, saw another file, gave no answer."""

from __future__ import annotations

import contextlib
import gc
import os
import secrets
import shutil
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from archive.domain.segments import ContentState, Extracted
from archive.errors import NotFound
from archive.extraction.conversation import Ending
from archive.extraction.host import ParserHost
from archive.extraction.kinds import UNKNOWN
from archive.extraction.reader import Reader

MOST_GROWTH = 50 * 1024**2
"""Bytes the service's process may be larger at the end than after its first files."""
_WARM = 200
"""Files after which memory is first looked at: caches and the heap have their size by then."""
Answer = TypeVar("Answer")
FAULTS = {
    Ending.CRASHED: "died",
    Ending.TIMEOUT: "hung",
    Ending.SPENT: "hung",
    Ending.BROKEN: "no answer",
    Ending.FAILED: "no answer",
}
"""Endings of a child that are no answer, and what they are counted as. The service answers for the child."""
_CONTAINERS = frozenset({"zip", "eml", "msg"})
_PICTURED = frozenset({"pdf", "png", "jpg", "tif", "gif", "bmp", "webp"})


class Malformed(Protocol):
    """A file to try: a number and a name to know it by, and its bytes."""

    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class WatchedReader(Reader):
    """The reader of the service, which notes how each child ended and how often its server was lost."""

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        self.lost = 0
        self._mine = threading.local()

    @property
    def last(self) -> Ending | None:
        """How the last child ended that this thread asked for."""
        return getattr(self._mine, "ending", None)

    def _run(
        self, do: str, path: Path, name: str, take: Callable[[bytes, bytes], None], **values: object
    ) -> Ending:
        self._mine.ending = super()._run(do, path, name, take, **values)
        return self._mine.ending

    def _discard(self, host: ParserHost) -> None:
        self.lost += 1
        super()._discard(host)


@dataclass(slots=True)
class Outcome:
    """What came of a trial. `faults` tells each file with a fault: its number, its name, what was wrong.

    `starved` are files whose parser ended at its limit of memory: what the limit is there for, so no fault.
    """

    tried: int = 0
    states: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    starved: list[str] = field(default_factory=list)
    servers_lost: int = 0
    growth: int = 0
    connections: int = 0
    slowest: tuple[float, str] = (0.0, "")

    def take(self, found: _Tried) -> None:
        """Add one file's trial."""
        self.tried += 1
        self.states[found.state] += 1
        self.faults += [(found.number, found.name, wrong) for wrong in found.wrong]
        self.starved += [found.name] if found.starved else []
        self.slowest = max(self.slowest, (found.seconds, found.name))

    def count(self, fault: str) -> int:
        """How many faults of this kind there were: a value of `FAULTS`."""
        return sum(1 for _, _, wrong in self.faults if wrong.startswith(fault))

    @property
    def clean(self) -> bool:
        """Nothing that a file did harmed the service or went out of it."""
        return not (
            self.faults or self.servers_lost or self.connections or self.growth > MOST_GROWTH
        )


@dataclass(slots=True)
class Trap:
    """What hostile files name: a port of this machine, and a file that holds `word`; `came` called the port."""

    port: int
    secret: Path
    word: str
    came: list[str]


@contextmanager
def set_trap() -> Iterator[Trap]:
    """A listener and a secret file, for as long as the block runs."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        tempfile.TemporaryDirectory(prefix="trap-") as folder,
    ):
        listener.settimeout(0.1)
        word = f"trapped{secrets.token_hex(8)}"
        trap = Trap(int(listener.getsockname()[1]), Path(folder) / "secret.txt", word, [])
        trap.secret.write_text(word)
        done = threading.Event()
        watch = threading.Thread(target=_accept, args=(listener, trap.came, done))
        watch.start()
        try:
            yield trap
        finally:
            done.set()
            watch.join()


def _accept(listener: socket.socket, came: list[str], done: threading.Event) -> None:
    while not done.is_set():
        try:
            caller, address = listener.accept()
        except TimeoutError:
            continue
        with caller:
            came.append(str(address))


def trial(
    reader: WatchedReader,
    make: Callable[[int], Malformed],
    numbers: Sequence[int],
    trap: Trap,
    threads: int = 2,
) -> Outcome:
    """Have every file looked at, read, unpacked and drawn as intake and the viewer do it.

    Files are made one by one: ten thousand at once would hide what the service itself keeps.
    """
    outcome = Outcome()
    called, lost, before = len(trap.came), reader.lost, 0
    with (
        tempfile.TemporaryDirectory(prefix="malformed-") as folder,
        ThreadPoolExecutor(threads) as pool,
    ):
        found = pool.map(
            lambda number: _Trying(reader, make(number), Path(folder), trap.word).whole(), numbers
        )
        for one in found:
            outcome.take(one)
            if outcome.tried == min(_WARM, len(numbers) // 2):
                before = _resident()
    outcome.growth = _resident() - before
    outcome.servers_lost = reader.lost - lost
    outcome.connections = len(trap.came) - called
    return outcome


@dataclass(frozen=True, slots=True)
class _Tried:
    number: int
    name: str
    state: str
    wrong: tuple[str, ...]
    seconds: float
    starved: bool


class _Trying:
    """One file, put to everything the service does with a file; `wrong` is what it did to it."""

    def __init__(self, reader: WatchedReader, file: Malformed, folder: Path, secret: str) -> None:
        self._reader, self._file, self._secret = reader, file, secret
        self._path, self._members = folder / f"{file.number}", folder / f"{file.number} members"
        self.wrong: list[str] = []
        self.state, self.starved = "none", False

    def whole(self) -> _Tried:
        self._path.write_bytes(self._file.data)
        began = time.monotonic()
        try:
            extension = self._asked("kind", lambda r, p, n: r.kind(p, n).extension) or ""
            found = self._asked("read", lambda r, p, n: r.read(p, n))
            if found is not None:
                self._judge(found)
            if extension in _CONTAINERS:
                self._members.mkdir()
                self._asked("members", lambda r, p, n: r.members(p, n, self._members))
            if extension in _PICTURED:
                self._asked("picture", _first_page)
        finally:
            self._path.unlink()
            shutil.rmtree(self._members, ignore_errors=True)
        seconds = time.monotonic() - began
        file, wrong = self._file, tuple(self.wrong)
        return _Tried(file.number, file.name, self.state, wrong, seconds, self.starved)

    def _asked(self, do: str, use: Callable[[Reader, Path, str], Answer]) -> Answer | None:
        try:
            answer = use(self._reader, self._path, self._file.name)
        except Exception as e:
            self.wrong.append(f"no answer ({do}: {type(e).__name__})")
            return None
        ending = self._reader.last
        self.starved = self.starved or ending is Ending.STARVED
        no_page = do == "picture" and ending is Ending.FAILED  # how a child says that there is none
        if ending in FAULTS and not no_page:
            self.wrong.append(f"{FAULTS[ending]} ({do})")
        return answer

    def _judge(self, found: Extracted) -> None:
        """The state is one of the known ones, and its text is text."""
        self.state = ContentState(found.state).value
        said_nothing = found.state is ContentState.DAMAGED and found.media_type == UNKNOWN
        if said_nothing and self._reader.last is Ending.COMPLETE:
            self.wrong.append("no answer (read: out of shape)")
        try:
            found.text.encode()
        except UnicodeEncodeError:
            self.wrong.append("no answer (read: text that is none)")
        if self._secret in found.text:
            self.wrong.append("read another file")


def _first_page(reader: Reader, path: Path, _name: str) -> None:
    with contextlib.suppress(NotFound):
        reader.picture(path, 1, 200)


def _resident() -> int:
    """Bytes of memory this process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
