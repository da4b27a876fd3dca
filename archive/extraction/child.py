"""The life of one child: read the request, shut the door behind it, do the task, say the answer."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from archive.extraction import seccomp, wire
from archive.extraction.limits import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_DESCRIPTORS = 64
_MAX_CPU = 600

Send = Callable[[bytes, bytes], None]
Task = Callable[[BinaryIO, Mapping[str, Any], Limits, Send], None]


def request(do: str, name: str, limits: Limits, **values: object) -> bytes:
    """What the service asks of a child, with its length in front."""
    body = json.dumps({"do": do, "name": name, "limits": asdict(limits), **values}).encode()
    return wire.frame(wire.JSON, body)


def live(connection: int, file: int, tasks: Mapping[str, Task], *, filter_calls: bool) -> int:
    """Run in the forked child with nothing open but these two descriptors; gives the exit status."""
    with socket.socket(fileno=connection) as channel, os.fdopen(file, "rb") as stream:
        asked = _read_request(channel)
        limits = Limits(**asked["limits"])
        _limit(limits)
        if filter_calls:
            seccomp.install()

        def send(kind: bytes, payload: bytes = b"") -> None:
            channel.sendall(wire.HEADER.pack(kind, len(payload)))
            if payload:
                channel.sendall(payload)

        tasks[asked["do"]](stream, asked, limits, send)
        send(wire.END, b"")
    return 0


def leave_service() -> None:
    """Right after the fork: an own session, no messages, killed when the server goes."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    end_with_parent()


def end_with_parent() -> None:
    """Be killed when the process that forked this one goes."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def forbid_inspection() -> None:
    """No process of the same user may look into this one's memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def grant_cpu(seconds: int) -> None:
    """Raise the soft limit of CPU time of this child, up to the hard one."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, max(limits.cpu, _MAX_CPU)))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _read_request(channel: socket.socket) -> dict[str, Any]:
    _, length = wire.HEADER.unpack(_exactly(channel, wire.HEADER.size))
    asked: dict[str, Any] = json.loads(_exactly(channel, length))
    return asked


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = channel.recv(size - len(parts))
        if not part:
            raise EOFError
        parts += part
    return parts
