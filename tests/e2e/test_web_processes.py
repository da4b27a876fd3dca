"""Two web processes at one socket: what one is told holds in the other, and either may die."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.live_server import LiveServer, new_server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PATIENCE = 300.0
ASKED = 40  # of one question: both processes come to some of them


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    made = new_server(tmp_path)
    made.start()
    yield made
    made.stop()


@contextmanager
def busy(server: LiveServer, failures: list[str]) -> Iterator[None]:
    """People who ask without a pause."""
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                status = server.call("GET", "/search?q=lantern")[0]
            except (OSError, http.client.HTTPException):
                continue  # its process was killed in the middle of the answer
            if status != 200:
                failures.append(str(status))

    people = [threading.Thread(target=ask) for _ in range(4)]
    for one in people:
        one.start()
    try:
        yield
    finally:
        done.set()
        for one in people:
            one.join()


def until(server: LiveServer, number: int) -> list[int]:
    end = time.monotonic() + PATIENCE
    while len(found := server.children("web")) != number:
        assert time.monotonic() < end, found
        time.sleep(0.1)
    return found


def test_a_second_process_comes_with_the_work_and_holds_what_the_first_was_told(
    server: LiveServer,
) -> None:
    failures: list[str] = []
    assert len(server.children("web")) == 1
    with busy(server, failures):
        first, second = until(server, 2)
        made = server.call("POST", "/tokens", {"name": "short"})[1]
        whole, server.token = server.token, made["secret"]
        assert {server.call("GET", "/search?q=a")[0] for _ in range(ASKED)} == {200}
        mine, server.token = server.token, whole
        assert server.call("DELETE", f"/tokens/{made['id']}")[0] == 204
        server.token = mine
        assert {server.call("GET", "/search?q=a")[0] for _ in range(ASKED)} == {401}
        server.token = whole
        os.kill(first, signal.SIGKILL)
        assert {server.call("GET", "/session")[0] for _ in range(3)} == {200}
        assert second in until(server, 2)
    assert set(failures) <= {"401"}  # with the token that was ended
