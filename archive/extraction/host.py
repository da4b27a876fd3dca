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
from archive.extraction.statuses import JOB, NEW_SERVER, PARSERS, READY

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
    """The nursery of parser servers and the one that serves. Thread-safe.

    A server forks `renewed_after` children, then another one takes its place: whatever a file might have
    done to it is gone with it, and it has no time to grow. It goes when its last child is done.
    """

    def __init__(self, confinement: Confinement, renewed_after: int = 100) -> None:
        """Raises HostLost: no server became ready."""
        super().__init__(confinement, "archive.extraction.nursery")
        self._parsers = False
        self._renewed_after = renewed_after
        self.renewals = -1
        """How often a server took another one's place."""
        self._server: socket.socket | None = None
        try:
            self._renew()
        except HostLost:
            self.stop()
            raise

    def load_parsers(self) -> None:
        """Have the parsers loaded, where they are not, and wait for it.

        Raises:
            HostLost: the nursery is gone, or does not say that they are.
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
            self._renew()  # the server that serves was forked without them
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
                if self._left == 0:
                    self._renew()
                self._left -= 1
                fds = [childs.fileno(), file, servers.fileno()]
                socket.send_fds(self._serving, [JOB], fds)
            except OSError as e:
                job.close()
                raise HostLost(str(e)) from e
            except HostLost:
                job.close()
                raise
        return job

    @property
    def _serving(self) -> socket.socket:
        if self._server is None:
            raise HostLost("no server")
        return self._server

    def _renew(self) -> None:
        """Have a server forked; the one before it gets no more jobs, and goes when it has done those it has."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [NEW_SERVER], [theirs.fileno()])
            except OSError as e:
                ours.close()
                raise HostLost(str(e)) from e
        if _received(ours, START_SECONDS) != READY:
            ours.close()
            raise HostLost("no server")
        if self._server is not None:
            self._server.close()
        self._server, self._left = ours, self._renewed_after
        self.renewals += 1

    def stop(self) -> None:
        """End the nursery, and with it the servers and every child."""
        self._let_go()
        super().stop()

    def kill(self) -> None:
        """As `stop`, where they do not answer."""
        self._let_go()
        super().kill()

    def abandon(self) -> None:
        """As of every warm process."""
        self._let_go()
        super().abandon()

    def _let_go(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()


def _received(channel: socket.socket, seconds: float) -> bytes:
    channel.settimeout(seconds)
    try:
        return channel.recv(1)
    except OSError:
        return b""
    finally:
        channel.settimeout(None)
