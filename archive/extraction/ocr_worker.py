"""The process that recognises text: models loaded once, pages in as pixels, lines out.

`python -m archive.extraction.ocr_worker DESCRIPTOR CONFINEMENT`. It gets no file, only pixels that a
parser's child has drawn, so nothing a stranger made is decoded here. It shuts itself in before it loads
the recogniser: a library that wants to call home cannot. It ends when the service closes the line,
or after the idle time it is told.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.extraction import child, landlock, seccomp, wire
from archive.extraction.confinement import Confinement
from archive.extraction.statuses import READY

PAGE = struct.Struct("!II")
_NICE = 10
_SYSTEM_INFO = ("/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/sys/devices/system/cpu")


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = bytearray(size)
    view = memoryview(data)
    got = 0
    while got < size:
        count = channel.recv_into(view[got:])
        if not count:
            raise EOFError
        got += count
    return bytes(data)


def serve(channel: socket.socket, engine: Any) -> None:
    """Pages until the line is closed or nothing came for the time it is set to."""
    channel.sendall(READY)
    while True:
        try:
            width, height = PAGE.unpack(_exactly(channel, PAGE.size))
            pixels = _exactly(channel, width * height * 3)
        except (EOFError, TimeoutError):
            return
        answer = json.dumps(engine.page(engine.image(pixels, width, height)), ensure_ascii=False)
        channel.sendall(wire.frame(wire.JSON, answer.encode("utf-8", "replace")))


@contextlib.contextmanager
def _quiet(nothing: int) -> Iterator[None]:
    """While libraries load that complain of graphics cards they may not look for."""
    complaints = os.dup(2)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(complaints, 2)
        os.close(complaints)


def main(descriptor: str, confinement: str) -> None:
    """Shut this process in, load the models, serve."""
    chosen = Confinement(**json.loads(confinement))
    os.nice(_NICE)
    nothing = os.open(os.devnull, os.O_WRONLY)
    if chosen.landlock:
        landlock.restrict([*chosen.readable(), *map(Path, _SYSTEM_INFO)])
    if chosen.seccomp:
        seccomp.install()
    child.forbid_inspection()
    with _quiet(nothing):
        engine = importlib.import_module("archive.extraction.ocr_engine").Engine(chosen.threads)
        engine.load()
    with socket.socket(fileno=int(descriptor)) as channel:
        channel.settimeout(chosen.idle_seconds)
        serve(channel, engine)


if __name__ == "__main__":
    main(*sys.argv[1:])
