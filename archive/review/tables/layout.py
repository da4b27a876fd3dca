"""Tables that reached the archive as lines of text: from a page without ruled lines, or from a scan.

A header line is one whose parts are known column headings. The lines below it are its rows for as
long as each can be parted into as many cells, by wide gaps, by single spaces, or by the figures and
dates in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.dates import find_dates
from archive.domain.segments import SegmentKind
from archive.review.reading.citations import Span
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.sources import Source
from archive.review.tables.header_rows import HEADER_WORDS
from archive.review.tables.tables import Row, Table

_ANY_DAY = date(2024, 6, 30)
_WIDE_GAP = re.compile(r"\t|\s{2,}|\s*\|\s*|　+")
_LONGEST_ROW = 90


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span
    heading: tuple[str, ...]


def line_tables(source: Source) -> list[Table]:
    """The tables that stand in a source as lines of text."""
    tables: list[Table] = []
    lines = _lines(source)
    position = 0
    while position < len(lines):
        header = _header_cells(lines[position].text)
        if _is_phrase(lines[position], source):
            header = ()
        rows = _rows_below(header, lines[position + 1 :]) if header else []
        if header and rows:
            line = lines[position]
            tables.append(
                Table(
                    source,
                    header,
                    tuple(rows),
                    header_spans=(line.span,),
                    about=line.heading + _before(lines, position),
                    segment=line.span.segment,
                )
            )
        position += 1 + len(rows)
    return tables


def _lines(source: Source) -> list[_Line]:
    found: list[_Line] = []
    for ordinal, segment in enumerate(source.segments):
        if segment.kind not in (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM, SegmentKind.HEADING):
            continue
        position = 0
        for line in segment.text.split("\n"):
            if line.strip():
                span = Span(ordinal, position, position + len(line))
                found.append(_Line(line.strip(), span, segment.place.heading))
            position += len(line) + 1
    return found


def _before(lines: Sequence[_Line], position: int) -> tuple[str, ...]:
    """The short line above a table names it."""
    above = lines[position - 1].text if position else ""
    return (above,) if above and len(above) <= 30 else ()


def _header_cells(line: str) -> tuple[str, ...]:
    if len(line) > _LONGEST_ROW or re.search(r"[。；，,;:：]", line):
        return ()
    for cells in (_WIDE_GAP.split(line), line.split(), _english_cells(line)):
        if len(cells) >= 2 and all(0 < len(cell) <= 24 for cell in cells) and not _values(line):
            known = sum(any(w.within(cell) for w in HEADER_WORDS) for cell in cells)
            if known >= max(2, len(cells) - 1):
                return tuple(cells)
    return ()


def _is_phrase(line: _Line, source: Source) -> bool:
    """Action items, Next steps: two words with one space between them, as a heading or with a small second letter."""
    found = _TWO_WORDS.fullmatch(line.text)
    heading = source.segments[line.span.segment].kind is SegmentKind.HEADING
    return found is not None and (heading or found["second"][:1].islower())


_TWO_WORDS = re.compile(r"[A-Za-z]+ (?P<second>[A-Za-z]+)")


def _english_cells(line: str) -> list[str]:
    """Headings of several words with single spaces between: a new one begins with a capital."""
    return re.split(r"\s+(?=[A-Z(])(?!\()", line)


def _rows_below(header: tuple[str, ...], lines: Sequence[_Line]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        cells = _cells(line.text, len(header))
        if cells is None:
            break
        rows.append(Row(cells, (line.span,)))
    return rows


def _cells(line: str, columns: int) -> tuple[str, ...] | None:
    """The line as that many cells; None when it is no row of such a table."""
    if len(line) > _LONGEST_ROW or re.search(r"[。！？!?]$|\w{3}\.$", line):
        return None
    wide = [cell for cell in _WIDE_GAP.split(line) if cell]
    if len(wide) == columns:
        return tuple(wide)
    values = _values(line)
    if not values:
        return None
    single = line.split()
    if len(single) == columns:
        return tuple(single)
    return _by_values(line, values, columns)


def _by_values(
    line: str, values: Sequence[tuple[int, int]], columns: int
) -> tuple[str, ...] | None:
    """A name, then figures or dates beside each other, then the rest of the line."""
    run = _longest_run(line, values)
    first, last = run[0][0], run[-1][1]
    name, tail = line[:first].strip(), line[last:].strip()
    middle = [line[start:end] for start, end in run]
    cells = [name, *middle, *([tail] if tail else [])]
    number = re.match(r"^(\d{1,2}|[A-Z])[.、)）]?\s+(\S.*)$", name)
    if len(cells) < columns and number:
        cells[:1] = [number[1], number[2]]
    if not name or not columns - 1 <= len(cells) <= columns:
        return None
    return tuple(cells) if len(cells) == columns else (*cells, "")


def _longest_run(line: str, values: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    runs: list[list[tuple[int, int]]] = []
    for value in values:
        if runs and not line[runs[-1][-1][1] : value[0]].strip():
            runs[-1].append(value)
        else:
            runs.append([value])
    return max(runs, key=lambda run: (len(run), run[0][0]))


def _values(line: str) -> list[tuple[int, int]]:
    """Where figures and dates stand in a line, dates first, each with what is glued to it."""
    dates = [(d.start, d.end) for d in find_dates(line, near=_ANY_DAY)]
    figures = [
        (q.start, q.start + len(_without_word(q)))
        for q in find_quantities(line)
        if any(map(str.isdigit, q.written))
        and all(q.end <= start or q.start >= end for start, end in dates)
    ]
    return sorted({_whole_word(line, span) for span in (*dates, *figures)})


def _without_word(quantity: Quantity) -> str:
    """The figure alone: behind it in a line the next cell begins (1,040 Yes)."""
    return (
        quantity.written.split(" ")[0]
        if quantity.unit.islower() or " " in quantity.written
        else quantity.written
    )


def _whole_word(line: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return start, end
