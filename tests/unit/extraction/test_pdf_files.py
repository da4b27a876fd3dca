"""PDF files: text with places, paragraphs put together, tables, headings, headers, damage."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.domain.text_quality import TextQuality
from archive.extraction.draft import Draft
from archive.extraction.extract import extract
from archive.extraction.formats import pdf_second
from archive.extraction.limits import Limits
from archive.extraction.outcomes import Unreadable
from tests.support.sample_files import (
    drawn_page,
    pdf,
    pdf_lines,
    pdf_report,
    pdf_table,
    scanned_pdf,
)


def read(data: bytes, **limits: int) -> Extracted:
    return extract(io.BytesIO(data), "x.pdf", Limits(**limits))


def drawn(draw: Callable[[Canvas], None]) -> Extracted:
    return read(pdf(draw))


def paragraphs(found: Extracted) -> list[str]:
    return [s.text for s in found.segments if s.kind is SegmentKind.PARAGRAPH]


def test_a_wrapped_paragraph_is_one_with_a_line_for_each_row() -> None:
    found = read(pdf_report())
    paragraph = next(s for s in found.segments if s.kind is SegmentKind.PARAGRAPH)
    assert paragraph.text.startswith("The film was shown in eleven cinemas")
    assert paragraph.text.endswith("by a storm on the last evening.")
    assert len(paragraph.lines) == 3
    assert (
        paragraph.text[paragraph.lines[2].start : paragraph.lines[2].end] == "on the last evening."
    )
    tops = [line.box[1] for line in paragraph.lines]
    assert tops == sorted(tops)
    assert paragraph.lines[0].box[0] == pytest.approx(72 / 595, abs=0.005)


def test_chinese_lines_join_without_a_space() -> None:
    first = "本次展覽共有四十二個攤位參加，其中八個來自外縣市，主辦單位表示明年會再擴大規模並"
    found = drawn(lambda c: pdf_lines(c, [first, "邀請更多小型工作室加入。"], 700) and None)
    assert paragraphs(found) == [first + "邀請更多小型工作室加入。"]


def test_a_word_broken_at_the_line_end_is_made_whole() -> None:
    lines = [
        "The studio will deliver the final cut and all colour corrections in one con-",
        "tainer before the agreed day.",
    ]
    found = drawn(lambda c: pdf_lines(c, lines, 700) and None)
    assert "in one container before" in paragraphs(found)[0]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    lines = [
        "A line that is long enough to reach the right edge of this small text column.",
        "Present: Ana, Bo",
        "Absent: Cy",
    ]
    found = drawn(lambda c: pdf_lines(c, lines, 700) and None)
    assert paragraphs(found) == lines


def test_a_ruled_table_is_a_table_and_not_text_as_well() -> None:
    found = read(pdf_report())
    tables = [s for s in found.segments if s.kind is SegmentKind.TABLE]
    assert [t.rows for t in tables] == [
        (("Item", "Plan", "Actual"), ("Screens", "11", "9"), ("Visitors", "4,000", "4,310"))
    ]
    assert "4,310" not in "".join(s.text for s in found.segments if s.kind is not SegmentKind.TABLE)
    cell = next(
        line for line in tables[0].lines if tables[0].text[line.start : line.end] == "4,310"
    )
    assert cell.box[0] > 0.4
    assert tables[0].place.heading == ("Launch film report",)


def test_columns_without_lines_are_a_table_too() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [
            ("Vendor", "Order", "Paid"),
            ("Lighting Co", "1,200", "1,200"),
            ("Stage Ltd", "8,450", "6,000"),
            ("Food truck", "640", "640"),
        ]
        for index, row in enumerate(rows):
            for left, text in zip((72, 260, 380), row, strict=True):
                pdf_lines(canvas, [text], 700 - 20 * index, 11, left)

    table = next(s for s in drawn(draw).segments if s.kind is SegmentKind.TABLE)
    assert table.rows[2] == ("Stage Ltd", "8,450", "6,000")


def test_a_frame_around_text_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 600, 470, 160)
        pdf_lines(canvas, ["Inside a frame stands ordinary text.", "It has two lines."], 720)

    assert not [s for s in drawn(draw).segments if s.kind is SegmentKind.TABLE]


def test_lines_of_a_drawing_through_words_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        pdf_lines(
            canvas,
            ["Running text that a drawing crosses in the middle of its words and letters."] * 6,
            700,
        )
        for x in (100, 161, 223, 301):
            canvas.line(x, 600, x, 720)
        for y in (600, 650, 720):
            canvas.line(100, y, 301, y)

    found = drawn(draw)
    assert not [s for s in found.segments if s.kind is SegmentKind.TABLE]
    assert "crosses in the middle" in found.text


def test_merged_cells_leave_their_neighbours_empty() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 680, 660):
            canvas.line(72, y, 372, y)
        canvas.line(72, 700, 72, 660)
        canvas.line(372, 700, 372, 660)
        canvas.line(172, 680, 172, 660)
        canvas.line(272, 680, 272, 660)
        pdf_lines(canvas, ["All three columns"], 686, 10, 80)
        for left, text in ((80, "a"), (180, "b"), (280, "c")):
            pdf_lines(canvas, [text], 666, 10, left)

    table = next(s for s in drawn(draw).segments if s.kind is SegmentKind.TABLE)
    assert table.rows == (("All three columns", "", ""), ("a", "b", "c"))


def test_headings_are_told_by_size_and_by_number() -> None:
    def draw(canvas: Canvas) -> None:
        top = pdf_lines(canvas, ["Closing report"], 780, 20)
        for title, body in (
            ("1. What we did", "We opened nine stores in three weeks and kept them all."),
            ("2. What we learned", "Stock has to come earlier than it did this time around."),
        ):
            top = pdf_lines(canvas, [title], top - 12, 14)
            top = pdf_lines(canvas, [body], top - 4, 11)

    levels = [(s.text, s.level) for s in drawn(draw).segments if s.kind is SegmentKind.HEADING]
    assert levels == [("Closing report", 1), ("1. What we did", 2), ("2. What we learned", 2)]


def test_running_headers_come_once_and_page_numbers_not_at_all() -> None:
    found = read(pdf_report())
    assert [(s.text, s.place.page) for s in found.segments if s.kind is SegmentKind.HEADER] == [
        ("North Pier Studio", 1)
    ]
    assert not [s for s in found.segments if s.text in {"1", "2"}]


def test_every_segment_knows_its_page() -> None:
    found = read(pdf_report())
    assert found.page_count == 2
    assert {s.place.page for s in found.segments} == {1, 2}
    assert next(s for s in found.segments if "large screen" in s.text).place.page == 2


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        for index, text in enumerate(["Upper line of a turned page", "Lower line of it"]):
            canvas.drawString(100, -200 - 300 * index, text)

    found = drawn(draw)
    assert [s.text for s in found.segments] == ["Upper line of a turned page", "Lower line of it"]
    upper, lower = (s.lines[0].box for s in found.segments)
    assert upper[1] < lower[1]
    assert upper[2] - upper[0] > upper[3] - upper[1]


def test_a_watermark_across_the_page_does_not_cut_its_lines() -> None:
    def draw(canvas: Canvas) -> None:
        pdf_lines(
            canvas, ["The budget stays as agreed in the spring meeting of both companies."], 500
        )
        canvas.saveState()
        canvas.translate(200, 430)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    assert set(paragraphs(drawn(draw))) == {
        "The budget stays as agreed in the spring meeting of both companies.",
        "DRAFT",
    }


def test_a_scan_waits_to_be_recognised() -> None:
    found = read(scanned_pdf([drawn_page(["words"], (400, 300))] * 2))
    assert (found.state, found.quality, found.ocr_pages, found.segments) == (
        ContentState.OK,
        TextQuality.NONE,
        (1, 2),
        (),
    )


def test_a_scan_with_a_stamped_number_waits_too() -> None:
    def draw(canvas: Canvas) -> None:
        page = io.BytesIO()
        drawn_page(["words"], (400, 560)).save(page, "PNG")
        page.seek(0)
        canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
        pdf_lines(canvas, ["Received 12 March, No. 4471"], 800)

    found = drawn(draw)
    assert found.ocr_pages == (1,)
    assert found.quality is TextQuality.POOR


def test_a_logo_beside_text_makes_no_scan() -> None:
    def draw(canvas: Canvas) -> None:
        logo = io.BytesIO()
        Image.new("RGB", (40, 40), "red").save(logo, "PNG")
        logo.seek(0)
        canvas.drawImage(ImageReader(logo), 500, 780, 40, 40)
        pdf_lines(canvas, ["A letter with a logo and with enough words to be one."], 700)

    assert drawn(draw).ocr_pages == ()


def without_meaning(data: bytes, page: int = 0) -> bytes:
    """The PDF with the letters of one page's font mapped to private characters, as exported drawings often do."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    lines = "\n".join(f"<{code:02x}> <{0xE000 + code:04x}>" for code in range(32, 127))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "1 begincodespacerange <00> <ff> endcodespacerange 95 beginbfchar\n"
        f"{lines}\nendbfchar endcmap end end"
    )
    stream = pypdf.generic.StreamObject()
    stream.set_data(table.encode())
    font = writer.pages[page]["/Resources"]["/Font"]["/F1"]  # type: ignore[index]
    font[pypdf.generic.NameObject("/ToUnicode")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LOST = "These letters will lose what they mean, all forty and more of them."


def test_letters_without_a_meaning_send_the_page_to_recognition() -> None:
    found = read(without_meaning(pdf(lambda canvas: pdf_lines(canvas, [LOST], 700) and None)))
    assert found.ocr_pages == (1,)
    assert found.quality is not TextQuality.GOOD


def test_every_page_is_judged_by_itself_and_only_the_damaged_wait() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 11)
        canvas.drawString(72, 700, "A page in another font, which keeps what it says.")
        canvas.showPage()
        canvas.showPage()  # nothing stands here
        canvas.drawImage(ImageReader(drawn_page(["words"], (400, 560))), 0, 0, 595, 842)
        canvas.showPage()
        pdf_lines(canvas, [LOST], 700)

    found = read(without_meaning(pdf(draw), 3))
    assert (found.pages.letters, found.ocr_pages) == ("g-nn", (3, 4))
    assert found.pages.poor == (3, 4)


def test_pages_beyond_the_limit_have_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            pdf_lines(canvas, ["Enough words on a page."], 700)
            canvas.showPage()

    assert read(pdf(draw), text=30).pages.letters == "ggn"


def encrypted(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf_report())))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")  # noqa: S106 - a test's
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_empty_password_opens_and_another_is_encrypted() -> None:
    assert read(encrypted("")).state is ContentState.OK
    assert read(encrypted("secret")).state is ContentState.ENCRYPTED


def test_properties_are_read_without_what_programs_put_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Spring plan")
        canvas.setAuthor("(anonymous)")
        pdf_lines(canvas, ["words"], 700)

    properties = drawn(draw).properties
    assert properties["title"] == "Spring plan"
    assert "author" not in properties
    assert len(properties["created"]) == 10


def test_pages_beyond_the_limit_are_cut() -> None:
    found = read(pdf_report(), pages=1)
    assert found.truncated
    assert found.page_count == 2
    assert {s.place.page for s in found.segments} == {1}


def test_what_neither_reader_opens_is_damaged() -> None:
    assert read(b"%PDF-1.7\n" + bytes(range(256)) * 20).state is ContentState.DAMAGED


def test_the_second_reader_reads_what_the_first_cannot() -> None:
    draft = Draft(Limits())
    pdf_second.read_all(io.BytesIO(pdf_report()), draft)
    assert "Launch film report" in [s.text for s in draft.segments]
    assert draft.page_count == 2


def test_the_second_reader_knows_passwords() -> None:
    with pytest.raises(Unreadable) as caught:
        pdf_second.read_all(io.BytesIO(encrypted("secret")), Draft(Limits()))
    assert caught.value.state is ContentState.ENCRYPTED


def test_a_table_over_two_columns_of_chinese_is_read() -> None:
    found = drawn(
        lambda c: (
            pdf_table(
                c,
                [("項目", "金額（元）"), ("場地租金", "120,000"), ("合計", "120,000")],
                700,
                (150, 100),
            )
            and None
        )
    )
    assert found.segments[0].rows == (
        ("項目", "金額（元）"),
        ("場地租金", "120,000"),
        ("合計", "120,000"),
    )
