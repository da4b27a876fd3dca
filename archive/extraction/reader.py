"""What services use to look into a file: read it, unpack it, draw a page. Each in a child of its own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.domain.segments import ContentState, Extracted
from archive.errors import NotFound
from archive.extraction import wire
from archive.extraction.child import request
from archive.extraction.confinement import Confinement
from archive.extraction.conversation import Conversation, Ending
from archive.extraction.host import HostLost, ParserHost
from archive.extraction.kinds import UNKNOWN, FileKind
from archive.extraction.limits import Limits
from archive.extraction.members import Members, Receiver
from archive.extraction.statuses import LOOKING

_AT_ONCE = 4
_PIXELS_HEADER = 8
_STATES = {
    Ending.TIMEOUT: ContentState.TOO_LARGE,
    Ending.SPENT: ContentState.TOO_LARGE,
    Ending.STARVED: ContentState.TOO_LARGE,
    Ending.CRASHED: ContentState.DAMAGED,
    Ending.FAILED: ContentState.DAMAGED,
    Ending.BROKEN: ContentState.DAMAGED,
}


@dataclass(frozen=True, slots=True)
class Pixels:
    """A page as it is drawn: `data` has width x height x 3 bytes, red green blue, row by row."""

    width: int
    height: int
    data: bytes


class Reader:
    """Reads files in a warm sandbox. Thread-safe; starts on first use; heals itself.

    A process that forks (a web server with workers) may make it before the fork: each process
    starts a sandbox of its own.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        confinement: Confinement | None = None,
        on_look: Callable[[], None] = lambda: None,
        renewed_after: int = 100,
    ) -> None:
        """`on_look` is called before a file that was just handed in is looked at.

        The process that children are forked from is made anew after `renewed_after` files.
        """
        self._renewed_after = renewed_after
        self._on_look = on_look
        self.limits = limits or Limits()
        self._confinement = confinement
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(_AT_ONCE)
        self._host: ParserHost | None = None
        self._owner = os.getpid()

    @property
    def isolation(self) -> str:
        """`bubblewrap`, `landlock`, or `limits` where the system offers neither (degraded)."""
        return self.confinement.isolation

    @property
    def confinement(self) -> Confinement:
        """The means this system has to shut a parser in."""
        if self._confinement is None:
            self._confinement = Confinement.detect()
        return self._confinement

    def read(self, path: Path, name: str) -> Extracted:
        """The text of the file, or a state that says why there is none.

        Raises:
            OSError: the file itself cannot be opened, or no sandbox can be started.
        """
        replies: list[bytes] = []
        ending = self._run("read", path, name, lambda _, payload: replies.append(payload))
        if ending is Ending.COMPLETE and len(replies) == 1:
            try:
                return wire.decode_extracted(replies[0])
            except wire.BrokenReply:
                ending = Ending.BROKEN
        state = _STATES.get(ending, ContentState.DAMAGED)
        return Extracted(UNKNOWN, "", state)

    def kind(self, path: Path, name: str) -> FileKind:
        """What the content is, from a look at it and without reading it.

        Raises:
            OSError: as `read`.
        """
        self._on_look()
        replies: list[bytes] = []
        ending = self._run("kind", path, name, lambda _, payload: replies.append(payload))
        if ending is Ending.COMPLETE and len(replies) == 1:
            try:
                return wire.decode_kind(replies[0])
            except wire.BrokenReply:
                ending = Ending.BROKEN
        return FileKind(UNKNOWN, "", state=_STATES.get(ending, ContentState.DAMAGED))

    def picture(self, path: Path, page: int, width: int) -> bytes:
        """The page (from 1) as PNG, `width` pixels wide; a very long page is drawn narrower.

        Raises:
            NotFound: the file has no such page, or its kind has no pictures of pages.
            OSError: as `read`.
        """
        return self._bytes("picture", path, page=page, width=width)

    def pixels(self, path: Path, page: int, dpi: int) -> Pixels:
        """The page as it would be drawn at the resolution (an image: at its own, within bounds).

        Raises:
            NotFound, OSError: as `picture`.
        """
        data = self._bytes("pixels", path, page=page, dpi=dpi)
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (0, 4))
        if len(data) != _PIXELS_HEADER + width * height * 3:
            raise NotFound(page=page)
        return Pixels(width, height, data[_PIXELS_HEADER:])

    def members(self, path: Path, name: str, into: Path) -> Members:
        """Unpack a .zip, or the attachments of a mail, into numbered files in `into`.

        Raises:
            OSError: as `read`, or `into` cannot be written.
        """
        receiver = Receiver(into, self.limits)
        try:
            ending = self._run("members", path, name, receiver.take)
        finally:
            found = receiver.finish()
        if ending is Ending.COMPLETE:
            return found
        return Members(_STATES.get(ending, ContentState.DAMAGED), found.items)

    def get_ready(self) -> None:
        """Start the sandbox, where it does not run, and have it load the parsers.

        Raises:
            OSError: it cannot be started.
        """
        host = self._running()
        try:
            host.load_parsers()
        except HostLost:
            self._discard(host)  # it ended just now; whoever reads the file starts another

    def close(self) -> None:
        """End the sandbox. A later call starts a new one."""
        with self._lock:
            host, self._host = self._host, None
        if host is not None:
            host.stop()

    def _bytes(self, do: str, path: Path, **values: object) -> bytes:
        parts: list[bytes] = []
        ending = self._run(do, path, path.name, lambda _, payload: parts.append(payload), **values)
        if ending is not Ending.COMPLETE or len(parts) != 1:
            raise NotFound(page=values.get("page"))
        return parts[0]

    def _run(
        self, do: str, path: Path, name: str, take: Callable[[bytes, bytes], None], **values: object
    ) -> Ending:
        asked = request(do, name, self.limits, **values)
        with path.open("rb") as file, self._room:
            for attempt in (1, 2):
                host = self._running()
                try:
                    return self._talk(do, host, file.fileno(), asked, take)
                except HostLost:
                    self._discard(host)
                    if attempt == 2 or getattr(take, "__self__", None) is not None:
                        return Ending.CRASHED
        return Ending.CRASHED

    def _talk(
        self,
        do: str,
        host: ParserHost,
        file: int,
        asked: bytes,
        take: Callable[[bytes, bytes], None],
    ) -> Ending:
        if do not in LOOKING:
            host.load_parsers()
        job = host.submit(file)
        try:
            most = self.limits.unpacked if do == "members" else self.limits.reply
            return Conversation(job, self.limits, take, most).hold(asked)
        except wire.BrokenReply:
            return Ending.BROKEN
        finally:
            job.close()

    def _running(self) -> ParserHost:
        with self._lock:
            if self._host is not None and self._owner != os.getpid():
                self._host.abandon()
                self._host = None
            if self._host is None:
                self._owner = os.getpid()
                try:
                    self._host = ParserHost(self.confinement, self._renewed_after)
                except HostLost as e:
                    raise OSError("the sandbox does not start") from e
            return self._host

    def _discard(self, host: ParserHost) -> None:
        with self._lock:
            if self._host is host:
                self._host = None
        host.kill()
