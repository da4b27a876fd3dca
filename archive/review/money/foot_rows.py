"""What rows below the sum of a settlement say is still open: 應收：第二期 630,000, Due to Otter AV 5,200.

Such a row has a name that says so, a remark, or a line above it that announces it; one amount, in whatever
column it was put; and nothing that says it was paid. 應收 912,000 above 已收 729,600 leaves the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.money.open_rows import Outstanding, amount_of, written_currency
from archive.review.money.payment_words import says_open, says_settled
from archive.review.papers.client_papers import names_client
from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import in_one_line, is_figure
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table, is_total

_OWING = word_list("outstanding.owing")
_OPEN_LIST = word_list("outstanding.open_list")
_THEIRS = word_list("outstanding.their_side")
_TAX = word_list("cost.tax")
_TO_GET = re.compile(
    r"[应未待已实]收|收不到|receivable|\breceived\b|\b(?:owes? us|(?:due|owed) to us)\b"
    r"|\b(?:due|outstanding|owed|balance|open|unpaid|owing)\b[^:]{0,16}\b(?:from|by)\b(?! us)"
)
_TO_GIVE = re.compile(
    r"[应待已实]付|payable|\b(?:paid|due|owed|outstanding|owing|open) to\b(?! us)"
    r"|\bwe (?:still )?owe\b|\bto pay\b"
)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the foot: its name and remarks, its amount, how it stands."""

    row: Row
    name: str
    remarks: str
    amount: Decimal
    side: str
    state: str
    """open; due where it only says for whom it is; settled."""


def open_at_foot(table: Table, client: str) -> Iterator[Outstanding]:
    """The open rows below the sum of a settlement; of a table without a sum, those it ends in."""
    entries = list(_entries(table, client))
    for entry in _without_wholes(entries, _sums_of(table)):
        party = client if entry.side == "receivable" else _party(entry.name)
        reason = in_one_line((entry.name, entry.remarks))
        currency = written_currency(table, entry.row)
        evidence = (table.evidence(entry.row),)
        yield Outstanding(party, entry.amount, entry.side, reason, evidence, currency)


def _entries(table: Table, client: str) -> Iterator[_Entry]:
    rows, below_sum = _foot(table)
    announced = ""
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        worded = [cell for cell in cells if cell and not is_figure(cell)]
        amount = _amount(table, row)
        if not worded or len(worded[0]) > _LONGEST_NAME:
            continue
        if amount is None:
            if len(worded) == 1 and not any(map(is_figure, cells)):
                announced = worded[0] if _announces(worded[0]) else ""
            continue
        remarks = in_one_line(worded[1:])
        state = _state(worded[0], remarks if below_sum else "", announced)
        if state and not _TAX.within(worded[0]):
            side = _side(worded[0], remarks, announced, client)
            yield _Entry(row, worded[0], remarks, amount, side, state)


def _foot(table: Table) -> tuple[Sequence[Row], bool]:
    """The rows below the sum, and True; else the rows at the end whose names say that they are open."""
    sums = [n for n, row in enumerate(table.rows) if is_total(row, table.name_column)]
    whole = [n for n in sums if not _says(_name(table.rows[n]))]
    if whole:
        return table.rows[whole[-1] + 1 :], True
    first = len(table.rows)
    while first and _says(_name(table.rows[first - 1])):
        first -= 1
    return table.rows[first:], False


def _name(row: Row) -> str:
    return next((c.strip() for c in row.cells if c.strip() and not is_figure(c)), "")


def _says(name: str) -> bool:
    return says_open(name) or _OWING.within(name) or says_settled(name)


def _announces(line: str) -> bool:
    return _says(line) or _OPEN_LIST.within(line)


def _amount(table: Table, row: Row) -> Decimal | None:
    """The only amount of a row; a difference that a formula made of it is the same."""
    found = {
        abs(value)
        for n, cell in enumerate(row.cells)
        if is_figure(cell) and (value := amount_of(row, n, money_unit(table, n))) is not None
    }
    return found.pop() if len(found) == 1 else None


def _state(name: str, remarks: str, announced: str) -> str:
    if says_open(name) or says_open(remarks):
        return "open"
    if says_settled(name) or says_settled(remarks):
        return "settled"
    return "due" if _OWING.within(name) else "open" if announced else ""


def _side(name: str, remarks: str, announced: str, client: str) -> str:
    """By the words of the way it goes, of the name before those above it; else by whose name it is."""
    for place in map(folded, (name, announced)):
        get, give = _TO_GET.search(place), _TO_GIVE.search(place)
        theirs = _THEIRS.search(place)
        if give and theirs and theirs.start() < give.start():
            return "receivable"  # 甲方應付: what they have to pay
        if get or give:
            return "receivable" if get and (not give or get.start() <= give.start()) else "payable"
    known = _THEIRS.within(name) or words.INSTALMENT.within(f"{name} {remarks}")
    client_is_named = bool(client) and names_client(client, name)
    return "receivable" if known or client_is_named else "payable"


def _without_wholes(entries: Sequence[_Entry], sums: set[Decimal]) -> Iterator[_Entry]:
    """What is open, without what it was left of (應收, 已收, 未收), and without the sum of the others."""
    for entry in entries:
        if entry.state == "settled":
            continue
        beside = [e for e in entries if e is not entry and e.side == entry.side]
        paid = sum((e.amount for e in beside if e.state == "settled"), Decimal(0))
        left = [e.amount for e in beside if e.state != "settled"]
        if len(left) > 1 and sum(left) == entry.amount:
            continue
        if entry.state == "open" or not (paid or entry.amount in sums):
            yield entry
        elif not left and 0 < paid < entry.amount:
            yield replace(entry, amount=entry.amount - paid)


def _sums_of(table: Table) -> set[Decimal]:
    """The sums of the table: 應付 of the same amount is the price, not a debt."""
    return {
        amount
        for row in table.rows
        if is_total(row, table.name_column)
        for n in range(len(row.cells))
        if (amount := amount_of(row, n, money_unit(table, n))) is not None
    }


_STATES = re.compile(
    r"^\W*(?:(?:[应應][收付]|[未待][收付][款]?|尚欠|仍欠|欠|[爭争])(?:供应商|供應商|廠商|厂商)?"
    r"|(?:still )?(?:balance due|due|outstanding|open|owed|unpaid|payable|receivable)(?: (?:to|from|by))?"
    r"(?: (?:supplier|vendor))?)\s*[:：–—-]?\s*",
    re.IGNORECASE,
)


def _party(name: str) -> str:
    """The name without the words of how it stands: 應付：永昌印務, 未付（朵朵製作）."""
    bare = _STATES.sub("", name).strip()
    piece = re.split(r"[:：]", bare)[-1].strip() or bare
    inner = re.fullmatch(r"[(（](.+)[)）]", piece)
    return (inner[1] if inner else piece) or name
