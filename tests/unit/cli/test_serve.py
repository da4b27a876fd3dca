"""Whether the web server that was started answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from archive.cli.serve import is_well

HERE = "127.0.0.1"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server((HERE, 0)) as made:
        yield made


def answering(listener: socket.socket, answer: bytes, asked: list[bytes]) -> threading.Thread:
    """Somebody who gives one caller that answer."""

    def once() -> None:
        line, _ = listener.accept()
        with line:
            asked.append(line.recv(1000))
            line.sendall(answer)

    thread = threading.Thread(target=once, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize(
    ("answer", "well"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\nok", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
        (b"HTTP/1.0 503 Service Unavailable\r\n\r\n200", False),
        (b"", False),
        (b"nonsense\r\n", False),
    ],
)
def test_a_server_is_well_when_it_says_so(
    listener: socket.socket, answer: bytes, well: bool
) -> None:
    port, asked = listener.getsockname()[1], list[bytes]()
    thread = answering(listener, answer, asked)
    assert is_well(HERE, port) is well
    thread.join(5)
    assert asked == [f"GET /healthz HTTP/1.0\r\nHost: {HERE}:{port}\r\n\r\n".encode()]


def test_nobody_listening_is_not_well(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()
    assert not is_well(HERE, port)
