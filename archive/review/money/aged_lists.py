"""Lists of debts by age: Current, 0-30, 31-60, 90+ above the amounts, with a column of their sum or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.money.open_rows import DebtList, Outstanding, amount_of, is_sum
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Table

_AGE = re.compile(
    r"\s*(?:current|not (?:yet )?due|未到期|当期|當期"
    r"|[<>＞＜≤≥]?\s*\d{1,3}\s*(?:[-–~～至]\s*\d{1,3}\s*|\+\s*)?(?:days?|d|天|日)?(?:\s*(?:以上|以內|以内|內|内|overdue|\+))?)\s*",
    re.IGNORECASE,
)
_FEWEST = 2
_FIRST_ROWS = 3


def headed_by_ages(table: Table) -> Table:
    """The table with its row of ages as the heading: 0-30 looks like a figure, and so the row like any other."""
    if table.header:
        return table
    for number, row in enumerate(table.rows[:_FIRST_ROWS]):
        named = any(re.search(r"[-–~～至+]|[a-z]", cell, re.IGNORECASE) for cell in row.cells[1:])
        if named and sum(map(_is_age, row.cells)) >= _FEWEST:
            titles = (*table.titles, *table.rows[:number])
            rest = table.rows[number + 1 :]
            return replace(
                table, header=row.cells, header_spans=row.spans, titles=titles, rows=rest
            )
    return table


def ages_of(table: Table) -> list[int]:
    """The columns of ages."""
    return [number for number, heading in enumerate(table.header) if _is_age(heading)]


def summed_ages(items: DebtList, columns: Sequence[int]) -> Iterator[Outstanding]:
    """What each row owes in all ages together."""
    for row in items.table.rows:
        amounts = [amount_of(row, n, money_unit(items.table, n)) for n in columns]
        whole = sum(filter(None, amounts), Decimal(0))
        if whole and not is_sum(items.table, row):
            yield items.item(row, whole, columns[0])


def _is_age(cell: str) -> bool:
    return bool(cell.strip()) and _AGE.fullmatch(cell) is not None
