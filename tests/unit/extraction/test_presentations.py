"""Presentations: titles, groups, tables, notes, diagrams, charts, remarks; damage in one place."""

from __future__ import annotations

import io
import zipfile

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.extraction.extract import extract
from archive.extraction.limits import Limits
from tests.support.sample_files import drawn_page, image_bytes, rezipped, slides, zipped


def read(data: bytes, **limits: int) -> Extracted:
    return extract(io.BytesIO(data), "x.pptx", Limits(**limits))


def with_relation(data: bytes, kind: str, xml: str) -> bytes:
    """The deck with a part related to its second slide."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        rels = container.read("ppt/slides/_rels/slide2.xml.rels").decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    entry = (
        f'<Relationship Id="rId77" Type="{base}{kind}" Target="../extra/part.xml"/></Relationships>'
    )
    changed = rels.replace("</Relationships>", entry).encode()
    return rezipped(
        data, {"ppt/slides/_rels/slide2.xml.rels": changed, "ppt/extra/part.xml": xml.encode()}
    )


def test_a_slide_that_is_a_picture_has_no_text_and_an_empty_one_misses_none() -> None:
    deck = pptx.Presentation(io.BytesIO(slides()))
    picture = deck.slides.add_slide(deck.slide_layouts[6])
    picture.shapes.add_picture(io.BytesIO(image_bytes(drawn_page(["words"], (400, 300)))), 0, 0)
    deck.slides.add_slide(deck.slide_layouts[6])
    out = io.BytesIO()
    deck.save(out)
    assert read(out.getvalue()).pages.letters == "ggn-"


def test_slides_have_numbers_titles_and_notes() -> None:
    found = read(slides())
    assert found.page_count == 2
    titles = [(s.text, s.place.slide) for s in found.segments if s.kind is SegmentKind.HEADING]
    assert titles == [("秋季提案", 1), ("預算概覽", 2)]
    note = next(s for s in found.segments if s.kind is SegmentKind.NOTE)
    assert (note.text, note.place.slide, note.place.heading) == ("先講結論", 1, ("秋季提案",))


def test_tables_and_groups_stand_under_the_title_of_their_slide() -> None:
    found = read(slides())
    table = next(s for s in found.segments if s.kind is SegmentKind.TABLE)
    assert table.rows[1] == ("攝影棚租借", "48,000", "51,500")
    assert {
        s.place.heading
        for s in found.segments
        if s.place.slide == 2 and s.kind is not SegmentKind.HEADING
    } == {("預算概覽",)}


def test_shapes_are_read_from_top_to_bottom() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text, top in (("lower", 9), ("upper", 2), ("middle", 5)):
        slide.shapes.add_textbox(Cm(2), Cm(top), Cm(8), Cm(1)).text_frame.text = text
    out = io.BytesIO()
    deck.save(out)
    assert [s.text for s in read(out.getvalue()).segments] == ["upper", "middle", "lower"]


def test_the_figures_of_a_chart_are_a_table() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["一月", "二月"]
    data.add_series("觸及", (1200.0, 1850.5))
    data.add_series("互動", (300, 410))
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(1), Cm(10), Cm(8), data
    )
    chart.chart.has_title = True
    chart.chart.chart_title.text_frame.text = "社群成效"
    out = io.BytesIO()
    deck.save(out)
    found = read(out.getvalue())
    assert "社群成效" in [s.text for s in found.segments]
    table = next(s for s in found.segments if s.kind is SegmentKind.TABLE)
    assert table.rows == (("", "觸及", "互動"), ("一月", "1200", "300"), ("二月", "1850.5", "410"))


def test_the_words_of_a_diagram_are_read() -> None:
    names = 'xmlns:dgm="urn:d" xmlns:a="urn:a"'
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>".format
    xml = f"<dgm:dataModel {names}><dgm:ptLst>{point('籌備')}{point('執行')}</dgm:ptLst></dgm:dataModel>"
    found = read(with_relation(slides(), "diagramData", xml))
    assert [s.text for s in found.segments if s.place.slide == 2][-2:] == ["籌備", "執行"]


def test_remarks_on_a_slide_are_comments() -> None:
    xml = '<p:cmLst xmlns:p="urn:p"><p:cm><p:text>數字請再確認</p:text></p:cm></p:cmLst>'
    found = read(with_relation(slides(), "comments", xml))
    assert [(s.text, s.place.slide) for s in found.segments if s.kind is SegmentKind.COMMENT] == [
        ("數字請再確認", 2)
    ]


def test_a_deck_that_inflates_without_end_is_too_large() -> None:
    assert (
        read(rezipped(slides(), {"ppt/media/x.bin": bytes(30_000_000)})).state
        is ContentState.TOO_LARGE
    )


def test_a_package_that_is_no_deck_is_damaged() -> None:
    types = b"<Types>presentationml.presentation.main</Types>"
    assert read(zipped({"[Content_Types].xml": types})).state is ContentState.DAMAGED
