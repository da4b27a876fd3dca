"""kill -9 of worker and server in the middle of a batch: what was acknowledged is there, whole."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.live_server import LiveServer, new_server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
FILES = 24
PATIENCE = 300.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    made = new_server(tmp_path)
    made.start()
    yield made
    made.stop()


def paper(number: int) -> bytes:
    return f"會議紀錄 第{number}次\n日期：2026年3月{number % 27 + 1}日\n\n決議：第{number}號場地照原案。\n".encode()


def settled(server: LiveServer, batch: str) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            status, body = server.call("GET", f"/batches/{batch}")
        except OSError:
            status, body = 0, {}
        if status == 200 and body["state"] in ("ready", "done"):
            return dict(body)
        time.sleep(0.2)
    raise AssertionError(f"not ready: {body}")


def upload_through_kills(server: LiveServer, batch: str) -> dict[str, str]:
    """Send every file while parts of the server are killed; item -> digest of what was acknowledged."""
    kills = {6: lambda: server.kill("worker"), 12: lambda: server.kill("web"), 18: server.kill_all}
    acknowledged: dict[str, str] = {}
    for number in range(FILES):
        kills.get(number, lambda: None)()
        if server.process is None:
            server.start()
        content, name = paper(number), f"n{number}.txt"
        try:
            status, item = server.call(
                "POST", f"/batches/{batch}/items", file=(name, content), path=f"會議/{name}"
            )
        except OSError:
            continue  # not acknowledged: it may be there or not, but never half
        if status == 201:
            acknowledged[item["id"]] = hashlib.sha256(content).hexdigest()
    return acknowledged


def searchable(server: LiveServer, documents: set[str]) -> bool:
    """Every document is found in the end."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = server.call("GET", "/search?q=%E5%A0%B4%E5%9C%B0&per_page=50")[1]
        if documents <= {hit["id"] for hit in answer["hits"]}:
            return True
        time.sleep(0.2)
    return False


def test_nothing_acknowledged_is_lost_when_worker_and_server_are_killed(server: LiveServer) -> None:
    server.call("POST", "/projects", {"code": "KILL-01", "name": "Killed"})
    batch = server.call("POST", "/projects/KILL-01/batches", {})[1]["id"]
    acknowledged = upload_through_kills(server, batch)
    assert len(acknowledged) >= FILES / 2
    items = {i["id"]: i for i in settled(server, batch)["items"]}
    kept = {identifier: items[identifier]["sha256"] for identifier in acknowledged}
    assert kept == acknowledged
    assert {items[identifier]["state"] for identifier in acknowledged} == {"proposed"}
    wanted = {"items": "all", "accept_suggestions": True}
    outcome = server.call("POST", f"/batches/{batch}/file", wanted)[1]
    server.kill_all()
    server.start()
    filed = {entry["item"]: entry["document"] for entry in outcome["filed"]}
    assert set(acknowledged) <= set(filed)
    assert searchable(server, set(filed.values()))
    server.stop()
    assert server.command("index", "verify")
