"""The figures of a table's columns, row by row, and what holds between columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.review.tables.cells import ColumnUnit, read_cell
from archive.review.tables.tables import Row, Table, begins_with_figure

LEAST_ROWS = 2
"""Rows that must agree before figures are believed to say what their columns are."""
_DASH = re.compile(r"\s*[-–—]?\s*")
_MOSTLY = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """The figures of one column, row by row; None where a cell holds none."""

    number: int
    heading: str
    figures: tuple[Decimal | None, ...]
    rates: tuple[bool, ...]


def figure_at(row: Row, column: int) -> Decimal | None:
    """The figure of a cell as it stands there, whatever its column counts in; None for a rate."""
    figure = read_cell(row.cell(column), ColumnUnit())
    return figure.value if figure and not figure.is_rate else None


def may_compare(table: Table, number: int) -> bool:
    """The column holds figures (or dashes) and is neither the names nor days."""
    if number == table.name_column or table.is_dated(number):
        return False
    return (
        table.share(number, lambda cell: begins_with_figure(cell) or bool(_DASH.fullmatch(cell)))
        >= 0.7
    )


def column_of(table: Table, number: int) -> FigureColumn:
    """The column read; a dash is nothing spent."""
    read = [read_cell(row.cell(number), ColumnUnit()) for row in table.rows]
    dashes = [
        bool(row.cell(number)) and bool(_DASH.fullmatch(row.cell(number))) for row in table.rows
    ]
    figures = tuple(
        q.value if q else Decimal(0) if dash else None for q, dash in zip(read, dashes, strict=True)
    )
    return FigureColumn(
        number, table.header[number], figures, tuple(bool(q and q.is_rate) for q in read)
    )


def filled(*columns: FigureColumn) -> Iterator[tuple[Decimal, ...]]:
    """The rows in which every one of the columns has a figure."""
    for figures in zip(*(c.figures for c in columns), strict=True):
        known = tuple(figure for figure in figures if figure is not None)
        if len(known) == len(columns):
            yield known


def holds(
    first: FigureColumn,
    second: FigureColumn,
    third: FigureColumn,
    test: Callable[[Decimal, Decimal, Decimal], bool],
) -> bool:
    """Nearly all rows with three figures pass a test, and at least two do."""
    rows = [(a, b, c) for a, b, c in filled(first, second, third)]
    kept = sum(test(*row) for row in rows)
    return kept >= LEAST_ROWS and Decimal(kept) >= _MOSTLY * len(rows)


def slack(first: Decimal, second: Decimal) -> Decimal:
    """Half a unit of the last place: whole figures must agree exactly."""
    places = min(0, *(int(figure.as_tuple().exponent) for figure in (first, second)))
    return Decimal(0) if places == 0 else Decimal(1).scaleb(places)


def same_sizes(first: FigureColumn, second: FigureColumn) -> bool:
    """Row by row the figures are of one size, as those of one thing are."""
    rows = [(a, b) for a, b in filled(first, second) if a or b]
    near = sum(Decimal("0.25") <= abs(b / a) <= 4 for a, b in rows if a)
    differ = any(a != b for a, b in rows)
    return differ and near >= LEAST_ROWS and Decimal(near) >= Decimal("0.75") * len(rows)
