"""kill -9 of the web server in the middle of a large file: it goes on where it was acknowledged."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.live_server import LiveServer, new_server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PIECE = 1 << 20
CONTENT = os.urandom(PIECE) * 6
PATIENCE = 300.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    made = new_server(tmp_path)
    made.start()
    yield made
    made.stop()


def put(server: LiveServer, upload: str, offset: int, piece: bytes) -> dict[str, Any]:
    headers = {
        "Authorization": f"Bearer {server.token}",
        "Content-Type": "application/octet-stream",
    }
    request = urllib.request.Request(
        f"{server.address}/api/v1/uploads/{upload}?offset={offset}",
        data=piece,
        method="PUT",
        headers=headers,
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return dict(json.loads(answer.read()))


def offset_of(server: LiveServer, upload: str) -> int:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return int(server.call("GET", f"/uploads/{upload}")[1]["offset"])
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_a_large_file_survives_the_death_of_the_server(server: LiveServer) -> None:
    server.call("POST", "/projects", {"code": "PIER-26", "name": "Pier"})
    batch = server.call("POST", "/projects/PIER-26/batches")[1]["id"]
    told = {"path": "film/rough cut.bin", "size": len(CONTENT)}
    upload = server.call("POST", f"/batches/{batch}/uploads", told)[1]["id"]
    offset, acknowledged, item = 0, 0, None
    kills = [2 * PIECE, 4 * PIECE]
    while item is None:
        if kills and offset >= kills[0]:
            kills.pop(0)
            server.kill("web")
        try:
            answer = put(server, upload, offset, CONTENT[offset : offset + PIECE])
            acknowledged, item = answer["offset"], answer["item"]
            offset = acknowledged
        except (OSError, http.client.HTTPException):
            offset = offset_of(server, upload)
            assert offset >= acknowledged
    stored = server.call("GET", f"/batches/{batch}/items/{item}")[1]
    assert stored["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert kills == []
