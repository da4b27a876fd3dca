"""Lines, cells, columns and paragraphs out of boxes on a page."""

from __future__ import annotations

import math

import pytest

from archive.extraction.layout.columns import aligned_tables
from archive.extraction.layout.edges import take_edges
from archive.extraction.layout.grid import Rule, grids
from archive.extraction.layout.page import Page
from archive.extraction.layout.pieces import Piece, Row, joined, rows_of, same_line
from archive.extraction.layout.scan import Recognised, page_of, tilt
from archive.extraction.layout.spacing import spaced


def level(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def upright(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


def lattice(xs: list[float], ys: list[float]) -> list[Rule]:
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def test_a_lattice_is_one_table_and_its_cells_are_found() -> None:
    (grid,) = grids(lattice([0, 100, 200], [0, 20, 40, 60]), 3)
    assert grid.shape == (3, 2)
    assert grid.cells == 6
    assert grid.cell_at(150, 30) == (1, 1)
    assert grid.cell_at(250, 30) is None


def test_broken_and_wavering_lines_are_one_line() -> None:
    rules = [
        level(0, 0, 90),
        level(1.5, 92, 200),
        level(20, 0, 200),
        upright(0, 0, 20),
        upright(100, 0, 9),
        upright(101, 10, 20),
        upright(200, 0, 20),
    ]
    (grid,) = grids(rules, 3)
    assert grid.shape == (1, 2)


def test_tables_apart_are_two() -> None:
    rules = lattice([0, 50, 100], [0, 20, 40]) + lattice([0, 50, 100], [200, 220, 240])
    assert [grid.box[1] for grid in grids(rules, 3)] == [0, 200]


def test_a_table_without_its_outer_upright_lines_is_one() -> None:
    rules = [level(y, 0, 300) for y in (0, 20, 40)] + [upright(x, 0, 40) for x in (100, 200)]
    (grid,) = grids(rules, 3)
    assert grid.shape == (2, 3)


def test_missing_lines_merge_cells() -> None:
    rules = [level(y, 0, 200) for y in (0, 20, 40)] + [
        upright(0, 0, 40),
        upright(200, 0, 40),
        upright(100, 20, 40),
    ]
    (grid,) = grids(rules, 3)
    assert grid.cell_at(150, 10) == (0, 0)
    assert grid.cell_at(150, 30) == (1, 1)


@pytest.mark.parametrize(
    "rules",
    [[], [level(0, 0, 100)], lattice([0, 100], [0, 100]), [level(0, 0, 100), level(50, 0, 100)]],
)
def test_boxes_and_single_lines_are_no_table(rules: list[Rule]) -> None:
    assert grids(rules, 3) == []


def test_a_drawing_of_thousands_of_lines_is_passed_over() -> None:
    rules = [level(n * 5, 0, 5000) for n in range(700)] + [
        upright(n * 5, 0, 5000) for n in range(700)
    ]
    assert grids(rules, 1) == []


def piece(
    text: str, left: float, top: float, width: float | None = None, size: float = 10
) -> Piece:
    return Piece(text, (left, top, left + (width or 5 * len(text)), top + size), size)


def test_pieces_on_one_line_are_a_row_in_order() -> None:
    rows = rows_of([piece("left", 0, 0), piece("right", 100, 2), piece("below", 0, 30)])
    assert [row.text for row in rows] == ["left\tright", "below"]


def test_boxes_share_a_line_when_they_share_their_height() -> None:
    assert same_line((0, 0, 10, 10), (20, 3, 30, 12))
    assert not same_line((0, 0, 10, 10), (20, 8, 30, 18))


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("展覽", "會場", "展覽會場"),
        ("the", "end", "the end"),
        ("共 3", "場", "共 3場"),
        ("con-", "tainer", "container"),
        ("2024-", "25", "2024- 25"),
        ("", "x", "x"),
    ],
)
def test_lines_are_joined_as_their_writing_asks(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole


def row(top: float, *pieces: tuple[str, float]) -> Row:
    return Row([piece(text, left, top) for text, left in pieces])


def test_rows_that_keep_to_columns_are_a_table() -> None:
    rows = [
        row(0, ("a", 0), ("10", 100)),
        row(15, ("bb", 0), ("200", 100)),
        row(30, ("c", 0), ("3", 105)),
    ]
    (table,) = aligned_tables(rows)
    assert (table.first, table.last) == (0, 3)
    assert [["".join(p.text for p in cell) for cell in cells] for cells in table.cells] == [
        ["a", "10"],
        ["bb", "200"],
        ["c", "3"],
    ]


def test_two_rows_of_two_columns_are_no_table_yet() -> None:
    assert aligned_tables([row(0, ("a", 0), ("b", 100)), row(15, ("c", 0), ("d", 100))]) == []


def test_a_wrapped_cell_belongs_to_the_row_above() -> None:
    rows = [
        row(0, ("a", 0), ("long words", 100), ("1", 300)),
        row(12, ("go on", 100)),
        row(26, ("b", 0), ("x", 100), ("2", 300)),
    ]
    (table,) = aligned_tables(rows)
    assert [p.text for p in table.cells[0][1]] == ["long words", "go on"]


def test_running_text_ends_a_table() -> None:
    rows = [row(n * 15, ("a", 0), ("b", 100)) for n in range(3)] + [
        row(45, ("a sentence that runs over all the columns", 0))
    ]
    (table,) = aligned_tables(rows)
    assert table.last == 3


def line(
    text: str, left: float, top: float, width: float, height: float = 30, lean: float = 0.0
) -> Recognised:
    rise = math.tan(lean) * width
    quad = (
        (left, top),
        (left + width, top + rise),
        (left + width, top + rise + height),
        (left, top + height),
    )
    return Recognised(text, quad)


def test_the_tilt_of_a_page_is_that_of_its_long_lines() -> None:
    lean = math.radians(2)
    lines = [line("some words on a line", 100, 100 * n, 900, lean=lean) for n in range(1, 6)] + [
        line("x", 0, 0, 20)
    ]
    assert tilt(lines) == pytest.approx(lean, abs=0.002)


def test_a_tilted_page_is_put_straight_and_its_boxes_are_not() -> None:
    lean = math.radians(1.5)
    down = math.tan(lean)
    rows = [(f"label {n}", f"value {n}") for n in range(3)]
    lines = []
    for n, (label, value) in enumerate(rows):
        lines.append(line(label, 100, 200 + 60 * n + 100 * down, 200, lean=lean))
        lines.append(line(value, 800, 200 + 60 * n + 800 * down, 200, lean=lean))
    page = page_of(lines, [], (1200, 900), lean)
    assert [p.text for p in page.pieces] == [text for pair in rows for text in pair]
    assert page.pieces[1].place[1] > page.pieces[0].place[1] + 10  # as drawn, askew
    assert abs(page.pieces[1].box[1] - page.pieces[0].box[1]) < 5  # put straight


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    words = "enough words for a line of it"
    lines = [
        line(f"{side} {n} {words}", left, 100 + 40 * n, 480)
        for n in range(10)
        for side, left in (("left", 50), ("right", 660))
    ]
    page = page_of(lines, [], (1200, 900), 0.0)
    assert [p.text.split()[0] for p in page.pieces] == ["left"] * 10 + ["right"] * 10


def test_columns_of_short_values_are_read_row_by_row() -> None:
    lines = [
        line(text, left, 100 + 40 * n, 80)
        for n in range(10)
        for text, left in (("name", 50), ("12", 900))
    ]
    page = page_of(lines, [], (1200, 900), 0.0)
    assert [p.text for p in page.pieces] == ["name", "12"] * 10


def centres(text: str, em: float, gaps: dict[int, float]) -> list[float]:
    """Middles of the letters of a line; `gaps` are extra room before a letter."""
    at, found = 0.0, []
    for index, char in enumerate(text):
        width = em if char > "\u2e7f" else em * 0.5
        at += gaps.get(index, 0.0)
        found.append(at + width / 2)
        at += width
    return found


def test_the_space_between_two_fields_is_restored() -> None:
    text = "日期：2025年3月4日地點：大廳"
    middles = centres(text, 24, {text.index("地"): 12})
    assert spaced(text, middles, 30)[0] == "日期：2025年3月4日 地點：大廳"


def test_letters_set_evenly_get_no_space() -> None:
    text = "本次活動共有三百二十人參加，其中一百人是會員。"
    assert spaced(text, centres(text, 24, {}), 30)[0] == text


def test_the_size_of_letters_is_measured() -> None:
    text = "活動成果報告書"
    assert spaced(text, centres(text, 24, {}), 30)[1] == pytest.approx(24, abs=0.5)
    words = "Closing report of the spring campaign"
    assert spaced(words, centres(words.replace(" ", ""), 24, {}), 30)[1] == pytest.approx(
        24, rel=0.25
    )


def test_positions_that_do_not_fit_the_text_change_nothing() -> None:
    assert spaced("abc", [1.0], 30) == ("abc", 0.0)


def test_a_marker_set_apart_belongs_to_its_words() -> None:
    rows = rows_of(
        [piece("•", 0, 0), piece("first point", 30, 0), piece("2.", 0, 20), piece("second", 30, 20)]
    )
    assert [row.text for row in rows] == ["• first point", "2. second"]
    assert aligned_tables(rows * 3) == []


def page_with(*lines: tuple[str, float, float], number: int = 1) -> Page:
    """A page of 1,000 by 1,000; each line with its top and the size of its letters."""
    body = [piece(f"body line {number} {n}", 100, 300 + 20 * n) for n in range(8)]
    return Page(
        1000, 1000, [*body, *(piece(text, 100, top, size=size) for text, top, size in lines)]
    )


def test_what_stands_at_the_edge_of_several_pages_runs_through() -> None:
    pages = [
        page_with(("Spring plan", 105, 10), (f"Page {n} of 3", 960, 8), number=n) for n in (1, 2, 3)
    ]
    headers, footers = take_edges(pages)
    assert ([(at, row.text) for at, row in headers], footers) == ([(0, "Spring plan")], [])
    assert all(len(page.pieces) == 8 for page in pages)


def test_a_small_line_alone_at_the_edge_runs_even_on_one_page() -> None:
    headers, _ = take_edges([page_with(("Draft 0.9", 40, 7))])
    assert [row.text for _, row in headers] == ["Draft 0.9"]


@pytest.mark.parametrize(
    "line", [("一、環境安裝", 40, 7), ("A title in full size", 40, 10), ("Small but lower", 150, 7)]
)
def test_headings_and_text_near_the_edge_stay_text(line: tuple[str, float, float]) -> None:
    page = page_with(line)
    assert take_edges([page]) == ([], [])
    assert line[0] in [p.text for p in page.pieces]
