"""The service's side of the warm server: starting it, giving it jobs, noticing that it is gone."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass

from archive.extraction import wire
from archive.extraction.confinement import Confinement
from archive.extraction.statuses import JOB, PARSERS, READY

START_SECONDS = 60.0
_BYE_SECONDS = 5.0
_LONGEST_ANSWER = 64 * 1024**2


class HostLost(Exception):
    """The server died, hangs, or could not be started."""


@dataclass(slots=True)
class Job:
    """One child's two lines: its connection and the server's word on it."""

    data: socket.socket
    status: socket.socket

    def close(self) -> None:
        """Hang up; a child that still runs is killed by the server."""
        self.data.close()
        self.status.close()


class WarmProcess:
    """A shut-in process of this package that is kept running. Made anew when it is lost."""

    def __init__(self, confinement: Confinement, module: str) -> None:
        """Start it and wait until it is ready.

        Raises:
            HostLost: it did not become ready.
        """
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                confinement.command(module, theirs.fileno()),
                env=confinement.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                cwd="/",
            )
        if _received(self._control, START_SECONDS) != READY:
            self.stop()
            raise HostLost("not ready")

    @property
    def pid(self) -> int:
        """Process id of the outermost process."""
        return self._process.pid

    def ask(self, header: bytes, body: bytes, seconds: float) -> bytes:
        """Send a request and wait for its one JSON frame.

        Raises:
            HostLost: the process is gone, or took longer.
        """
        with self._lock:
            self._control.settimeout(seconds)
            try:
                self._control.sendall(header)
                self._control.sendall(body)
                _, length = wire.HEADER.unpack(self._exactly(wire.HEADER.size))
                if length > _LONGEST_ANSWER:
                    raise HostLost("answer")
                return self._exactly(length)
            except OSError as e:
                raise HostLost(str(e)) from e

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._control.recv(size - len(data))
            if not part:
                raise HostLost("closed")
            data += part
        return data

    def stop(self) -> None:
        """End the process and with it every child. Closing its line is enough unless it hangs."""
        self._control.close()
        try:
            self._process.wait(_BYE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End a process that does not answer."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def abandon(self) -> None:
        """In a process forked from the one that started it: let go without ending it."""
        self._control.close()
        self._process.returncode = 0  # not this process's child: nothing to wait for


class ParserHost(WarmProcess):
    """The parser server. Thread-safe."""

    def __init__(self, confinement: Confinement) -> None:
        super().__init__(confinement, "archive.extraction.server")
        self._parsers = False

    def load_parsers(self) -> None:
        """Have the parsers loaded, where they are not, and wait for it.

        Raises:
            HostLost: the server is gone, or does not say that they are.
        """
        with self._lock:
            if self._parsers:
                return
            try:
                self._control.sendall(PARSERS)
            except OSError as e:
                raise HostLost(str(e)) from e
            if _received(self._control, START_SECONDS) != READY:
                raise HostLost("no parsers")
            self._parsers = True

    def submit(self, file: int) -> Job:
        """Have a child forked for the open file.

        Raises:
            HostLost: the server is gone.
        """
        data, childs = socket.socketpair()
        status, servers = socket.socketpair()
        job = Job(data, status)
        with childs, servers, self._lock:
            try:
                fds = [childs.fileno(), file, servers.fileno()]
                socket.send_fds(self._control, [JOB], fds)
            except OSError as e:
                job.close()
                raise HostLost(str(e)) from e
        return job


def _received(channel: socket.socket, seconds: float) -> bytes:
    channel.settimeout(seconds)
    try:
        return channel.recv(1)
    except OSError:
        return b""
    finally:
        channel.settimeout(None)
