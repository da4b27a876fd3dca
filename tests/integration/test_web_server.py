"""The web server itself: sockets bound beforehand, connections that end now and then, a polite end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive.cli.listening import close, listening
from archive.web.server import ANSWERS_A_CONNECTION
from tests.support.live_server import ROOT, free_port

pytestmark = pytest.mark.integration
PATIENCE = 120.0  # a process that starts on a busy machine
PROGRAM = """
import socket, sys, time
from pathlib import Path
from flask import Flask
from archive.settings import Settings
from archive.web.server import run
app = Flask("slow")
@app.get("/")
def quick(): return "quick"
@app.get("/slow")
def slow():
    Path(sys.argv[1], "begun").touch()
    time.sleep(1.0)
    return "slow"
run(app, Settings(data=Path(sys.argv[1])), [socket.socket(fileno=int(sys.argv[2]))])
"""


@pytest.fixture
def bound() -> Iterator[socket.socket]:
    sockets = listening("127.0.0.1", free_port())
    yield sockets[0]
    close(sockets)


def started(bound: socket.socket, folder: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", PROGRAM, str(folder), str(bound.fileno())]
    return subprocess.Popen(words, cwd=ROOT, pass_fds=[bound.fileno()])


@contextmanager
def connection(bound: socket.socket) -> Iterator[http.client.HTTPConnection]:
    with closing(http.client.HTTPConnection(*bound.getsockname(), timeout=PATIENCE)) as opened:
        yield opened


@pytest.fixture
def server(bound: socket.socket, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = started(bound, tmp_path)
    yield process
    process.kill()
    process.wait()


@pytest.mark.usefixtures("server")
def test_a_connection_ends_with_an_answer_now_and_then(bound: socket.socket) -> None:
    ended = []
    with connection(bound) as asking:
        for number in range(2 * ANSWERS_A_CONNECTION):
            asking.request("GET", "/")
            answer = asking.getresponse()
            assert answer.read() == b"quick"
            if answer.getheader("Connection") == "close":
                ended.append(number + 1)
    assert ended == [ANSWERS_A_CONNECTION, 2 * ANSWERS_A_CONNECTION]


def test_what_is_in_hand_is_answered_before_the_end(
    bound: socket.socket, server: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    said: list[bytes] = []

    def ask(path: str) -> None:
        with connection(bound) as asking:
            asking.request("GET", path)
            said.append(asking.getresponse().read())

    ask("/")

    asking = threading.Thread(target=ask, args=("/slow",))
    asking.start()
    end = time.monotonic() + PATIENCE
    while not (tmp_path / "begun").exists():
        assert time.monotonic() < end, "the question did not arrive"
        time.sleep(0.02)
    os.kill(server.pid, signal.SIGTERM)
    asking.join()
    assert said == [b"quick", b"slow"]
    assert server.wait(PATIENCE) == 0


def test_who_calls_before_a_process_is_ready_waits(bound: socket.socket, tmp_path: Path) -> None:
    with connection(bound) as early:
        early.request("GET", "/")
        process = started(bound, tmp_path)
        try:
            assert early.getresponse().read() == b"quick"
        finally:
            process.kill()
            process.wait()


def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_bound(bound: socket.socket) -> None:
    port = bound.getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        listening("127.0.0.1", port)
