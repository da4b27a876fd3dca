"""Rows that say themselves whose money they are: a column of sides (應收, Sales), or lines below To be paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.money.open_balances import due_column, received_column
from archive.review.money.open_rows import (
    DebtList,
    Outstanding,
    amount_column,
    amount_of,
    entry_of,
    is_sum,
    side_of_debt,
)
from archive.review.money.open_states import is_paid, is_waived, says_settled, state_of
from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded
from archive.review.tables.cells import ColumnUnit, is_figure
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table, is_total


def side_column(table: Table) -> int | None:
    """The column whose short cells say 應收 or 應付 row by row, whatever its heading."""
    for number in range(len(table.header)):
        cells = table.values(number)
        told = [cell for cell in cells if len(cell) <= _LONGEST_SIDE and _side_in(cell)]
        come = [cell for cell in cells if cell not in told and _COME_OR_GONE.fullmatch(cell)]
        if len(told) >= 2 and (len(told) + len(come)) * 4 >= len(cells) * 3:
            return number
    return None


def _side_in(cell: str) -> str | None:
    """應收 or 應付; or whose account it is: Sales, Purchase, 客戶, 供應商."""
    if whose := _WHOSE.fullmatch(folded(cell)):
        return "receivable" if whose["theirs"] else "payable"
    return side_of_debt(cell)


def _only_whose(table: Table, row: Row, sides: int, columns: list[int]) -> bool:
    """客戶 says whose it is, not that it is open; a remark has to say that."""
    whose = _WHOSE.fullmatch(folded(row.cell(sides))) is not None
    return whose and state_of(table, row, columns) != "open"


_WHOSE = re.compile(
    r"\s*(?:(?P<theirs>sales(?: ledger)?|customers?|clients?|客户|甲方|业主|委托方)"
    r"|purchases?(?: ledger)?|suppliers?|vendors?|供应商|厂商|协力厂商|外包|合作方)\s*"
)
_LONGEST_SIDE = 14
_COME_OR_GONE = re.compile(
    r"\s*(?:收入|支出|[已实實][收付支]|入[账帳]|付[讫訖]|income|paid|received|settled)\s*",
    re.IGNORECASE,
)
"""Beside 應收 and 應付 the rows of what came in and what went out."""


def by_side(table: Table, client: str, sides: int) -> Iterator[Outstanding]:
    """Every row that names a side and an amount, unless it says that it is settled."""
    left = table.column(words.OPEN_AMOUNT, where=table.is_numeric)
    come = received_column(table) if left is None else None
    due = due_column(table, come) if come is not None else None
    amount = next((n for n in (left, due, amount_column(table)) if n is not None), None)
    if amount is None:
        return
    columns = [n for n in range(len(table.header)) if n not in (amount, sides)]
    for row in table.rows:
        side, value = _side_in(row.cell(sides)), amount_of(row, amount, money_unit(table, amount))
        if not side or value is None or is_sum(table, row):
            continue
        if any(is_waived(row.cell(n)) for n in columns):
            continue
        if due is not None:
            value -= amount_of(row, come, money_unit(table, come)) or Decimal(0)
        elif left is None and (
            is_paid(table, row, columns) or _only_whose(table, row, sides, columns)
        ):
            continue
        if value <= 0:
            continue
        named = next((n for n in columns if row.cell(n)), None)
        yield entry_of(DebtList(table, side, ""), row, (value, amount), client, named)


def in_sections(table: Table, client: str) -> Iterator[Outstanding]:
    """Lines without headings below To be received, To be paid: name, amount, remark."""
    side = side_of_debt(table.about[-1]) if table.about else None
    for row in table.rows:
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        if len(filled) == 1:
            side = side_of_debt(row.cell(filled[0])) or side
            continue
        amounts = [n for n in filled[1:] if is_figure(row.cell(n))]
        value = amount_of(row, amounts[0], ColumnUnit()) if amounts else None
        if side is None or value is None or is_total(row, filled[0]):
            continue
        if not any(
            says_settled(row.cell(n)) or is_waived(row.cell(n))
            for n in filled[1:]
            if n not in amounts
        ):
            yield entry_of(DebtList(table, side, ""), row, (value, amounts[0]), client, filled[0])
