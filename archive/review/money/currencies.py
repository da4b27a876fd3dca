"""Whose money a figure is: what a cell, a row or a line of costs says of its currency.

Amounts of two currencies have no sum and no difference. What says nothing is in the usual currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit
from archive.review.tables.tables import Row, Table

_COLUMN = word_list("currencies.column")


class Sided(Protocol):
    """A line with a currency, and that of its budget where it is another one."""

    @property
    def currency(self) -> str | None:
        """Of the line, of its actual figure where the two differ."""

    @property
    def budget_currency(self) -> str | None:
        """Of the budget, where it is another."""


def currency_beside(table: Table, row: Row) -> str | None:
    """What the row's cell under 幣別, Currency says."""
    column = table.column(_COLUMN, where=lambda n: not table.is_numeric(n))
    cell = row.cell(column)
    return column_unit(f"({cell})").currency if cell else None


def names_two(cell: str) -> bool:
    """NT$118,000 + US$760: no one figure."""
    return len({q.currency for q in find_quantities(cell) if q.currency}) > 1


def of_total(table: Table, row: Row, cells: Sequence[str]) -> str | None:
    """The currency of a row of totals: its figures', its label's (Total (USD), 美元合計), its column's."""
    told = {q.currency for cell in cells for q in find_quantities(cell) if q.currency}
    if len(told) == 1:
        return told.pop()
    return column_unit(row.cell(table.name_column)).currency or currency_beside(table, row)


def of_side(lines: Iterable[Sided], side: str) -> list[str | None]:
    """The currencies of the lines' figures on one side, "budget" or "actual"."""
    return [
        line.budget_currency or line.currency if side == "budget" else line.currency
        for line in lines
    ]


def is_one(found: Iterable[str | None], usual: str | None = None) -> bool:
    """All amounts are in one currency, those that name none in the usual one.

    Where none is usual the first amount names it for those below it, as accounts are written.
    """
    each = [currency or usual for currency in found]
    named = {*each} - {None}
    return len(named) <= 1 and not (named and each[0] is None)


def differ(first: str | None, second: str | None) -> bool:
    """Both are named, and they are two."""
    return first is not None and second is not None and first != second
