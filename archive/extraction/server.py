"""The warm server: loads the parsers once, then forks one child per file. It never looks at a file.

`python -m archive.extraction.server DESCRIPTOR CONFINEMENT`. It says `R` when it is ready for jobs that are
`LOOKS`; told `P` it loads the parsers and says so again. For each job the service sends `J` with
three descriptors: the child's end of a connection, the file, and the server's end of a status line.
On that line the server says `S` (started) and `X` with the exit status; anything the service sends, or
closing it, means: kill that child and all it started. It ends when the service closes its descriptor.
"""

from __future__ import annotations

import ctypes
import fcntl
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.extraction import child, landlock
from archive.extraction.confinement import Confinement
from archive.extraction.looks import LOOKS
from archive.extraction.statuses import EXITED, OUT_OF_MEMORY, PARSERS, READY, STARTED

_JOB_DESCRIPTORS = 3
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(slots=True)
class Server:
    """Children by process id, with the status line of each."""

    control: socket.socket
    confinement: Confinement
    nothing: int
    tasks: Mapping[str, child.Task] = field(default_factory=lambda: LOOKS)
    jobs: dict[int, socket.socket] = field(default_factory=dict)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def serve(self) -> None:
        """Until the service goes away, or nothing was asked for a while."""
        bell, ring = os.pipe()
        os.set_blocking(bell, False)
        os.set_blocking(ring, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        self.selector.register(self.control, selectors.EVENT_READ, None)
        self.selector.register(bell, selectors.EVENT_READ, None)
        self.control.sendall(READY)
        while True:
            events = self.selector.select(self.confinement.idle_seconds)
            if not events and not self.jobs:
                return
            for key, _ in events:
                if key.fileobj is self.control:
                    if not self._accept():
                        return
                elif key.fileobj == bell:
                    os.read(bell, 4096)
                elif key.data in self.jobs:
                    _kill(key.data)
            self._reap()

    def _accept(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 1, _JOB_DESCRIPTORS)
        if not message:
            return False
        if message == PARSERS:
            self._load()
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

    def _load(self) -> None:
        """Load every parser, once: children find them in the memory they share."""
        if self.tasks is LOOKS:
            tasks = dict(importlib.import_module("archive.extraction.tasks").TASKS)
            if self.confinement.extra_module:
                tasks |= importlib.import_module(self.confinement.extra_module).TASKS
            self.tasks = tasks
        self.control.sendall(READY)

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
            self._end_strays()
        for line, code in ended:
            self.selector.unregister(line)
            _tell(line, EXITED + str(code).encode())
            line.close()

    def _end_strays(self) -> None:
        """Processes a child started outside of its group; this server inherited them."""
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        try:
            strays = {int(pid) for pid in children.read_text().split()} - self.jobs.keys()
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


def main(descriptor: str, confinement: str) -> None:
    """Shut this process in, then serve."""
    chosen = Confinement(**json.loads(confinement))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    if chosen.landlock:
        extra = [] if chosen.seccomp else [Path("/proc")]
        landlock.restrict([*chosen.readable(), *extra])
    child.forbid_inspection()
    with socket.socket(fileno=int(descriptor)) as control:
        Server(control, chosen, nothing).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
