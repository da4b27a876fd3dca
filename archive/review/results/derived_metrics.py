"""Metrics of tables that give one side and the difference, or the rate of achievement, in place of the other.

設定值 12,000, 增減 +1,340: the missing side is computed here, exactly, and said to be computed. A rate is
used only where the figure comes out whole, since most are rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.reading.quantities import Quantity, find_quantities, number_text
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.column_pairs import compares_money
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Row, Table, is_total

_SIGNED = re.compile(r"\s*[+\-−－＋▲△▼]\s*\S*\d.*|\s*[(（][^)）]*\d[^)）]*[)）]\s*")


@dataclass(frozen=True, slots=True)
class Derived:
    """A row with both sides; `computed` names the one that was computed."""

    row: Row
    target: Quantity
    actual: Quantity
    computed: str


def derived_in(table: Table) -> Iterator[Derived]:
    """The rows of a table that has one side only, completed by their difference or their rate."""
    if not table.header or table.planned_and_actual is not None or compares_money(table):
        return
    sides = {n: side_of(h) for n, h in enumerate(table.header) if table.is_numeric(n)}
    known = [n for n, side in sides.items() if side and n != table.name_column]
    if len(known) != 1:
        return
    gap = table.column(words.VARIANCE, where=lambda n: _is_signed(table, n))
    rate = table.column(words.RATE, where=table.is_numeric)
    if gap is None and rate is None:
        return
    for row in table.rows:
        if not is_total(row, table.name_column) and (
            found := _completed(table, row, known[0], gap, rate)
        ):
            yield found


def _is_signed(table: Table, column: int) -> bool:
    """Its figures say which way they differ: most have a sign or stand in brackets."""
    values = [v for v in table.values(column) if any(c in "123456789" for c in v)]
    return (
        len(values) >= 1
        and all("%" not in v for v in values)
        and (sum(map(bool, map(_SIGNED.fullmatch, values))) >= 0.99 * len(values))
    )


def _completed(
    table: Table, row: Row, known: int, gap: int | None, rate: int | None
) -> Derived | None:
    heads = (row.cell(table.name_column), table.header[known], table.caption)
    unit = column_unit(*heads)
    one = read_cell(row.cell(known), unit)
    if one is None:
        return None
    planned = side_of(table.header[known]) == "planned"
    if gap is not None:
        other = _by_gap(one, read_cell(row.cell(gap).replace("＋", "+"), unit), planned=planned)
    else:
        share = _share(row.cell(rate))
        other = by_share(one, share) if planned else _by_rate(one, share)
    if other is None:
        return None
    return Derived(row, one, other, "actual") if planned else Derived(row, other, one, "target")


def _by_gap(one: Quantity, gap: Quantity | None, *, planned: bool) -> Quantity | None:
    if gap is None or gap.is_rate != one.is_rate:
        return None
    value = one.value + gap.value if planned else one.value - gap.value
    return _quantity(value, one) if value > 0 else None


def _share(cell: str) -> Quantity | None:
    """The cell's rate; of 5,420（108%） the figure in per cent is it."""
    told = [q for q in find_quantities(cell) if q.is_rate]
    if len(told) == 1:
        return told[0]
    return read_cell(cell, column_unit("%")) if is_figure(cell) else None


def _by_rate(actual: Quantity, share: Quantity | None) -> Quantity | None:
    """The target where it comes out whole and round: 5,230 at 104.6% is 5,000."""
    if share is None or share.value <= 0 or actual.is_rate:
        return None
    target = actual.value * 100 / share.value
    whole = target == target.to_integral_value()
    text = number_text(target) if whole else ""
    zeros = len(text) - len(text.rstrip("0"))
    return _quantity(target, actual) if whole and zeros * 2 >= len(text) else None


def by_share(target: Quantity, share: Quantity | None) -> Quantity | None:
    """The result of a whole target where it comes out whole: 112% of 2,000 are 2,240, 95% of 40% are 38%."""
    if share is None or share.value < 0 or not _is_whole(target.value):
        return None
    actual = target.value * share.value / 100
    return _quantity(actual, target) if _is_whole(actual) else None


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _quantity(value: Decimal, like: Quantity) -> Quantity:
    written = number_text(value) + (like.unit if like.unit == "%" else "")
    return Quantity(value, like.unit, written, 0, 0, like.currency)
