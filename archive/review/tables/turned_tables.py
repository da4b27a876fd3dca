"""Tables that have their headings down the first column, turned over: 目標 / 實際 below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.review.reading import vocabulary as words
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Row, Table

_LONGEST_HEADING = 24
_TITLE_ROWS = 6


_WITH_VALUE = re.compile(r"^[^:：]{1,12}[:：]\s*\S")


_UNIT_BEHIND = re.compile(
    r"[^(（]{2,}(?P<unit>[(（](?:[单單]位|unit)\s*[:：][^()（）]{1,12}[)）])\s*$", re.IGNORECASE
)
"""指標（單位：萬）: a heading with the unit of its table."""


def unit_behind(heading: str) -> str:
    """The brackets of 指標（單位：萬）, which are about all figures of the table; empty where there are none."""
    found = _UNIT_BEHIND.search(heading)
    return found["unit"] if found else ""


def is_title(block: Sequence[Row], number: int) -> bool:
    """A row of title and remarks above the header: 单位：万元, or far fewer cells than the rows below."""
    filled = [cell for cell in block[number].cells if cell.strip()]
    below = [sum(bool(c.strip()) for c in row.cells) for row in block[number + 1 : number + 4]]
    labelled = any(_WITH_VALUE.match(cell) for cell in filled if not _UNIT_BEHIND.search(cell))
    return labelled or len(filled) * 2 < max(below, default=0)


def turned_over(table: Table) -> Table | None:
    """A table whose headings stand in the first column (目標 / 實際 below each other), turned over."""
    if table.header and table.planned_and_actual is not None:
        return None
    lines = [Row(table.header, table.header_spans), *table.rows] if table.header else [*table.rows]
    above = 0 if table.header else _titles_of(lines)
    titles, lines = (*table.titles, *lines[:above]), lines[above:]
    sides = [side_of_line(row) for row in lines]
    if len(lines) < 2 or len(lines) > 8 or not {"planned", "actual"} <= set(sides):
        return None
    if len({*sides} - {""}) < 2 or sides.count("planned") > 2 or sides.count("actual") > 2:
        return None
    width = max(len(row.cells) for row in lines)
    if width < 3 or sides[0]:
        return None
    lines[0] = _above_its_columns(lines[0], [r for r, s in zip(lines, sides, strict=True) if s])
    columns = tuple(
        Row(
            tuple(row.cells[n] if n < len(row.cells) else "" for row in lines),
            tuple(s for row in lines for s in row.spans),
        )
        for n in range(1, width)
    )
    header = tuple(row.cells[0] for row in lines)
    turned = replace(table, header=header, rows=columns, titles=titles)
    if turned.planned_and_actual is None and sides.count("planned") == sides.count("actual") == 1:
        return replace(turned, pair=(sides.index("planned"), sides.index("actual")))
    return turned


def _titles_of(lines: Sequence[Row]) -> int:
    """How many rows of a title stand above the names of the columns, whatever the title says (決算表)."""
    for number in range(min(_TITLE_ROWS, len(lines) - 2)):
        if not is_title(lines, number):
            return number
    return 0


def _above_its_columns(names: Row, told: Sequence[Row]) -> Row:
    """The row of names, moved one to the right where it lacks the cell above the words of the sides."""
    filled = [n for n, cell in enumerate(names.cells) if cell.strip()]
    width = max(sum(bool(cell.strip()) for cell in row.cells) for row in told)
    missing = filled == list(range(len(filled))) and len(filled) == width - 1
    labelled = words.METRIC_NAME.within(names.cells[0]) or names.cells[0].strip() in _LABELS
    return (
        replace(names, cells=("", *names.cells[: len(filled)]))
        if missing and not labelled
        else names
    )


_LABELS = frozenset(("项目", "項目", "类别", "類別", "item"))


def side_of_line(row: Row) -> str:
    """The side of a line that begins with such a word and goes on with figures or days."""
    if not row.cells or len(row.cells[0]) > (_LONGEST_HEADING if row.cells[0].isascii() else 16):
        return ""
    rest = [cell for cell in row.cells[1:] if cell.strip()]
    told = sum(any(map(str.isdigit, cell)) and len(cell) <= 30 for cell in rest)
    if not rest or told < 0.6 * len(rest):
        return ""
    return side_of(row.cells[0]) or ("planned" if _KPI.fullmatch(row.cells[0]) else "")


_KPI = re.compile(r"\s*KPIs?\s*", re.IGNORECASE)
