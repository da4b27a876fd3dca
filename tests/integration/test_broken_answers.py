"""An answer that ends in the middle is an end of the connection for who tests a server that is killed."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from tests.support.live_server import LiveServer

pytestmark = pytest.mark.integration
HEAD = b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"state": '


@pytest.mark.parametrize(
    "sent", [b"", HEAD, b"HTTP/1.1 2", b"half a line of something else\r\n\r\n"]
)
def test_a_connection_may_end_anywhere(tmp_path: Path, sent: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer_once() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(65536)
                line.sendall(sent)

        once = threading.Thread(target=answer_once)
        once.start()
        try:
            with pytest.raises(OSError, match=r".*"):
                LiveServer(tmp_path, listening.getsockname()[1]).call("GET", "/me")
        finally:
            once.join()
