"""One job from request to answer: frames in, wall clock kept, a hanging child killed."""

from __future__ import annotations

import contextlib
import json
import selectors
import signal
import socket
import time
from collections.abc import Callable
from enum import StrEnum

from archive.extraction import wire
from archive.extraction.host import HostLost, Job
from archive.extraction.limits import SECONDS_A_PAGE, Limits
from archive.extraction.statuses import EXITED, OUT_OF_MEMORY

ACK_SECONDS = 30.0
_KILL_SECONDS = 5.0
_CHUNK = 256 * 1024
_KILL = b"K"

OnFrame = Callable[[bytes, bytes], None]


class Ending(StrEnum):
    """How a child came to its end."""

    COMPLETE = "complete"
    TIMEOUT = "timeout"
    CRASHED = "crashed"  # killed by a signal, or with the server
    FAILED = "failed"  # it ended by itself and without an answer
    SPENT = "spent"  # its processor time
    STARVED = "starved"  # of memory
    BROKEN = "broken"  # it did not keep to the protocol


_SPENT = (-signal.SIGXCPU, -signal.SIGKILL)
"""The limit's first word and its last."""
_STARVED = (-signal.SIGABRT, OUT_OF_MEMORY)
"""How C and C++ libraries end that are refused memory, and what a child says that ran out of it."""


class Conversation:
    """Talks one job through. `on_frame` gets every JSON and DATA frame as it comes, `most` bytes in all."""

    def __init__(self, job: Job, limits: Limits, on_frame: OnFrame, most: int) -> None:
        self._job = job
        self._deadline = time.monotonic() + limits.wall
        self._most_extra = limits.pages * SECONDS_A_PAGE * 2
        self._longest = limits.reply
        self._left = most
        self._on_frame = on_frame
        self._buffer = bytearray()
        self._complete = False
        self._extended = False

    def hold(self, request: bytes) -> Ending:
        """Send the request and listen until the child has said all or is dead.

        Raises:
            HostLost: the server died or does not answer.
        """
        with contextlib.suppress(OSError):
            self._job.data.sendall(request)
        status = b""
        acknowledged_by = time.monotonic() + ACK_SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(self._job.data, selectors.EVENT_READ)
            selector.register(self._job.status, selectors.EVENT_READ)
            while not self._complete:
                now = time.monotonic()
                if not status and now > acknowledged_by:
                    raise HostLost("no child")
                if now > self._deadline:
                    self._kill()
                    return Ending.TIMEOUT
                for key, _ in selector.select(min(self._deadline - now, 1.0)):
                    if key.fileobj is self._job.status:
                        status += self._heard()
                    elif not self._listen(self._job.data):
                        selector.unregister(self._job.data)
                if EXITED in status:
                    return self._drained(int(status.partition(EXITED)[2] or b"1"))
        return Ending.COMPLETE

    def _heard(self) -> bytes:
        word = self._job.status.recv(64)
        if not word:
            raise HostLost("server died")
        return word

    def _drained(self, code: int) -> Ending:
        """What a dead child still had on its way; somebody it started may hold the line open."""
        self._job.data.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while not self._complete and self._listen(self._job.data):
                continue
        if self._complete:
            return Ending.COMPLETE
        if code in _SPENT:
            return Ending.SPENT
        if code in _STARVED:
            return Ending.STARVED
        return Ending.CRASHED if code < 0 else Ending.FAILED

    def _listen(self, channel: socket.socket) -> bool:
        try:
            data = channel.recv(_CHUNK)
        except ConnectionResetError:
            return False
        self._buffer += data
        while not self._complete and self._frame():
            continue
        return bool(data)

    def _frame(self) -> bool:
        if len(self._buffer) < wire.HEADER.size:
            return False
        kind, length = wire.HEADER.unpack_from(self._buffer)
        if kind not in {wire.JSON, wire.DATA, wire.MORE_TIME, wire.END} or length > self._longest:
            raise wire.BrokenReply("frame")
        end = wire.HEADER.size + length
        if end > self._left:
            raise wire.BrokenReply("too much")
        if len(self._buffer) < end:
            return False
        payload = bytes(memoryview(self._buffer)[wire.HEADER.size : end])
        del self._buffer[:end]
        self._left -= end
        if kind == wire.END:
            self._complete = True
        elif kind == wire.MORE_TIME:
            self._extend(payload)
        else:
            self._on_frame(kind, payload)
        return True

    def _extend(self, payload: bytes) -> None:
        """A long document may take longer, once and up to what the most pages need."""
        try:
            seconds = float(json.loads(payload))
        except (ValueError, TypeError, RecursionError) as e:
            raise wire.BrokenReply("time") from e
        if not self._extended:
            self._deadline += min(max(seconds, 0.0) * 2, self._most_extra)
            self._extended = True

    def _kill(self) -> None:
        """Have the child killed and wait for the server's word that it is dead."""
        until = time.monotonic() + _KILL_SECONDS
        status = b""
        with contextlib.suppress(OSError):
            self._job.status.sendall(_KILL)
        while EXITED not in status:
            self._job.status.settimeout(max(until - time.monotonic(), 0.01))
            try:
                word = self._job.status.recv(64)
            except TimeoutError as e:
                raise HostLost("cannot kill") from e
            if not word:
                raise HostLost("server died")
            status += word
