"""Columns of a table of accounts that are reckoned from others, and what they say of the sides.

An amount in another currency times its rate, a piece's price times how many, a net amount and its tax:
the result is the figure that is compared, its factors are neither side. What a difference is reckoned
from is the side that counts where a table has more than one budget (as signed, after changes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.cells import read_cell
from archive.review.tables.column_pairs import side_of
from archive.review.tables.figure_columns import (
    LEAST_ROWS,
    FigureColumn,
    column_of,
    filled,
    holds,
    may_compare,
    same_sizes,
)
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Table, total_row

_LEFT = word_list("column_pairs.left")
_NO_SIDE = word_list("column_pairs.no_side")
_REVISED = word_list("column_pairs.revised")
_TAX = word_list("cost.tax")
_NET = word_list("cost.net")
_MOST_COLUMNS = 12
_ROUNDING = Decimal("0.006")


def with_reckoned(table: Table) -> Table:
    """The table with the pair of columns that its arithmetic tells; the table itself where it tells none."""
    if not table.header or table.pair is not None or len(table.rows) < LEAST_ROWS:
        return table
    numbers = [n for n in range(len(table.header)) if may_compare(table, n)][:_MOST_COLUMNS]
    if len(numbers) < _FEWEST:
        return table
    columns = [column_of(table, n) for n in numbers]
    made = list(_made(table, columns))
    factors = {c.number for *parts, _ in made for c in parts}
    results = {third.number for *_, third in made}
    pair = _of_the_made(columns, factors, results) if factors else None
    pair = pair or _confirmed(table, [c for c in columns if c.number not in factors])
    return replace(table, pair=pair) if pair else table


_FEWEST = 3


def _made(
    table: Table, columns: Sequence[FigureColumn]
) -> Iterator[tuple[FigureColumn, FigureColumn, FigureColumn]]:
    """Two columns and the third that is their product or their sum, wherever there are such."""
    for third in columns:
        others = [c for c in columns if c is not third]
        for first, second in combinations(others, 2):
            taxed = table.planned_and_actual is None and _is_gross(table, first, second, third)
            if taxed or _is_product(first, second, third):
                yield first, second, third


def _is_product(first: FigureColumn, second: FigureColumn, third: FigureColumn) -> bool:
    rows = list(filled(first, second, third))
    telling = [row for row in rows if row[2] and row[0] != 1 and row[1] != 1]
    return len(telling) >= LEAST_ROWS and holds(
        first, second, third, lambda a, b, c: abs(a * b - c) <= abs(c) * _ROUNDING
    )


def _is_gross(table: Table, first: FigureColumn, second: FigureColumn, third: FigureColumn) -> bool:
    """Net and tax beside their sum, unless the table says that it is net of tax."""
    taxes = [c for c in (first, second) if _is_tax(c.heading)]
    if len(taxes) != 1 or _NET.within(table.caption):
        return False
    return holds(first, second, third, lambda a, b, c: bool(a or b) and a + b == c)


def _is_tax(heading: str) -> bool:
    return _TAX.within(heading) and not _NET.within(heading)


def _of_the_made(
    columns: Sequence[FigureColumn], factors: set[int], results: set[int]
) -> tuple[int, int] | None:
    """The sides among the columns that nothing else is made of."""
    free = [
        c
        for c in columns
        if c.number not in factors and (c.number in results or _may_be_side(c.heading))
    ]
    planned = [c for c in free if side_of(c.heading) == "planned"]
    actual = [c for c in free if side_of(c.heading) == "actual"]
    other = [c for c in free if not side_of(c.heading)]
    if not planned and actual:
        planned, other = other, []
    if len(planned) != 1:
        return None
    found = actual or other
    alike = [c for c in found if same_sizes(planned[0], c)]
    return (planned[0].number, alike[0].number) if len(alike) == 1 else None


def _may_be_side(heading: str) -> bool:
    known = (_NO_SIDE, _LEFT, words.VARIANCE, words.RATE)
    return not any(w.within(heading) for w in known)


def _confirmed(table: Table, columns: Sequence[FigureColumn]) -> tuple[int, int] | None:
    """Another budget than the first one that has the word: the one reckoned with, or the revised one."""
    known = table.planned_and_actual
    by_number = {c.number: c for c in columns}
    if known is None or known[0] not in by_number or known[1] not in by_number:
        return None
    planned, actual = by_number[known[0]], by_number[known[1]]
    others = [c for c in columns if c.number not in known and side_of(c.heading) != "actual"]
    gaps = [c for c in others if words.VARIANCE.within(c.heading) or _LEFT.within(c.heading)]
    for gap in gaps:
        if _is_gap(planned, actual, gap):
            return None
        for other in others:
            if other is not gap and _is_gap(other, actual, gap) and same_sizes(other, actual):
                return other.number, actual.number
    revised = [c for c in others if _REVISED.within(c.heading) and same_sizes(c, planned)]
    if revised and not _REVISED.within(planned.heading):
        return revised[-1].number, actual.number
    return None


def _is_gap(planned: FigureColumn, actual: FigureColumn, gap: FigureColumn) -> bool:
    told = any(c for *_, c in filled(planned, actual, gap))
    return told and holds(planned, actual, gap, lambda a, b, c: abs(a - b) == abs(c))


# ------------------------------------------------------------------ known by the price agreed
def with_price(table: Table, agreed: Sequence[Decimal]) -> Table:
    """The table with the budget that adds up to the price of the contract, where that is another column.

    Net beside gross: the column of what was spent stands as far from the other one of its side.
    """
    total = total_row(table) if table.header and agreed else None
    if total is None:
        return table
    numbers = [n for n in range(len(table.header)) if may_compare(table, n)][:_MOST_COLUMNS]
    sums = {n: q.value for n in numbers if (q := read_cell(total.cell(n), money_unit(table, n)))}
    priced = [n for n, value in sums.items() if value in agreed]
    known = table.planned_and_actual
    if len(priced) != 1 or (known and sums.get(known[0]) in agreed):
        return table
    if known is None:
        return _with_last(table, priced[0], numbers)
    if priced[0] == known[1] and side_of(table.header[known[0]]) != "planned":
        return replace(table, pair=(known[1], known[0]))
    if _is_reckoned(table, known, numbers):
        return table
    moved = known[1] + priced[0] - known[0]
    same_side = moved in sums and side_of(table.header[moved]) == "actual"
    if side_of(table.header[priced[0]]) == "actual":
        return table
    return replace(table, pair=(priced[0], moved if same_side else known[1]))


def _is_reckoned(table: Table, known: tuple[int, int], numbers: Sequence[int]) -> bool:
    """A difference beside them is that of these two columns."""
    gaps = [
        n
        for n in numbers
        if words.VARIANCE.within(table.header[n]) or _LEFT.within(table.header[n])
    ]
    planned, actual = (column_of(table, n) for n in known)
    return any(_is_gap(planned, actual, column_of(table, n)) for n in gaps)


def _with_last(table: Table, planned: int, numbers: Sequence[int]) -> Table:
    """Beside the column of the price the last one of its sizes that nothing explains is what was spent."""
    columns = {n: column_of(table, n) for n in numbers if n != planned}
    alike = [
        n
        for n, column in columns.items()
        if _may_be_side(column.heading)
        and side_of(column.heading) != "planned"
        and same_sizes(column_of(table, planned), column)
    ]
    later = [n for n in alike if n > planned] or alike
    return replace(table, pair=(planned, later[-1])) if later else table
