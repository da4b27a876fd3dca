"""The web server itself: sockets bound beforehand, connections that end now and then, a polite end."""

from __future__ import annotations

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive.cli.listening import close, listening
from archive.process_loads import Loads, shared_page
from archive.web.server import ANSWERS_A_CONNECTION, GARBAGE, Channel
from tests.support.live_server import ROOT, free_port

pytestmark = pytest.mark.integration
PATIENCE = 120.0  # a process that starts on a busy machine
PROGRAM = """
import gc, socket, sys, time
from pathlib import Path
from flask import Flask
from waitress.server import BaseWSGIServer
from waitress.wasyncore import dispatcher
from archive.process_loads import Loads
from archive.settings import Settings
from archive.web.server import run
app = Flask("slow")
sent, send = [], dispatcher.send
def counted(channel, data, **how):
    sent.append(len(data))
    return send(channel, data, **how)
dispatcher.send = counted
@app.get("/sent")
def count(): return f"{len(sent)} {gc.get_threshold()[0]} {gc.get_freeze_count() > 0}"
@app.get("/empty")
def empty(): return "", 204
@app.get("/parts")
def parts(): return (part for part in ("one ", "two ", "three"))
pull, pulled = BaseWSGIServer.pull_trigger, []
def slowly(server):
    pull(server)
    if pulled: time.sleep(0.05)
BaseWSGIServer.pull_trigger = slowly
@app.get("/pausing")
def pausing():
    pulled.append(True)
    def parts():
        yield b"x" * (6 << 20)
        time.sleep(0.9)
    return parts()
@app.get("/large")
def large(): return b"x" * (40 << 20)
@app.get("/")
def quick(): return "quick"
@app.get("/held")
def held():
    Path(sys.argv[1], "begun").touch()
    while not Path(sys.argv[1], "let-go").exists(): time.sleep(0.01)
    return "held"
@app.get("/slow")
def slow():
    Path(sys.argv[1], "begun").touch()
    time.sleep(1.0)
    return "slow"
run(
    app, Settings(data=Path(sys.argv[1])), [socket.socket(fileno=int(sys.argv[2]))],
    *(Loads(int(page), 0) for page in sys.argv[3:]),
)
"""


@pytest.fixture
def bound() -> Iterator[socket.socket]:
    sockets = listening("127.0.0.1", free_port())
    yield sockets[0]
    close(sockets)


def started(bound: socket.socket, folder: Path, *pages: int) -> subprocess.Popen[bytes]:
    handed_over = [bound.fileno(), *pages]
    words = [sys.executable, "-c", PROGRAM, str(folder), *map(str, handed_over)]
    return subprocess.Popen(words, cwd=ROOT, pass_fds=handed_over)


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


def test_a_new_connection_is_left_to_a_process_with_fewer_people(
    bound: socket.socket, tmp_path: Path
) -> None:
    page = shared_page(2)
    other = Loads(page, 1, lambda: time.monotonic() + PATIENCE)  # what it tells stays fresh
    process = started(bound, tmp_path, page)
    try:
        with connection(bound) as first, connection(bound) as second:
            first.request("GET", "/held")
            end = time.monotonic() + PATIENCE
            while not (tmp_path / "begun").exists():
                assert time.monotonic() < end, "the question did not arrive"
                time.sleep(0.02)
            other.tell(0)
            Loads(page, 0).tell(
                7
            )  # until the process itself has told its one, after a look at the other
            while not Loads(page, 1).fewer_elsewhere(2):
                assert time.monotonic() < end, "the process does not look"
                time.sleep(0.02)
            time.sleep(0.1)
            second.request("GET", "/")
            assert select.select([second.sock], [], [], 0.5)[0] == []
            other.tell(1)
            assert second.getresponse().read() == b"quick"
            (tmp_path / "let-go").touch()
            assert first.getresponse().read() == b"held"
    finally:
        process.kill()
        process.wait()
        os.close(page)


def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_bound(bound: socket.socket) -> None:
    port = bound.getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        listening("127.0.0.1", port)


def answer(asking: http.client.HTTPConnection, path: str, method: str = "GET") -> tuple[int, bytes]:
    asking.request(method, path)
    given = asking.getresponse()
    return given.status, given.read()


@pytest.mark.usefixtures("server")
def test_an_answer_is_sent_with_its_head(bound: socket.socket) -> None:
    with connection(bound) as asking:
        before = int(answer(asking, "/sent")[1].split()[0])
        for _ in range(5):
            assert answer(asking, "/") == (200, b"quick")
        assert int(answer(asking, "/sent")[1].split()[0]) == before + 6


@pytest.mark.usefixtures("server")
def test_answers_of_every_form_arrive_whole(bound: socket.socket) -> None:
    with connection(bound) as asking:
        assert answer(asking, "/empty") == (204, b"")
        assert answer(asking, "/", "HEAD") == (200, b"")
        assert answer(asking, "/parts") == (200, b"one two three")
        assert answer(asking, "/nowhere")[0] == 404
        begun = time.monotonic()
        status, body = answer(asking, "/large")  # more than is held: the thread waits for the loop
        assert (status, len(body)) == (200, 40 << 20)
        assert time.monotonic() - begun < PATIENCE / 4


@pytest.mark.usefixtures("server")
def test_what_is_left_over_is_sent_while_the_answer_pauses(bound: socket.socket) -> None:
    """Woken by a thread that is slow to let the lock go, the loop finds it taken and goes back to sleep."""
    with connection(bound) as asking:
        answer(asking, "/")
    waited = []
    for _ in range(6):
        with connection(bound) as asking:
            asking.request("GET", "/pausing")
            given = asking.getresponse()
            time.sleep(0.05)  # nobody reads: the socket fills
            begun = time.monotonic()
            assert len(given.read(6 << 20)) == 6 << 20
            waited.append(time.monotonic() - begun)
            given.read()
    assert sorted(waited)[3] < 0.5, waited


def test_the_loop_leaves_alone_what_a_thread_is_sending() -> None:
    """Told that there is something to send, it would ask again and again until the thread is done."""
    channel = Channel.__new__(Channel)
    channel.outbuf_lock = threading.Condition()
    channel.adj = SimpleNamespace(outbuf_high_watermark=100)
    channel.total_outbufs_len, channel.will_close, channel.close_when_flushed = 10, False, False
    assert channel.writable()  # left over: nobody is sending it
    asked: list[bool] = []

    def ask() -> None:
        asked.append(channel.writable())

    def while_sending() -> bool:
        with channel.outbuf_lock:
            loop = threading.Thread(target=ask)
            loop.start()
            loop.join()
        return asked.pop()

    assert not while_sending()
    channel.total_outbufs_len = 1000
    assert while_sending()  # so much that the thread waits
    channel.total_outbufs_len, channel.will_close = 10, True
    assert while_sending()  # it is to be closed
    channel.total_outbufs_len, channel.will_close = 0, False
    assert not channel.writable()


@pytest.mark.usefixtures("server")
def test_garbage_is_looked_for_less_often_and_not_among_what_stays(bound: socket.socket) -> None:
    with connection(bound) as asking:
        _sent, threshold, frozen = answer(asking, "/sent")[1].split()
    assert (int(threshold), frozen) == (GARBAGE, b"True")
