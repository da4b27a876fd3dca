"""Extracted text as it is shown: headings, paragraphs, tables.

The cited words are marked in the text and, where lines have boxes, on the picture of the page.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.domain.segments import Line, Place, Segment, SegmentKind
from archive.web.presenters.names import Run, marked_runs
from archive.wording import say

Span = tuple[int, int]
Marker = Callable[[str], Collection[Span]]

_FIGURE = re.compile(r"[+\-−–]?[$¥€£￥]?\s?[\d,]+(\.\d+)?\s?%?")

ROWS = 200
"""Rows of one table on a page; a longer table is shown around the cited row."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The words a citation points at: `segments[ordinal].text[start:end]`."""

    ordinal: int
    start: int
    end: int
    anchor: str = "cited"
    """Element id of the marked words; empty where something else on the page carries it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    runs: tuple[Run, ...]
    heading: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `cited` when the citation points into it."""

    cells: tuple[Cell, ...]
    cited: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text to print. `place` is said where it differs from the piece before."""

    ordinal: int
    kind: str
    level: int
    runs: tuple[Run, ...] = ()
    rows: tuple[Row, ...] = ()
    place: str = ""
    left_out: str = ""
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A highlighted rectangle on a page's picture, in per cent of its width and height."""

    x: float
    y: float
    width: float
    height: float
    focus: bool = False


def nothing(_text: str) -> Collection[Span]:
    """Mark nothing."""
    return ()


def finder(words: Iterable[str]) -> Marker:
    """A marker of every place where one of the words stands exactly as given."""
    wanted = tuple(word for word in words if word)

    def find(text: str) -> list[Span]:
        found: list[Span] = []
        for word in wanted:
            start = text.find(word)
            while start >= 0:
                found.append((start, start + len(word)))
                start = text.find(word, start + len(word))
        return found

    return find


def blocks(
    segments: Iterable[tuple[int, Segment]],
    language: str,
    mark: Marker = nothing,
    focus: Focus | None = None,
) -> tuple[Block, ...]:
    """Numbered segments as blocks. Places (page, sheet, slide, attachment) are said when they change."""
    made: list[Block] = []
    before = ""
    for ordinal, segment in segments:
        place = section_label(segment.place, language)
        if segment.kind is SegmentKind.HEADING and segment.text == segment.place.sheet:
            before = place  # the heading says the sheet's name itself
        own = focus if focus is not None and focus.ordinal == ordinal else None
        made.append(_block(ordinal, segment, mark, own, place if place != before else "", language))
        before = place
    return tuple(made)


def _block(
    ordinal: int, segment: Segment, mark: Marker, focus: Focus | None, place: str, language: str
) -> Block:
    if segment.kind is SegmentKind.TABLE:
        rows, left_out = _table(segment, mark, focus, language)
        return Block(ordinal, "table", 0, (), rows, place, left_out, focus is not None)
    cited, anchor = ((focus.start, focus.end), focus.anchor) if focus else (None, "")
    runs = marked_runs(segment.text, mark(segment.text), focus=cited, anchor=anchor)
    level = min(max(segment.level, 1), 4) if segment.kind is SegmentKind.HEADING else 0
    return Block(ordinal, segment.kind.value, level, runs, (), place, "", focus is not None)


def _table(
    segment: Segment, mark: Marker, focus: Focus | None, language: str
) -> tuple[tuple[Row, ...], str]:
    rows = segment.rows or tuple(tuple(r.split("\t")) for r in segment.text.split("\n"))
    starts = _row_starts(rows)
    first, last = _window(starts, len(rows), focus)
    shown = [
        _row(rows[number], starts[number], mark, focus, heading=number == 0)
        for number in range(first, last)
    ]
    left_out = ""
    if last - first < len(rows):
        values = {"first": first + 1, "last": last, "total": len(rows)}
        left_out = say(language, "ui_document.rows_shown", **values)
    return tuple(shown), left_out


def _row(
    row: Sequence[str], start: int, mark: Marker, focus: Focus | None, *, heading: bool
) -> Row:
    cells = tuple(_cells(row, start, mark, focus, heading=heading))
    return Row(cells, any(run.mark == "focus" for cell in cells for run in cell.runs))


def _cells(
    row: Sequence[str], position: int, mark: Marker, focus: Focus | None, *, heading: bool
) -> Iterator[Cell]:
    for cell in row:
        cited, anchor = None, ""
        if focus is not None and focus.start < position + len(cell) and focus.end > position:
            cited = (focus.start - position, focus.end - position)
            anchor = focus.anchor if cited[0] >= 0 else ""
        runs = marked_runs(cell, mark(cell), focus=cited, anchor=anchor)
        yield Cell(runs, heading, _FIGURE.fullmatch(cell) is not None)
        position += len(cell) + 1


def _row_starts(rows: Sequence[Sequence[str]]) -> list[int]:
    """Where each row begins in the segment's text: cells are joined by a tab, rows by a line feed."""
    starts, position = [], 0
    for row in rows:
        starts.append(position)
        position += sum(len(cell) for cell in row) + len(row)
    return starts


def _window(starts: Sequence[int], count: int, focus: Focus | None) -> tuple[int, int]:
    if count <= ROWS or focus is None:
        return 0, min(count, ROWS)
    row = max(bisect_right(starts, focus.start) - 1, 0)
    first = min(max(0, row - ROWS // 2), count - ROWS)
    return first, first + ROWS


def section_label(place: Place, language: str) -> str:
    """The sheet, slide, page or attachment a piece stands in, in words; empty where there is none."""
    parts = []
    if place.member:
        parts.append(place.member)
    if place.sheet:
        parts.append(say(language, "ui_document.place_sheet", name=place.sheet))
    if place.slide:
        parts.append(say(language, "ui_document.place_slide", n=place.slide))
    elif place.page:
        parts.append(say(language, "ui_document.place_page", n=place.page))
    return " · ".join(parts)


def place_label(place: Place, language: str) -> str:
    """Where a passage or a quote stands, as it is cited: the section, else the nearest heading."""
    label = section_label(place, language)
    if place.sheet and place.row:
        label += " · " + say(language, "ui_document.place_row", n=place.row)
    if not label and place.heading:
        return place.heading[-1]
    return label or say(language, "ui_document.place_body")


# On the picture of a page


def boxes(
    segments: Iterable[tuple[int, Segment]], mark: Marker, focus: Focus | None = None
) -> tuple[Box, ...]:
    """Rectangles of everything marked, the cited words last so that they lie on top."""
    found: list[Box] = []
    for ordinal, segment in segments:
        for start, end in mark(segment.text):
            found += _boxes(segment, start, end, focus=False)
        if focus is not None and focus.ordinal == ordinal:
            found += _boxes(segment, focus.start, focus.end, focus=True)
    return tuple(sorted(found, key=lambda box: box.focus))


def _boxes(segment: Segment, start: int, end: int, *, focus: bool) -> list[Box]:
    return [
        _part_of(line, segment.text, max(start, line.start), min(end, line.end), focus=focus)
        for line in segment.lines
        if start < line.end and end > line.start
    ]


def _part_of(line: Line, text: str, start: int, end: int, *, focus: bool) -> Box:
    """The part of a line's box that its characters from start to end take up."""
    left, top, right, bottom = line.box
    whole = _width(text[line.start : line.end]) or 1
    before, own = _width(text[line.start : start]), _width(text[start:end])
    x = left + (right - left) * before / whole
    width = (right - left) * own / whole
    return Box(_percent(x), _percent(top), _percent(width), _percent(bottom - top), focus)


def _percent(share: float) -> float:
    return round(100 * share, 2)


def _width(text: str) -> int:
    """Columns of text: a Han character is twice as wide as a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
