"""A search says which of what it found could not be read well: words may stand there unfound."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.domain.text_quality import NOT_KNOWN
from archive.services.documents.documents import DocumentQuery
from tests.support.sample_files import drawn_page, pdf, pdf_lines
from tests.support.world import PASSWORD, World, open_world

pytestmark = pytest.mark.integration
CODE = "FOG-02"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(tmp_path_factory.mktemp("built"))
    made.account("mara")
    made.project(CODE, "mara")
    made.document(
        CODE, "mara", f"{CODE}_OTH_clear-notes_20260101_V1.0.txt", "燈塔燈會的紀錄，一字不缺。"
    )
    made.document(
        CODE, "mara", f"{CODE}_OTH_garbled-notes_20260101_V1.0.txt", "燈塔燈會" + "锟斤拷" * 30
    )
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
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
    assert "1 document with poor text" in page
    assert page.count(">Poor text</span>") == 1
    assert "poor text" not in client.get("/search?q=一字不缺&lang=en").text


def test_pages_of_a_document_read_before_are_told_later(world: World) -> None:
    services = world.services
    (document,) = services.documents.list(
        world.as_("mara"), DocumentQuery(project=CODE, q="garbled")
    ).items
    with services.database.write() as work:
        assert document.reading is not None
        work.readings.set_pages(document.reading, NOT_KNOWN)
        before = replace(document, pages=NOT_KNOWN, revision=document.revision + 1)
        work.documents.replace(before, None)
        text = work.readings.segments(document.reading)
    assert services.page_lists.lacking() == (document.id,)
    assert services.page_lists.tell(document.id)
    with services.database.read() as work:
        assert work.readings.pages(document.reading) == document.pages
        assert work.readings.segments(document.reading) == text
    assert services.documents.get(world.as_("mara"), document.id).pages == document.pages
    assert services.page_lists.lacking() == ()
    assert not services.page_lists.tell(document.id)
    world.drain()
    hits = world.call("mara", "GET", "/search?q=燈塔").get_json()["hits"]
    assert [hit["poor_pages"] for hit in hits if hit["id"] == document.id] == [1]


def half_scanned() -> bytes:
    """A page of words, one that is a picture, one with nothing on it."""

    def draw(canvas: Canvas) -> None:
        pdf_lines(canvas, ["The lighthouse minutes of 3 March 2026, taken by the keeper."], 700)
        canvas.showPage()
        canvas.drawImage(ImageReader(drawn_page(["unread"], (400, 560))), 0, 0, 595, 842)
        canvas.showPage()
        canvas.showPage()

    return pdf(draw)


def test_every_page_tells_how_it_was_read_from_the_batch_to_the_search(world: World) -> None:
    intake, mara = world.services.intake, world.as_("mara")
    batch = intake.open_batch(mara, CODE).id
    intake.receive(mara, batch, io.BytesIO(half_scanned()), "lighthouse minutes.pdf")
    world.drain()
    told = (["good", "none", "none"], [2])
    item = world.call("mara", "GET", f"/batches/{batch}").json["items"][0]  # type: ignore[index]
    assert (item["page_quality"], item["poor_pages"]) == told
    client = world.client()
    client.post("/api/v1/session", json={"username": "mara", "password": PASSWORD})
    assert "No text read: page 2<" in client.get(f"/batches/{batch}?lang=en").text
    world.services.filing.file_batch(mara, batch, [item["id"]], accept_suggestions=True)
    world.drain()
    found = world.call("mara", "GET", "/search?q=%22lighthouse+minutes%22").get_json()
    (hit,) = found["hits"]
    assert (hit["poor_pages"], found["poor"]) == (1, {"documents": 1, "pages": 1})
    assert [passage["text_quality"] for passage in hit["passages"]] == ["good"]
    document = world.call("mara", "GET", f"/documents/{hit['id']}").get_json()
    assert (document["page_quality"], document["poor_pages"]) == told
    text = world.call("mara", "GET", f"/documents/{hit['id']}/text").get_json()
    assert text["pages"] == told[0]
    assert "第 2 頁沒有讀到文字" in client.get(f"/documents/{hit['id']}?lang=zh-Hant").text
