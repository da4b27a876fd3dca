"""Segments as blocks, and the cited words on the picture of their page."""

from __future__ import annotations

import pytest

from archive.domain.segments import Line, Place, Segment, SegmentKind, table_segment
from archive.web.presenters.text_blocks import (
    ROWS,
    Focus,
    blocks,
    boxes,
    finder,
    nothing,
    place_label,
)

SHEET = Place(sheet="請款", row=3)


def marked(block: object) -> list[str]:
    rows = getattr(block, "rows")  # noqa: B009 - any block
    return [run.text for row in rows for cell in row.cells for run in cell.runs if run.mark]


def test_a_quoted_row_is_marked_cell_by_cell() -> None:
    table = table_segment([("期別", "金額"), ("第一期", "120,000"), ("第二期", "80,000")], SHEET)
    start = table.text.index("第二期")
    (block,) = blocks(
        [(7, table)], "zh-Hant", nothing, Focus(7, start, start + len("第二期\t80,000"))
    )
    assert marked(block) == ["第二期", "80,000"]
    assert [row.cited for row in block.rows] == [False, False, True]


def test_the_anchor_stands_once_where_the_quote_begins() -> None:
    table = table_segment([("a", "b"), ("c", "d")], SHEET)
    (block,) = blocks([(0, table)], "en", nothing, Focus(0, 2, 5))
    anchors = [run.anchor for row in block.rows for cell in row.cells for run in cell.runs]
    assert [anchor for anchor in anchors if anchor] == ["cited"]


def test_a_long_table_is_shown_around_the_cited_row_and_says_so() -> None:
    table = table_segment([(f"item {n}", str(n)) for n in range(5 * ROWS)], SHEET)
    start = table.text.index(f"item {4 * ROWS}\t")
    (block,) = blocks([(0, table)], "en", nothing, Focus(0, start, start + 4))
    assert len(block.rows) == ROWS
    assert any(row.cited for row in block.rows)
    assert str(5 * ROWS) in block.left_out


def test_a_place_is_said_where_it_changes_and_not_again() -> None:
    pages = [Segment(SegmentKind.PARAGRAPH, "x", Place(page=n)) for n in (1, 1, 2)]
    said = [block.place for block in blocks(enumerate(pages), "en")]
    assert said == ["page 1", "", "page 2"]


def test_a_heading_that_is_the_sheet_name_says_the_place_itself() -> None:
    heading = Segment(SegmentKind.HEADING, "請款", SHEET, level=1)
    assert blocks([(0, heading)], "zh-Hant")[0].place == ""


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (Place(page=4), "page 4"),
        (Place(slide=2), "slide 2"),
        (Place(sheet="Costs", row=5), "sheet “Costs” · from row 5"),
        (Place(heading=("One", "Two")), "Two"),
        (Place(), "text"),
    ],
)
def test_a_place_has_a_label(place: Place, label: str) -> None:
    assert place_label(place, "en") == label


def line(text: str, box: tuple[float, float, float, float]) -> Segment:
    return Segment(SegmentKind.PARAGRAPH, text, Place(page=1), lines=(Line(0, len(text), box),))


def test_a_part_of_a_line_takes_its_share_of_the_box() -> None:
    (box,) = boxes([(0, line("abcdefghij", (0.1, 0.2, 0.9, 0.25)))], nothing, Focus(0, 5, 10))
    assert (box.x, box.y, box.width, box.height) == (50.0, 20.0, 40.0, 5.0)
    assert box.focus


def test_a_han_character_is_twice_as_wide_as_a_latin_letter() -> None:
    (box,) = boxes([(0, line("ab合約", (0, 0, 0.6, 0.1)))], nothing, Focus(0, 2, 4))
    assert (box.x, box.width) == (20.0, 40.0)


def test_marks_lie_below_the_quote() -> None:
    found = boxes([(0, line("one two", (0, 0, 1, 0.1)))], finder(["two"]), Focus(0, 0, 3))
    assert [box.focus for box in found] == [False, True]


def test_a_finder_marks_every_place_of_a_word() -> None:
    assert finder(["aa"])("aa aaa") == [(0, 2), (3, 5)]
