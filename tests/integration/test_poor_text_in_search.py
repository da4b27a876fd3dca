"""A search says which of what it found could not be read well: words may stand there unfound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.world import PASSWORD, World, open_world

pytestmark = pytest.mark.integration
CODE = "FOG-02"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    made.account("mara")
    made.project(CODE, "mara")
    made.document(
        CODE, "mara", f"{CODE}_OTH_clear-notes_20260101_V1.0.txt", "燈塔燈會的紀錄，一字不缺。"
    )
    made.document(
        CODE, "mara", f"{CODE}_OTH_garbled-notes_20260101_V1.0.txt", "燈塔燈會" + "锟斤拷" * 30
    )
    made.drain()
    yield made
    made.close()


def test_hits_tell_the_quality_of_their_text(world: World) -> None:
    hits = world.call("mara", "GET", "/search?q=燈塔").get_json()["hits"]
    assert {h["title"]: h["text_quality"] for h in hits} == {
        "clear-notes": "good",
        "garbled-notes": "poor",
    }


def test_the_page_counts_them_and_marks_each(world: World) -> None:
    client = world.client()
    client.post("/api/v1/session", json={"username": "mara", "password": PASSWORD})
    page = client.get("/search?q=燈塔&lang=en").text
    assert "1 document here has poor text" in page
    assert page.count(">Poor text</span>") == 1
    assert "poor text" not in client.get("/search?q=一字不缺&lang=en").text
