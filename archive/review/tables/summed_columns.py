"""Budgets and costs that a table of accounts splits over several columns, as one column of the whole.

A budget of a main order and an extension, a sum of both beside them, months of spending without their
sum: the figures of a row belong together, and what is added up stands in the row that is cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.tables.figure_columns import figure_at
from archive.review.tables.headings import side_of
from archive.review.tables.tables import Row, Table, is_total

_MOSTLY = 0.75
_PERIOD = re.compile(
    r"\s*(?:(?:20)?\d\d\s*[年./-]\s*)?(?:\d{1,2}\s*月(?:份)?|[一二三四五六七八九十]{1,2}月|q[1-4]|[第]?[一二三四1-4][季期]"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)(?:\s*(?:20)?\d\d)?\s*",
    re.IGNORECASE,
)


def with_whole(table: Table) -> Table:
    """The table with the pair of columns of the whole, where it splits one side; else the table itself."""
    if not table.header or table.pair is not None or len(table.rows) < 2:
        return table
    numbers = [n for n in range(len(table.header)) if n != table.name_column]
    money = [n for n in numbers if table.is_numeric(n) and not _is_no_amount(table.header[n])]
    planned = [n for n in money if side_of(table.header[n]) == "planned"]
    actual = [n for n in money if side_of(table.header[n]) == "actual"]
    if planned and len(actual) == 1:
        return _with_whole_budget(table, planned, actual[0], numbers)
    if len(planned) == 1 and not actual:
        return _with_sum_of_parts(table, planned[0], money)
    return table


def _is_no_amount(heading: str) -> bool:
    return words.RATE.within(heading) or words.VARIANCE.within(heading)


def _with_whole_budget(
    table: Table, planned: Sequence[int], actual: int, numbers: Sequence[int]
) -> Table:
    for total in numbers:
        parts = [n for n in numbers if planned[0] <= n < total]
        if words.TOTAL.within(table.header[total]) and _adds_up(table, parts, total, actual):
            return replace(table, pair=(total, actual))
    together = list(range(planned[0], planned[0] + len(planned)))
    if len(planned) >= 2 and together == [*planned] and _belong_together(table, planned, actual):
        return _with_sum(table, planned, lambda added: (added, actual))
    return table


def _adds_up(table: Table, parts: Sequence[int], total: int, actual: int) -> bool:
    """The column is the sum of two or more to its left, row by row, and is not the actual one's."""
    if len(parts) < 2 or actual in (*parts, total):
        return False
    rows = [row for row in table.rows if figure_at(row, total)]
    held = [_sum(row, parts) == figure_at(row, total) for row in rows]
    return len(rows) >= 2 and all(held)


def _belong_together(table: Table, planned: Sequence[int], actual: int) -> bool:
    """Each row has its budget in one of the columns; or the difference told is that of their sum."""
    lines = [row for row in table.rows if not is_total(row, table.name_column)]
    filled = [[n for n in planned if figure_at(row, n)] for row in lines]
    told = [columns for columns in filled if columns]
    apart = len(told) >= 2 and sum(len(columns) == 1 for columns in told) >= _MOSTLY * len(told)
    if apart and len({columns[0] for columns in told}) >= 2:
        return True
    for number, heading in enumerate(table.header):
        if words.VARIANCE.within(heading) and _is_difference(table, planned, actual, number):
            return True
    return False


def _is_difference(table: Table, planned: Sequence[int], actual: int, third: int) -> bool:
    rows = [
        r
        for r in table.rows
        if figure_at(r, actual) is not None and figure_at(r, third) is not None
    ]
    held = [
        abs(_sum(r, planned) - (figure_at(r, actual) or 0)) == abs(figure_at(r, third) or 0)
        for r in rows
    ]
    return len(rows) >= 2 and sum(held) >= _MOSTLY * len(rows)


# ------------------------------------------------------------------ by months or by suppliers
def _with_sum_of_parts(table: Table, planned: int, money: Sequence[int]) -> Table:
    """A column that adds up the others but the budget (suppliers, months) is what was spent."""
    others = [n for n in money if n != planned]
    for total in others:
        named = words.TOTAL.within(table.header[total]) or words.SUBTOTAL.within(
            table.header[total]
        )
        if named and _adds_up(table, [n for n in others if n != total], total, planned):
            return replace(table, pair=(planned, total))
    return _with_sum_of_periods(table, planned, money)


def _with_sum_of_periods(table: Table, planned: int, money: Sequence[int]) -> Table:
    """What was spent stands by month only: the sum of the months, where it is of the budget's size."""
    periods = [n for n in money if n != planned and _PERIOD.fullmatch(table.header[n])]
    others = [n for n in money if n != planned and n not in periods]
    if len(periods) < 2 or others:
        return table
    rows = [row for row in table.rows if figure_at(row, planned)]
    near = [Decimal("0.4") <= _sum(r, periods) / (figure_at(r, planned) or 1) <= 2 for r in rows]
    if len(rows) < 2 or sum(near) < _MOSTLY * len(rows):
        return table
    return _with_sum(table, periods, lambda added: (planned, added))


def _with_sum(table: Table, parts: Sequence[int], pair: Callable[[int], tuple[int, int]]) -> Table:
    """One more column, the sum of these; an empty one where none of them has a figure."""
    added = max(len(table.header), *(len(row.cells) for row in table.rows))
    rows = tuple(_with_cell(row, added, parts) for row in table.rows)
    gap = ("",) * (added - len(table.header))
    header = (*table.header, *gap, table.header[parts[0]].split()[-1])
    return replace(table, header=header, rows=rows, pair=pair(added), summed=(added,))


def _with_cell(row: Row, at: int, parts: Sequence[int]) -> Row:
    told = any(figure_at(row, n) is not None for n in parts)
    cells = (*row.cells, *("",) * (at - len(row.cells)), f"{_sum(row, parts):f}" if told else "")
    return replace(row, cells=cells)


def _sum(row: Row, columns: Sequence[int]) -> Decimal:
    return sum(_values(row, columns), Decimal(0))


def _values(row: Row, columns: Sequence[int]) -> Iterator[Decimal]:
    for number in columns:
        if (value := figure_at(row, number)) is not None:
            yield value
