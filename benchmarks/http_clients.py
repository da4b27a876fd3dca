"""Several people asking one server at once, from one thread: on two cores a client's work counts too.

Requests are put together beforehand; each client sends its next one when it has read the whole answer to the
one before, over one connection as long as the server keeps it.
"""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

RECEIVED = 1 << 16
PATIENCE = 60.0  # seconds for one answer


@dataclass(slots=True)
class Answers:
    """What came back: milliseconds of every answer, and how much was read."""

    times: list[float] = field(default_factory=list)
    asked: set[bytes] = field(default_factory=set)
    received: int = 0
    connections: int = 0

    def share(self, part: float) -> float:
        """The time within which that share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def search_request(text: str, token: str, port: int) -> bytes:
    """A search as it goes over the line."""
    return (
        f"GET /api/v1/search?{urlencode({'q': text})} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
    ).encode()


class Client:
    """One person: a connection, and what to ask in turn."""

    def __init__(self, port: int, requests: Sequence[bytes]) -> None:
        self._port = port
        self._requests: Iterator[bytes] = cycle(requests)
        self._buffer = bytearray()
        self._expected = -1
        self._ends = False
        self.started = 0.0
        self.asking = b""
        self.socket = self._connected()

    def ask(self) -> None:
        """Send the next request."""
        self.asking = next(self._requests)
        self._buffer.clear()
        self._expected = -1
        self.started = time.perf_counter()
        self.socket.sendall(self.asking)

    def read(self) -> int:
        """Take what has come; the bytes of the answer once it is whole, else 0. Exits on a bad one."""
        piece = self.socket.recv(RECEIVED)
        if not piece:
            raise SystemExit(f"the server closed the connection within an answer: {self.asking!r}")
        self._buffer += piece
        if self._expected < 0 and (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            self._read_head(bytes(self._buffer[:end]), end + 4)
        return len(self._buffer) if len(self._buffer) == self._expected else 0

    def reconnected(self) -> bool:
        """Open another connection where the server ends this one with the answer just read."""
        if self._ends:
            self.socket.close()
            self.socket = self._connected()
        return self._ends

    def _read_head(self, head: bytes, body: int) -> None:
        status, *fields = head.split(b"\r\n")
        known = {
            name.lower(): value for name, _, value in (line.partition(b": ") for line in fields)
        }
        if not status.startswith(b"HTTP/1.1 200 "):
            raise SystemExit(f"{self.asking!r}: {status!r}")
        self._expected = body + int(known[b"content-length"])
        self._ends = known.get(b"connection", b"").lower() == b"close"

    def _connected(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened


def ask_together(
    port: int,
    requests: Sequence[Sequence[bytes]],
    seconds: float,
    stop: threading.Event | None = None,
) -> Answers:
    """Each of `requests` is what one client asks, over and over until the time is up or told to stop."""
    answers = Answers()
    with selectors.DefaultSelector() as waiting:
        clients = [Client(port, own) for own in requests]
        for client in clients:
            client.ask()
            waiting.register(client.socket, selectors.EVENT_READ, client)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and not (stop and stop.is_set()):
            for key, _ in waiting.select(PATIENCE):
                _go_on(key.data, waiting, answers)
        for client in clients:
            client.socket.close()
    answers.connections += len(clients)
    return answers


def _go_on(client: Client, waiting: selectors.BaseSelector, answers: Answers) -> None:
    before = client.socket
    if not (size := client.read()):
        return
    answers.times.append((time.perf_counter() - client.started) * 1000)
    answers.asked.add(client.asking)
    answers.received += size
    if client.reconnected():
        answers.connections += 1
        waiting.unregister(before)
        waiting.register(client.socket, selectors.EVENT_READ, client)
    client.ask()
