"""Tables of any layout, from segments to one shape.

A table segment may hold several tables (a sheet), title rows above the header, a header of two
lines, merged cells, or its headings down the first column. What comes out is always read the same
way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.domain.segments import SegmentKind
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Span
from archive.review.reading.sources import Source
from archive.review.tables.cells import is_figure
from archive.review.tables.column_groups import at_the_foot, by_groups, names_groups
from archive.review.tables.header_rows import (
    HEADER_WORDS,
    header_at,
    is_second_line,
    stands_above_figures,
)
from archive.review.tables.headings import side_of
from archive.review.tables.paired_columns import gathered, parted, piled
from archive.review.tables.tables import Row, Table, is_total
from archive.review.tables.turned_tables import is_title, side_of_line, turned_over

_END_ROWS = 400


def tables_of(source: Source) -> list[Table]:
    """Every table of a source, in order."""
    tables: list[Table] = []
    for ordinal, segment in enumerate(source.segments):
        if segment.kind is SegmentKind.TABLE:
            tables += _tables_in(source, ordinal, tables[-1] if tables else None)
    return tables


def _tables_in(source: Source, ordinal: int, previous: Table | None) -> Iterator[Table]:
    segment = source.segments[ordinal]
    about = tuple(
        filter(
            None, (segment.place.sheet or "", *segment.place.heading, _line_above(source, ordinal))
        )
    )
    parts = (part for block in _blocks(_rows_of(source, ordinal)) for part in _tables_apart(block))
    for block in map(_shortened, parts):
        table = _read_block(source, ordinal, block, about)
        if table.header or not _continues(previous, table):
            yield table
        elif previous:
            yield replace(table, header=previous.header, titles=previous.titles)


_LONGEST_NAME = 30


def _line_above(source: Source, ordinal: int) -> str:
    """The short line of text right above a table names it: 一、請款情形."""
    above = source.segments[ordinal - 1] if ordinal else None
    if above is None or above.kind not in (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM):
        return ""
    line = above.text.rstrip().rsplit("\n", 1)[-1].strip()
    if line.endswith((":", "：")):  # the last sentence announces the table: …。支出（未稅）：
        line = re.split(r"[。！？；;]|[.!?]\s", line)[-1].strip()
    return line if len(line) <= _LONGEST_NAME and not re.search(r"[。.！!？?；;]$", line) else ""


def _shortened(block: list[Row]) -> list[Row]:
    """A list of thousands of rows tells its facts at its head and in the totals at its foot."""
    return block if len(block) <= 2 * _END_ROWS else [*block[:_END_ROWS], *block[-_END_ROWS:]]


def _continues(previous: Table | None, table: Table) -> bool:
    """A table cut by a page break goes on without its header."""
    if previous is None or not table.rows or table.segment - previous.segment > 4:
        return False
    return bool(previous.header) and len(table.rows[0].cells) == len(previous.header)


def _rows_of(source: Source, ordinal: int) -> list[Row]:
    segment = source.segments[ordinal]
    rows: list[Row] = []
    position = 0
    for cells in segment.rows or tuple(
        tuple(line.split("\t")) for line in segment.text.split("\n")
    ):
        length = sum(map(len, cells)) + max(0, len(cells) - 1)
        rows.append(Row(cells, (Span(ordinal, position, position + length),)))
        position += length + 1
    return rows


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Parts of a sheet that empty rows keep apart."""
    block: list[Row] = []
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _tables_apart(block: list[Row]) -> Iterator[list[Row]]:
    """Tables that an editor joined since nothing stands between them: a second one begins with its headings."""
    first = next((row for row in block if sum(map(bool, row.cells)) > 1), block[0])
    begin = 0
    for number, row in enumerate(block[_FEWEST_ABOVE:], _FEWEST_ABOVE):
        if number - begin >= _FEWEST_ABOVE and _is_head_of_tasks(row) and row.cells != first.cells:
            yield block[begin:number]
            begin = number
    yield block[begin:]


_FEWEST_ABOVE = 2


def _is_head_of_tasks(row: Row) -> bool:
    """事項 | 負責人 | 期限: nothing but headings, one of them of who is to do it."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) <= _FEWEST_ABOVE or any(len(c) > 16 or any(map(str.isdigit, c)) for c in filled):
        return False
    known = all(any(w.within(cell) for w in HEADER_WORDS) for cell in filled)
    return known and any(map(words.OWNER.within, filled)) and any(map(words.DUE.within, filled))


def _with_corner(block: list[Row]) -> list[Row]:
    """A second line of headings that a file wrote without the cell below the corner has it again."""
    for number, row in enumerate(block[1 : _FEWEST_ABOVE + 1], 1):
        above, below = block[number - 1], block[number + 1 :]
        wide = len(above.cells)
        if (
            below
            and len(row.cells) == wide - 1
            and all(len(one.cells) == wide for one in below)
            and not all(cell.strip() for cell in above.cells)
            and not any(any(map(str.isdigit, cell)) for cell in row.cells)
        ):
            return [*block[:number], replace(row, cells=("", *row.cells)), *below]
    return block


def _read_block(source: Source, ordinal: int, block: list[Row], about: tuple[str, ...]) -> Table:
    block = _with_corner(block)
    if below_each_other := piled(block):
        header, rows = below_each_other
        return Table(source, header, rows, about=about, segment=ordinal)
    at = header_at(block)
    if at and names_groups(block[at - 1], block[at]):
        at -= 1
    elif at and _stands_below_sides(block, at):
        at = None  # the sides stand below each other, and a line of verdicts below them
    if at is None:
        table = Table(source, (), tuple(block), about=about, segment=ordinal)
        return turned_over(table) or table
    header, spans, depth = block[at].cells, block[at].spans, 1
    upper: tuple[str, ...] = ()
    if at + 2 < len(block) and (
        is_second_line(block[at], block[at + 1]) or stands_above_figures(*block[at : at + 3])
    ):
        upper = _spread(header, len(block[at + 1].cells))
        header = _merged(header, block[at + 1].cells)
        spans, depth = (*spans, *block[at + 1].spans), 2
    titles, sums = _without_sums(block[:at])
    rows = (*block[at + depth :], *sums)
    table = Table(
        source,
        _above_its_figures(tuple(" ".join(cell.split()) for cell in header), rows),
        rows,
        titles,
        spans,
        about,
        ordinal,
    )
    return (
        turned_over(table)
        or parted(table)
        or gathered(table)
        or at_the_foot(table)
        or by_groups(table, upper)
    )


def _stands_below_sides(block: Sequence[Row], at: int) -> bool:
    """A row above says a side of its figures; a title with its day (結算 | | | 2026-03-04) says none."""
    return any(side_of_line(row) for n, row in enumerate(block[: at + 1]) if not is_title(block, n))


def _without_sums(above: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows above a header, and those of them that hold its sums: 合計 | 1,240,000 | 1,198,500."""
    sums = [
        row for row in above if is_total(row, 0) and sum(map(is_figure, row.cells)) >= _FEWEST_SUMS
    ]
    return tuple(row for row in above if row not in sums), tuple(sums)


_FEWEST_SUMS = 2


def _above_its_figures(header: tuple[str, ...], rows: Sequence[Row]) -> tuple[str, ...]:
    """The headings moved one to the right where the one above the names was left out.

    Then the first column holds names under a heading of figures (預算), and the last filled column has none.
    """
    filled = [n for n, cell in enumerate(header) if cell]
    count = len(filled)
    if count < 2 or filled != list(range(count)) or side_of(header[0]) != "planned":
        return header
    named = [row.cell(0) for row in rows if row.cell(0)]
    figures = [row.cell(1) for row in rows if row.cell(1)]
    over = any(row.cell(count) for row in rows)
    if not over or any(map(is_figure, named)) or not figures or not all(map(is_figure, figures)):
        return header
    return ("", *header[:count], *header[count + 1 :])


def _merged(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Each column's own word, then that of its group: the own one says what the column is."""
    merged = []
    for number, group in enumerate(_spread(first, len(second))):
        lower = second[number].strip() if number < len(second) else ""
        merged.append(group if lower in ("", group) else f"{lower} {group}".strip())
    return tuple(merged)


def _spread(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Merged cells: each word over all the columns up to the next one."""
    spread, group = [], ""
    for number in range(max(len(cells), width)):
        group = (cells[number].strip() if number < len(cells) else "") or group
        spread.append(" ".join(group.split()))
    return tuple(spread)
