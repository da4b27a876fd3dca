"""Requests that only read are answered one after the other, and none holds up the others for long."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
import waitress
from flask import Flask

from archive.web.server import Channel
from archive.web.turns import Turns

PATIENCE = 120.0


class Watched(Turns):
    """Tells how many have come."""

    def __init__(self, longest: float) -> None:
        super().__init__(longest)
        self.come = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        self.come += 1
        with super().one():
            yield


def test_turns_are_had_in_the_order_of_coming_and_one_at_a_time() -> None:
    turns = Turns(PATIENCE)
    had: list[int] = []
    inside = threading.Semaphore()

    def have(number: int) -> None:
        with turns.one():
            assert inside.acquire(blocking=False)
            had.append(number)
            inside.release()

    threads = [threading.Thread(target=have, args=(number,)) for number in range(5)]
    with turns.one():
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            while len(turns._waiting) < waiting:
                thread.join(0.001)
        assert not had
    for thread in threads:
        thread.join()
    assert had == [0, 1, 2, 3, 4]


def test_a_turn_that_takes_too_long_holds_up_nobody_and_its_end_ends_no_other() -> None:
    turns = Turns(0.01)
    begun, go_on = threading.Event(), threading.Event()
    ends: list[str] = []

    def second() -> None:
        with turns.one():
            begun.set()
            assert go_on.wait(PATIENCE)
            ends.append("second")

    def third() -> None:
        with turns.one():
            ends.append("third")

    other = threading.Thread(target=second)
    with turns.one():
        other.start()
        assert begun.wait(PATIENCE)
    turns._longest = PATIENCE
    last = threading.Thread(target=third)
    last.start()
    while not turns._waiting and last.is_alive():
        last.join(0.001)
    go_on.set()
    for thread in (other, last):
        thread.join()
    assert ends == ["second", "third"]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int, Watched]]:
    app = Flask("turns")
    app.add_url_rule("/", "answer", lambda: "answer", methods=["GET", "POST"])
    turns = Watched(PATIENCE)
    monkeypatch.setattr(Channel, "turns", turns)
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    server.channel_class = Channel
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            server.asyncore.loop(timeout=PATIENCE, map=server._map, count=1)

    running = threading.Thread(target=serve)
    running.start()
    yield "127.0.0.1", server.effective_port, turns
    # Whoever waits at the connections closes them: closed by another thread they end its wait with
    # an error, and what it had open is found long after, in the middle of another test.
    over.set()
    server.pull_trigger()
    running.join()
    server.task_dispatcher.shutdown()
    for connection in list(server._map.values()):
        connection.close()


def test_what_reads_waits_for_its_turn_and_what_writes_does_not(
    served: tuple[str, int, Watched],
) -> None:
    host, port, turns = served
    with closing(http.client.HTTPConnection(host, port, timeout=PATIENCE)) as asking:
        for method, come in (("GET", 1), ("POST", 1), ("HEAD", 2)):
            asking.request(method, "/")
            assert asking.getresponse().read() == (b"" if method == "HEAD" else b"answer")
            assert turns.come == come
