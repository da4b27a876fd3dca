"""Pages that are pictures, read by the real recogniser. The letters are drawn here, so no font is needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from archive.domain.segments import Extracted, SegmentKind
from archive.domain.text_quality import TextQuality
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from tests.support.sample_files import drawn_page, image_bytes, scanned_pdf

pytestmark = [pytest.mark.integration, pytest.mark.slow]

TITLE = "Stage hire agreement"
LINES = (
    "The owner lets the stage with lights and sound for nine",
    "days and sends two people who know the building well.",
    "Signed in Lund on 12 March 2025",
)
ROWS = (("Item", "Price"), ("Stage", "48,200"), ("Lights", "9,750"))


def agreement() -> Image.Image:
    """A title, a paragraph over two lines, a ruled table, a last line."""
    page = Image.new("RGB", (1240, 900), "white")
    pen = ImageDraw.Draw(page)
    body = ImageFont.load_default(size=32)
    pen.text((90, 70), TITLE, "black", font=ImageFont.load_default(size=52))
    for number, line in enumerate(LINES[:2]):
        pen.text((90, 190 + 46 * number), line, "black", font=body)
    for row in range(len(ROWS) + 1):
        pen.line((90, 340 + 70 * row, 890, 340 + 70 * row), "black", 2)
    for left in (90, 490, 890):
        pen.line((left, 340, left, 340 + 70 * len(ROWS)), "black", 2)
    for number, cells in enumerate(ROWS):
        for left, text in zip((110, 510), cells, strict=True):
            pen.text((left, 355 + 70 * number), text, "black", font=body)
    pen.text((90, 640), LINES[2], "black", font=body)
    return page


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    warm = Reader()
    yield warm
    warm.close()


@pytest.fixture(scope="module")
def recogniser(reader: Reader) -> Iterator[Recogniser]:
    warm = Recogniser(reader, threads=2)
    yield warm
    warm.close()


Run = Callable[[bytes, str], Extracted]


@pytest.fixture(scope="module")
def recognised(
    reader: Reader, recogniser: Recogniser, tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """Read a file and have its open pages recognised."""
    path = tmp_path_factory.mktemp("blobs") / "blob"

    def run(data: bytes, name: str) -> Extracted:
        path.write_bytes(data)
        found = reader.read(path, name)
        assert found.ocr_pages
        return recogniser.recognise(path, found)

    return run


@pytest.fixture(scope="module")
def scan(recognised: Run) -> Extracted:
    """The agreement as a scanned page."""
    return recognised(scanned_pdf([agreement()]), "scan.pdf")


def test_the_packages_of_the_extra_are_there(recogniser: Recogniser, reader: Reader) -> None:
    assert recogniser.available
    assert not Recogniser(reader, enabled=False).available


def test_a_scanned_page_gives_its_title_paragraphs_and_table(scan: Extracted) -> None:
    assert (scan.quality, scan.ocr_pages, scan.pages.letters) == (TextQuality.OCR, (), "o")
    kinds = {s.kind: s for s in scan.segments}
    assert (kinds[SegmentKind.HEADING].text, kinds[SegmentKind.HEADING].level) == (TITLE, 1)
    assert kinds[SegmentKind.TABLE].rows == ROWS
    texts = [s.text for s in scan.segments]
    assert " ".join(LINES[:2]) in texts
    assert LINES[2] in texts


def test_every_line_lies_where_it_is_drawn(scan: Extracted) -> None:
    table = next(s for s in scan.segments if s.kind is SegmentKind.TABLE)
    cell = next(line for line in table.lines if table.text[line.start : line.end] == "48,200")
    left, top, right, bottom = cell.box
    assert left == pytest.approx(510 / 1240, abs=0.02)
    assert top < (355 + 70 + 16) / 900 < bottom
    assert right < 700 / 1240
    assert all(s.place.page == 1 for s in scan.segments)


def test_a_photo_that_lies_on_its_side_is_read(recognised: Run) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = agreement().rotate(90, expand=True)
    found = recognised(image_bytes(turned, "JPEG", exif=exif, quality=92), "IMG_1.jpg")
    assert TITLE in [s.text for s in found.segments]


@pytest.mark.parametrize(("turn", "corner"), [(180, (1, 1)), (90, (0, 1))])
def test_a_page_fed_the_wrong_way_round_is_read_and_marked_where_it_shows(
    recognised: Run, turn: int, corner: tuple[int, int]
) -> None:
    page = drawn_page(["First line up here", "then another line", "and a third one"], (760, 740))
    found = recognised(scanned_pdf([page.rotate(turn, expand=True)]), "scan.pdf")
    assert found.segments[0].text.startswith("First line up here")
    left, top, right, bottom = found.segments[0].lines[0].box
    assert (round((left + right) / 2), round((top + bottom) / 2)) == corner


def test_a_page_laid_askew_keeps_its_table(recognised: Run) -> None:
    askew = agreement().rotate(-1.3, fillcolor="white", resample=Image.Resampling.BICUBIC)
    found = recognised(scanned_pdf([askew]), "scan.pdf")
    assert next(s for s in found.segments if s.kind is SegmentKind.TABLE).rows == ROWS


def photographed(page: Image.Image) -> Image.Image:
    """Taken from the side on a dark table: corners drawn apart, four degrees askew, a shadow over it."""
    corners = (-70, -50, -40, 985, 1300, 930, 1265, 10)
    seen = page.transform((1330, 960), Image.Transform.QUAD, corners, fillcolor=(70, 60, 50))
    seen = seen.rotate(4, fillcolor=(70, 60, 50), resample=Image.Resampling.BICUBIC)
    shadow = Image.linear_gradient("L").rotate(90).resize(seen.size).point(lambda v: 95 + v // 2)
    return ImageChops.multiply(seen, Image.merge("RGB", (shadow, shadow, shadow)))


def test_a_photo_of_a_page_in_poor_light_keeps_its_words_and_its_table(recognised: Run) -> None:
    found = recognised(image_bytes(photographed(agreement()), "JPEG", quality=85), "IMG_2.jpg")
    texts = [s.text for s in found.segments]
    assert TITLE in texts
    assert LINES[2] in texts
    assert next(s for s in found.segments if s.kind is SegmentKind.TABLE).rows == ROWS


def test_a_page_that_is_hardly_read_is_of_poor_quality(recognised: Run) -> None:
    coarse = agreement().resize((150, 109)).resize((1240, 900))
    found = recognised(
        scanned_pdf([coarse, photographed(Image.new("RGB", (1240, 900)))]), "fax.pdf"
    )
    assert (found.pages.letters, found.quality) == ("pn", TextQuality.POOR)


def test_progress_is_told_and_a_page_without_words_is_done(
    reader: Reader, recogniser: Recogniser, tmp_path: Path
) -> None:
    path = tmp_path / "blob"
    path.write_bytes(
        scanned_pdf([drawn_page(["Second page is empty"]), Image.new("RGB", (600, 400), "white")])
    )
    told: list[tuple[int, int]] = []
    found = recogniser.recognise(
        path, reader.read(path, "a.pdf"), lambda done, of: told.append((done, of))
    )
    assert told == [(0, 2), (1, 2)]
    assert found.ocr_pages == ()
    assert "Second page is empty" in found.text
    assert found.pages.letters == "o-"


def test_the_recogniser_comes_back_after_a_crash(
    reader: Reader, recogniser: Recogniser, tmp_path: Path
) -> None:
    path = tmp_path / "blob"
    path.write_bytes(image_bytes(drawn_page(["Words after a crash"], (740, 740))))
    found = reader.read(path, "a.png")
    recogniser.recognise(path, found)
    assert recogniser._process is not None
    os.killpg(recogniser._process.pid, 9)
    assert "Words after a crash" in recogniser.recognise(path, found).text


def test_a_page_that_cannot_be_drawn_stays_open(
    reader: Reader, recogniser: Recogniser, tmp_path: Path
) -> None:
    path = tmp_path / "blob"
    path.write_bytes(image_bytes(drawn_page(["x"])))
    found = replace(reader.read(path, "a.png"), page_count=3, ocr_pages=(3,))
    assert recogniser.recognise(path, found).ocr_pages == (3,)


def test_nothing_to_recognise_starts_nothing(reader: Reader, tmp_path: Path) -> None:
    idle = Recogniser(reader)
    path = tmp_path / "blob"
    path.write_bytes(b"words")
    found = reader.read(path, "a.txt")
    assert idle.recognise(path, found) is found
    assert idle._process is None


def test_the_recogniser_tells_nobody() -> None:
    assert Reader().confinement.environment()["ORT_DISABLE_TELEMETRY"] == "1"
