"""The warm server: forks one child per file out of what the nursery has loaded. It never looks at a file.

It says `R` when it is ready. For each job the service sends `J` with three descriptors: the child's end
of a connection, the file, and the server's end of a status line. On that line the server says `S`
(started) and `X` with the exit status; anything the service sends, or closing it, means: kill that
child and all it started. It ends when the service has closed its connection and the last child is done.
"""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import socket
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from archive.extraction import child
from archive.extraction.confinement import Confinement
from archive.extraction.statuses import EXITED, OUT_OF_MEMORY, READY, STARTED

_JOB_DESCRIPTORS = 3


@dataclass(slots=True)
class Server:
    """Children by process id, with the status line of each."""

    control: socket.socket
    confinement: Confinement
    nothing: int
    tasks: Mapping[str, child.Task]
    jobs: dict[int, socket.socket] = field(default_factory=dict)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def serve(self) -> None:
        """Until the service wants nothing more and all children are done, or nothing was asked for a while."""
        bell, ring = os.pipe()
        os.set_blocking(bell, False)
        os.set_blocking(ring, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        self.selector.register(self.control, selectors.EVENT_READ, None)
        self.selector.register(bell, selectors.EVENT_READ, None)
        self.control.sendall(READY)
        wanted = True
        while True:
            events = self.selector.select(self.confinement.idle_seconds)
            if not events and not self.jobs:
                return
            for key, _ in events:
                if key.fileobj is self.control:
                    wanted = self._accept()
                elif key.fileobj == bell:
                    os.read(bell, 4096)
                elif key.data in self.jobs:
                    _kill(key.data)
            self._reap()
            if not (wanted or self.jobs):
                return

    def _accept(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 1, _JOB_DESCRIPTORS)
        if not message:
            self.selector.unregister(self.control)
            return False
        if len(descriptors) != _JOB_DESCRIPTORS:
            for descriptor in descriptors:
                os.close(descriptor)
            return True
        connection, file, status = descriptors
        pid = os.fork()
        if pid == 0:
            self._become_child(connection, file)
        os.close(connection)
        os.close(file)
        line = socket.socket(fileno=status)
        self.jobs[pid] = line
        self.selector.register(line, selectors.EVENT_READ, pid)
        _tell(line, STARTED)
        return True

    def _become_child(self, connection: int, file: int) -> None:
        """Never returns: whatever happens, the child ends here."""
        status = 1
        try:
            child.leave_service()
            high = [fcntl.fcntl(number, fcntl.F_DUPFD, 16) for number in (connection, file)]
            for standard in (0, 1, 2):
                os.dup2(self.nothing, standard)
            connection, file = (os.dup2(number, 3 + at, False) for at, number in enumerate(high))
            os.closerange(5, 4096)
            status = child.live(connection, file, self.tasks, filter_calls=self.confinement.seccomp)
        except MemoryError:
            status = OUT_OF_MEMORY
        finally:
            os._exit(status)

    def _reap(self) -> None:
        ended: list[tuple[socket.socket, int]] = []
        for pid in list(self.jobs):
            if _has_ended(pid):
                _kill(pid)  # what it may have left behind, while its number is still its own
                _, status = os.waitpid(pid, 0)
                ended.append((self.jobs.pop(pid), os.waitstatus_to_exitcode(status)))
        if not self.confinement.seccomp:
            end_strays(self.jobs.keys())
        for line, code in ended:
            self.selector.unregister(line)
            _tell(line, EXITED + str(code).encode())
            line.close()


def end_strays(own: Set[int]) -> None:
    """Processes a child started outside of its group; this process inherited them, unlike its `own`."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        strays = {int(pid) for pid in children.read_text().split()} - own
    except OSError:
        return
    for pid in strays:
        _kill(pid)
        os.waitpid(pid, 0)


def _has_ended(pid: int) -> bool:
    """Whether the child is dead; it stays to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill(pid: int) -> None:
    for end in (os.killpg, os.kill):
        try:
            end(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _tell(line: socket.socket, message: bytes) -> None:
    try:
        line.send(message)
    except OSError:
        return  # the service no longer listens
