"""What is missing of each row where billed and received stand beside each other; and the balance of a ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from archive.review.money.currencies import differ
from archive.review.money.open_rows import DebtList, Outstanding, amount_of, is_sum, side_of_row
from archive.review.money.open_states import is_waived
from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import read_cell
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table

_DEBITS = word_list("outstanding.debits")
_CREDITED = word_list("outstanding.credited")
_IN_ALL_OR_LEFT = word_list("outstanding.in_all_or_left")


def is_ledger(table: Table) -> bool:
    """Debits, credits and a balance that runs: only the last one is open."""
    return table.column(_DEBITS) is not None and table.column(_CREDITED) is not None


def last_balance(items: DebtList) -> Iterator[Outstanding]:
    """What the last line of a ledger leaves open."""
    table = items.table
    balance = table.column(words.OPEN_AMOUNT, where=table.is_numeric)
    last = next((row for row in reversed(table.rows) if row.cell(balance)), None)
    amount = amount_of(last, balance, money_unit(table, balance)) if last else None
    if last is not None and balance is not None and amount is not None:
        yield items.item(last, amount, balance)


_ACCOUNT = word_list("outstanding.account")
_REALLY_PAID = re.compile(r"^\s*[实實][付收拨撥]")


_OWED = re.compile(r"^\s*[应應](?P<verb>[^\W\d_])")
_DONE = re.compile(r"^\s*(?:[实實已][际際]?)(?P<verb>[^\W\d_])")


def owed_and_done(table: Table) -> tuple[int, int] | None:
    """應撥 beside 已撥, 应结 beside 实结: one verb, of what was to be paid and of what was."""

    def told(form: re.Pattern[str]) -> dict[str, int]:
        found = ((form.match(h), n) for n, h in enumerate(table.header) if table.is_numeric(n))
        return {folded(match["verb"]): n for match, n in found if match}

    owed, done = told(_OWED), told(_DONE)
    both = [verb for verb in owed if verb in done]
    return (owed[both[0]], done[both[0]]) if len(both) == 1 else None


def received_column(table: Table) -> int | None:
    """What was paid of it; 實付 says so where 應付 stands beside it, else it is what something cost."""
    if both := owed_and_done(table):
        return both[1]
    named = table.column(words.RECEIVED, avoid=_ACCOUNT, where=table.is_numeric)
    if named is not None:
        return named
    numbers = [
        n for n, h in enumerate(table.header) if _REALLY_PAID.match(h) and table.is_numeric(n)
    ]
    return numbers[0] if numbers and due_column(table, numbers[0]) is not None else None


def due_column(table: Table, received: int) -> int | None:
    """What was to be paid, beside the column of what was."""
    if (both := owed_and_done(table)) and both[1] == received:
        return both[0]

    def other(number: int) -> bool:
        return number != received and table.is_numeric(number)

    named = table.column(words.RECEIVABLE, avoid=words.RECEIVED, where=other)
    if named is None:
        named = table.column(words.EXPECTED, avoid=words.RECEIVED, where=other)
    if named is None:
        named = table.column(words.MONEY_COLUMN, avoid=words.RECEIVED, where=other)
    return named


def paid_of_it(table: Table, payable: int) -> int | None:
    """The column of what was paid already of a column that is headed like what is still open: Payable, Paid.

    What is to be paid in all stands before what was paid of it. Behind it, beside what was billed, or where more was
    paid than it says, it is what remains.
    """
    paid = received_column(table) if _IN_ALL_OR_LEFT.within(table.header[payable]) else None
    if paid is None or paid < payable or due_column(table, paid) not in (None, payable):
        return None
    units = money_unit(table, payable), money_unit(table, paid)
    for row in table.rows:
        whole, part = read_cell(row.cell(payable), units[0]), read_cell(row.cell(paid), units[1])
        if part and (whole is None or part.value > whole.value):
            return None
    return paid


def difference(items: DebtList, columns: tuple[int, int] | None = None) -> Iterator[Outstanding]:
    """Billed and received beside each other: what is missing of each row. `columns`: where they are known."""
    return (item for item, _ in _missing(items, columns or _due_and_received(items.table)))


def _due_and_received(table: Table) -> tuple[int, int] | None:
    """By the words of payments; else what was asked beside what came, in words for any two sides."""
    received = received_column(table)
    due = due_column(table, received) if received is not None else None
    if received is None or due is None:
        return table.planned_and_actual
    return due, received


def _missing(items: DebtList, columns: tuple[int, int] | None) -> Iterator[tuple[Outstanding, Row]]:
    if columns is None:
        return
    table = items.table
    due, received = columns
    billed, come = money_unit(table, due), money_unit(table, received)
    for row in table.rows:
        expected, paid = read_cell(row.cell(due), billed), read_cell(row.cell(received), come)
        if expected is None or is_sum(table, row) or _waived(table, row):
            continue
        if paid and differ(expected.currency, paid.currency):
            continue  # what is left of NT$45,000 after US$300 no paper says
        missing = expected.value - (paid.value if paid else Decimal(0))
        if missing > 0 and (paid is None or paid.value == 0 or missing >= 1):
            yield items.item(row, missing, due), row


def _waived(table: Table, row: Row) -> bool:
    """A remark of the row says that nobody asks for it any more."""
    return any(is_waived(cell) for n, cell in enumerate(row.cells) if n != table.name_column)


def both_sides_billed(table: Table, client: str) -> Iterator[Outstanding]:
    """Agreed and settled of the client and of suppliers in one list: what is missing of each row."""
    for item, row in _missing(DebtList(table, "payable", ""), _due_and_received(table)):
        side = side_of_row(table, row, client)
        named = row.cell(table.name_column)
        yield replace(item, direction=side, party=client if side == "receivable" else named)
