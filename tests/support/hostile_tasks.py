"""What a parser might do once a file has taken it over. Loaded into the real sandbox by tests only.

It takes the place of reading: the name of the file says what to do, its text with what.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from archive.extraction import child, wire
from archive.extraction.limits import Limits

LINE = 3
"""The descriptor of the connection in a child."""


def _answer(send: child.Send, text: str) -> None:
    """A well-formed reading whose one segment is this text."""
    body = {
        "media_type": "text/plain",
        "extension": "txt",
        "state": "ok",
        "segments": [["paragraph", text, {}, 0, []]],
        "properties": {},
        "page_count": None,
        "quality": "good",
        "ocr_pages": [],
        "pages": "",
        "truncated": False,
    }
    send(wire.JSON, json.dumps(body).encode())


def _outcome(send: child.Send, attempt: Callable[[], object]) -> None:
    try:
        result = attempt()
    except BaseException as e:
        _answer(send, f"refused {type(e).__name__}")
        return
    _answer(send, f"done {result}")


def _forever(_text: str, _send: child.Send) -> None:
    while True:
        pass


def _sleep(_text: str, _send: child.Send) -> None:
    for number in range(1, signal.NSIG):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    time.sleep(3600)


def _memory(_text: str, send: child.Send) -> None:
    _outcome(send, lambda: len(bytearray(8 * 1024**3)))


def _fork(_text: str, send: child.Send) -> None:
    def attempt() -> int:
        pid = os.fork()
        if pid == 0:
            time.sleep(3600)
        return pid

    _outcome(send, attempt)


def _abandon(_text: str, _send: child.Send) -> None:
    """Leave behind processes that keep the connection open, and go without a word."""
    for apart in (False, True):
        if os.fork() == 0:
            if apart:
                os.setsid()
            time.sleep(3600)
    os._exit(0)


def _program(_text: str, send: child.Send) -> None:
    _outcome(send, lambda: os.execv("/bin/sh", ["sh", "-c", "sleep 3600"]))  # type: ignore[func-returns-value]  # noqa: S606 - the point


def _connect(text: str, send: child.Send) -> None:
    def attempt() -> None:
        socket.create_connection(("127.0.0.1", int(text)), timeout=5).close()

    _outcome(send, attempt)


def _open(text: str, send: child.Send) -> None:
    _outcome(send, lambda: Path(text).read_bytes()[:100])


def _open_by_link(text: str, send: child.Send) -> None:
    """Make a symbolic link to a file outside, and read through it."""
    link = Path(f"/tmp/link-{os.getpid()}")  # noqa: S108 - where anybody may write

    def attempt() -> bytes:
        link.symlink_to(text)
        return link.read_bytes()[:100]

    try:
        _outcome(send, attempt)
    finally:
        with contextlib.suppress(OSError):
            link.unlink()


def _share_by_link(text: str, send: child.Send) -> None:
    """Give a file of the service a second name."""
    link = Path(f"{text}-{os.getpid()}")
    _outcome(send, lambda: link.hardlink_to(text))


def _fork_bomb(_text: str, send: child.Send) -> None:
    def attempt() -> None:
        while True:
            os.fork()

    _outcome(send, attempt)


def _write_a_gibibyte(text: str, send: child.Send) -> None:
    def attempt() -> int:
        with Path(text).open("wb") as target:
            return sum(target.write(bytes(1024**2)) for _ in range(1024))

    _outcome(send, attempt)


def _local_socket(text: str, send: child.Send) -> None:
    """Talk to a service of this machine that listens on a file."""

    def attempt() -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(text)

    _outcome(send, attempt)


def _list(text: str, send: child.Send) -> None:
    _outcome(send, lambda: len(list(Path(text).iterdir())))


def _write(text: str, send: child.Send) -> None:
    _outcome(send, lambda: Path(text).write_bytes(b"x" * 1_000_000))


def _kill_parent(_text: str, send: child.Send) -> None:
    _outcome(send, lambda: os.kill(os.getppid(), signal.SIGKILL))  # type: ignore[func-returns-value]


def _stop_parent(_text: str, send: child.Send) -> None:
    _outcome(send, lambda: os.kill(os.getppid(), signal.SIGSTOP))  # type: ignore[func-returns-value]


def _trace_parent(_text: str, send: child.Send) -> None:
    def attempt() -> None:
        if ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) != 0:
            raise PermissionError

    _outcome(send, attempt)


def _huge_reply(_text: str, send: child.Send) -> None:
    send(wire.JSON, b" " * 400_000_000)


def _huge_promise(_text: str, _send: child.Send) -> None:
    os.write(LINE, wire.HEADER.pack(wire.JSON, 0xFFFFFFFF))


def _endless_reply(_text: str, send: child.Send) -> None:
    while True:
        send(wire.JSON, b"[]" * 500_000)


def _noise(_text: str, _send: child.Send) -> None:
    os.write(LINE, bytes(range(256)) * 10)


def _wrong_shape(_text: str, send: child.Send) -> None:
    send(wire.JSON, b'{"media_type": "text/html; <script>", "extension": "../../x"}')


def _nothing(_text: str, _send: child.Send) -> None:
    return


def _silent_crash(_text: str, _send: child.Send) -> None:
    ctypes.string_at(0)


def _abort(_text: str, _send: child.Send) -> None:
    """What a C++ library does that is refused memory."""
    os.abort()


def _more_time(_text: str, send: child.Send) -> None:
    while True:
        send(wire.MORE_TIME, b"1e9")
        time.sleep(0.05)


def _environment(_text: str, send: child.Send) -> None:
    _answer(send, " ".join(sorted(os.environ)))


def _descriptors(_text: str, send: child.Send) -> None:
    found = []
    for number in range(1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    _answer(send, " ".join(map(str, found)))


def _identity(_text: str, send: child.Send) -> None:
    _answer(send, f"{os.getpid()} {sys.flags.no_user_site}")


BEHAVIOURS: Mapping[str, Callable[[str, child.Send], None]] = {
    name.removeprefix("_"): value
    for name, value in list(globals().items())
    if name.startswith("_") and name not in {"_answer", "_outcome"} and callable(value)
}


def read(stream: BinaryIO, asked: Mapping[str, Any], _limits: Limits, send: child.Send) -> None:
    """Behave as the name of the file says."""
    BEHAVIOURS[asked["name"]](stream.read().decode(), send)


TASKS: Mapping[str, child.Task] = {"read": read}
