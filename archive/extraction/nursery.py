"""Where the warm servers come from: a process that loads the parsers, meets no file, and forks the servers.

`python -m archive.extraction.nursery DESCRIPTOR CONFINEMENT`. It says `R` when it is ready. Told `P` it loads the
parsers and says so again; told `N`, with the server's end of a connection, it forks a server for it, which
finds in the memory they share what was loaded until then. A server is thus made anew in a moment, from a
memory that no file was ever near. The nursery ends when the service closes its descriptor, and when its
last server has gone for want of work; with it end all servers and their children.
"""

from __future__ import annotations

import contextlib
import ctypes
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
from archive.extraction.server import Server, end_strays
from archive.extraction.statuses import NEW_SERVER, PARSERS, READY

_PR_SET_CHILD_SUBREAPER = 36
_GRACE_SECONDS = 10.0
"""How long it waits at most for somebody to ask for a server when the last one has gone for want of work."""


@dataclass(slots=True)
class Nursery:
    """The servers it has forked, and the tasks that are loaded."""

    control: socket.socket
    confinement: Confinement
    nothing: int
    tasks: Mapping[str, child.Task] = field(default_factory=lambda: LOOKS)
    servers: set[int] = field(default_factory=set)
    forked: bool = False

    @property
    def grace(self) -> float:
        """Seconds it outlives its last server: no longer than a server waits for work."""
        return min(_GRACE_SECONDS, self.confinement.idle_seconds)

    def tend(self) -> None:
        """Until the service goes away, or the last server does."""
        bell, ring = os.pipe()
        for end in (bell, ring):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(bell, selectors.EVENT_READ)
            self.control.sendall(READY)
            bereft = False
            while True:
                events = selector.select(self.grace if bereft else None)
                if not events:
                    return
                for key, _ in events:
                    if key.fileobj is not self.control:
                        os.read(bell, 4096)
                    elif not self._asked(bell, ring):
                        return
                bereft = self._bereft()

    def _asked(self, *own: int) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
        if message == PARSERS:
            self._load()
            self.control.sendall(READY)
        elif message == NEW_SERVER and descriptors:
            self._fork(descriptors[0], own)
        for descriptor in descriptors:
            os.close(descriptor)
        return bool(message)

    def _load(self) -> None:
        """Load every parser, once: servers and their children find them in the memory they share."""
        if self.tasks is LOOKS:
            tasks = dict(importlib.import_module("archive.extraction.tasks").TASKS)
            if self.confinement.extra_module:
                tasks |= importlib.import_module(self.confinement.extra_module).TASKS
            self.tasks = tasks

    def _fork(self, line: int, own: tuple[int, ...]) -> None:
        pid = os.fork()
        if pid:
            self.servers.add(pid)
            self.forked = True
            return
        status = 1
        try:
            child.end_with_parent()
            inherit_orphans()
            signal.set_wakeup_fd(-1)
            self.control.close()
            for descriptor in own:
                os.close(descriptor)
            with socket.socket(fileno=line) as control:
                Server(control, self.confinement, self.nothing, self.tasks).serve()
            status = 0
        finally:
            os._exit(status)

    def _bereft(self) -> bool:
        """Whether there was a server and is none any more."""
        for pid in list(self.servers):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.servers.discard(pid)
        if not self.confinement.seccomp:
            end_strays(self.servers)
        return self.forked and not self.servers


def inherit_orphans() -> None:
    """What a child leaves behind becomes this process's to end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def main(descriptor: str, confinement: str) -> None:
    """Shut this process in, then tend servers."""
    chosen = Confinement(**json.loads(confinement))
    inherit_orphans()
    nothing = os.open(os.devnull, os.O_RDWR)
    if chosen.landlock:
        extra = [] if chosen.seccomp else [Path("/proc")]
        landlock.restrict([*chosen.readable(), *extra])
    child.forbid_inspection()
    with socket.socket(fileno=int(descriptor)) as control, contextlib.suppress(BrokenPipeError):
        Nursery(control, chosen, nothing).tend()


if __name__ == "__main__":
    main(*sys.argv[1:])
