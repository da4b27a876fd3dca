"""What a table of receivables or payables says is still open, whichever way it says it.

A column of open amounts, billed beside received, a status (已付, unpaid), a day of payment that is
empty, the total of an aged list: each row is asked, and a row that says it is settled is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.cells import ColumnUnit, is_figure, read_cell
from archive.review.citations import Evidence
from archive.review.money_units import bare_money_column, money_unit
from archive.review.names import likeness
from archive.review.open_states import (
    is_paid,
    open_part,
    paid_columns,
    says_settled,
    state_columns,
    state_of,
)
from archive.review.tables import Row, Table, is_total
from archive.review.words import folded, word_list

_AGEING = word_list("outstanding.ageing")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An amount somebody still owes. `direction` is receivable or payable."""

    party: str
    amount: Decimal
    direction: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """A table with what it is a list of: money of the client, or money owed to others."""

    table: Table
    direction: str
    client: str

    def item(self, row: Row, amount: Decimal, column: int) -> Outstanding:
        receivable = self.direction == "receivable" and self.client
        party = self.client if receivable else _party(self.table, row)
        reason = _reason(self.table, row, column)
        return Outstanding(party, amount, self.direction, reason, (self.table.evidence(row),))


def open_items(table: Table, client: str) -> Iterator[Outstanding]:
    """The open rows of one table; nothing of a table that is no list of receivables or payables."""
    if table.header and (sides := side_column(table)) is not None:
        yield from _by_side(table, client, sides)
    elif not table.header and (lines := list(_in_sections(table, client))):
        yield from lines
    else:
        yield from _under_headings(table, client)


_DEBITS = word_list("outstanding.debits")
_CREDITED = word_list("outstanding.credited")


def _is_ledger(table: Table) -> bool:
    """Debits, credits and a balance that runs: only the last one is open."""
    return table.column(_DEBITS) is not None and table.column(_CREDITED) is not None


def _last_balance(table: Table, client: str) -> Iterator[Outstanding]:
    balance = table.column(words.OPEN_AMOUNT, where=table.is_numeric)
    last = next((row for row in reversed(table.rows) if row.cell(balance)), None)
    amount = _amount(last, balance, money_unit(table, balance)) if last else None
    if last is not None and balance is not None and amount is not None:
        yield _List(table, _direction(table) or "receivable", client).item(last, amount, balance)


def _under_headings(table: Table, client: str) -> Iterator[Outstanding]:
    if _is_ledger(table):
        yield from _last_balance(table, client)
        return
    direction = _direction(table)
    open_column = table.column(words.OPEN_AMOUNT, where=table.is_numeric)
    if open_column is None and _AGEING.within(_where(table)):
        open_column = table.column(words.TOTAL, where=table.is_numeric)
    if open_column is not None:
        yield from _with_amount(_List(table, direction or "payable", client), open_column)
        return
    if words.CREDITS.within(_where(table)) and direction != "payable":
        yield from _difference(_List(table, "receivable", ""))
        return
    if direction is None:
        direction = "payable" if _is_list_of_suppliers(table) else _by_heads(table)
    received = _received_column(table)
    billed = received is not None and _due_column(table, received) is not None
    if direction is None:
        yield from _both_sides_billed(table, client) if billed else _by_party(table, client)
        return
    items = _List(table, direction, client)
    if billed:
        yield from _difference(items)
        return
    yield from _by_state(items)


# ------------------------------------------------------------------ rows that say whose money they are
def side_column(table: Table) -> int | None:
    """The column whose short cells say 應收 or 應付 row by row, whatever its heading."""
    for number in range(len(table.header)):
        cells = table.values(number)
        told = [cell for cell in cells if len(cell) <= _LONGEST_SIDE and side_of_debt(cell)]
        if len(told) >= 2 and len(told) * 4 >= len(cells) * 3:
            return number
    return None


_LONGEST_SIDE = 14


def _by_side(table: Table, client: str, sides: int) -> Iterator[Outstanding]:
    """Every row that names a side and an amount, unless it says that it is settled."""
    amount = table.column(words.OPEN_AMOUNT, where=table.is_numeric) or _amount_column(table)
    if amount is None:
        return
    unit = money_unit(table, amount)
    columns = [n for n in range(len(table.header)) if n not in (amount, sides)]
    for row in table.rows:
        side, value = side_of_debt(row.cell(sides)), _amount(row, amount, unit)
        if not side or value is None or _is_sum(table, row) or is_paid(table, row, columns):
            continue
        named = next((n for n in columns if row.cell(n)), None)
        yield _of(_List(table, side, ""), row, (value, amount), client, named)


_SAME_PARTY = 0.6


def _in_sections(table: Table, client: str) -> Iterator[Outstanding]:
    """Lines without headings below To be received, To be paid: name, amount, remark."""
    side = side_of_debt(table.about[-1]) if table.about else None
    for row in table.rows:
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        if len(filled) == 1:
            side = side_of_debt(row.cell(filled[0])) or side
            continue
        amounts = [n for n in filled[1:] if is_figure(row.cell(n))]
        value = _amount(row, amounts[0], ColumnUnit()) if amounts else None
        if side is None or value is None or is_total(row, filled[0]):
            continue
        if not any(says_settled(row.cell(n)) for n in filled[1:] if n not in amounts):
            yield _of(_List(table, side, ""), row, (value, amounts[0]), client, filled[0])


def _of(
    items: _List, row: Row, amount: tuple[Decimal, int], client: str, named: int | None
) -> Outstanding:
    """The row's own name for who owes or is owed; the client's full name where it is the client."""
    party = row.cell(named)
    theirs = items.direction == "receivable" and likeness(client, party) >= _SAME_PARTY
    return replace(items.item(row, *amount), party=client if theirs else party)


# ------------------------------------------------------------------ whose money
def _where(table: Table) -> str:
    return f"{table.caption} {table.source.title if not table.about else ''}"


def _direction(table: Table) -> str | None:
    """Receivable or payable: by the heading of the names, else by the nearest line that says it."""
    titles = [" ".join(filter(None, row.cells)) for row in reversed(table.titles)]
    above = [table.source.title] if not table.about else []
    heading = table.header[table.name_column] if table.header else ""
    if SUPPLIER.within(heading):
        return "payable"  # 收款方 is who is paid, though 收款 alone is what comes in
    for place in (heading, *table.header[:1], *titles, *reversed(table.about), *above):
        if side := side_of_debt(place):
            return side
    if _invoiced(table):
        return "receivable"
    return None


def _by_heads(table: Table) -> str | None:
    """應收 or 應付 at the head of a column says whose money it is."""
    for heading in table.header:
        if match := re.match(r"\s*[应應](?P<way>[收付])", heading):
            return "receivable" if match["way"] == "收" else "payable"
    return None


def side_of_debt(place: str) -> str | None:
    """Which of the two a line says first; of two that begin together, the longer word."""
    plain = folded(place)
    found = [
        (match.start(), -len(match.group()), side)
        for wanted, side in ((words.RECEIPTS, "receivable"), (words.PAYABLES, "payable"))
        if (match := wanted.pattern.search(plain))
    ]
    return min(found)[2] if found else None


def _invoiced(table: Table) -> bool:
    """Invoices of one's own: numbers of invoices, and no supplier beside them."""
    return table.column(words.INVOICE) is not None and not _is_list_of_suppliers(table)


SUPPLIER = word_list("outstanding.supplier")


def _is_list_of_suppliers(table: Table) -> bool:
    return table.column(SUPPLIER, where=lambda n: not table.is_numeric(n)) is not None


# ------------------------------------------------------------------ amounts that are open
def _with_amount(items: _List, column: int) -> Iterator[Outstanding]:
    table = items.table
    unit, state = money_unit(table, column), state_columns(table, column)
    for row in table.rows:
        amount = _amount(row, column, unit)
        if amount is None or _is_sum(table, row) or is_paid(table, row, state):
            continue
        yield items.item(row, amount, column)


def _amount(row: Row, column: int | None, unit: ColumnUnit) -> Decimal | None:
    figure = read_cell(row.cell(column), unit)
    return None if figure is None or figure.is_rate or figure.value <= 0 else figure.value


def _is_sum(table: Table, row: Row) -> bool:
    return is_total(row, table.name_column)


def _party(table: Table, row: Row) -> str:
    column = table.column(words.PARTY, where=lambda n: not table.is_numeric(n))
    return row.cell(column) or row.cell(table.name_column)


def _reason(table: Table, row: Row, column: int) -> str:
    others = [
        c
        for n, c in enumerate(row.cells)
        if n != column and c.strip() and c.strip() != _party(table, row)
    ]
    return "，".join(c.strip() for c in others if not re.fullmatch(r"[\d.,\s]+", c))[:80]


_ACCOUNT = word_list("outstanding.account")
_REALLY_PAID = re.compile(r"^\s*[实實][付收拨撥]")


def _received_column(table: Table) -> int | None:
    """What was paid of it; 實付 says so where 應付 stands beside it, else it is what something cost."""
    named = table.column(words.RECEIVED, avoid=_ACCOUNT, where=table.is_numeric)
    if named is not None:
        return named
    numbers = [
        n for n, h in enumerate(table.header) if _REALLY_PAID.match(h) and table.is_numeric(n)
    ]
    return numbers[0] if numbers and _due_column(table, numbers[0]) is not None else None


def _due_column(table: Table, received: int) -> int | None:
    def other(number: int) -> bool:
        return number != received and table.is_numeric(number)

    named = table.column(words.RECEIVABLE, avoid=words.RECEIVED, where=other)
    if named is None:
        named = table.column(words.EXPECTED, avoid=words.RECEIVED, where=other)
    if named is None:
        named = table.column(words.MONEY_COLUMN, avoid=words.RECEIVED, where=other)
    return named


def _difference(items: _List) -> Iterator[Outstanding]:
    """Billed and received beside each other: what is missing of each row."""
    return (item for item, _ in _missing(items, items.table))


def _missing(items: _List, table: Table) -> Iterator[tuple[Outstanding, Row]]:
    received = _received_column(table)
    due = _due_column(table, received) if received is not None else None
    if received is None or due is None:
        return
    billed, come = money_unit(table, due), money_unit(table, received)
    for row in table.rows:
        expected, paid = read_cell(row.cell(due), billed), read_cell(row.cell(received), come)
        if expected is None or _is_sum(table, row):
            continue
        missing = expected.value - (paid.value if paid else Decimal(0))
        if missing > 0 and (paid is None or paid.value == 0 or missing >= 1):
            yield items.item(row, missing, due), row


# ------------------------------------------------------------------ rows that say how they stand
def _by_state(items: _List) -> Iterator[Outstanding]:
    table = items.table
    amount = _amount_column(table)
    if amount is None:
        return
    unit, columns = money_unit(table, amount), state_columns(table, amount)
    paid_on = paid_columns(table)
    told = any(state_of(table, row, columns) for row in table.rows)
    for row in table.rows:
        value = _amount(row, amount, unit)
        if value is None or _is_sum(table, row):
            continue
        state = state_of(table, row, columns)
        all_open = not told and (items.direction == "payable" or _heads_open_list(table))
        silent = state == "" and (bool(paid_on) or all_open)
        if state == "open" or silent:
            yield items.item(row, open_part(row, columns, value), amount)


def _amount_column(table: Table) -> int | None:
    """The column of money: by its word, else by a heading that is only a currency."""
    if (own := _amount_of_status(table)) is not None:
        return own
    wanted = (words.MONEY_COLUMN, words.RECEIVABLE)
    found = [table.column(w, avoid=words.RECEIVED, where=table.is_numeric) for w in wanted]
    found.append(bare_money_column(table))
    return next((n for n in found if n is not None and n != table.name_column), None)


_STATUS_OF = re.compile(r"\s*(?P<what>.{2,20}?)\s*(?:状态|狀態|情况|情況|status)\s*", re.IGNORECASE)


def _amount_of_status(table: Table) -> int | None:
    """尾款 where there is a 尾款狀態: the status is of this amount, not of the whole."""
    told = (_STATUS_OF.fullmatch(heading) for heading in table.header)
    named = {folded(match["what"]) for match in told if match}
    return next(
        (
            n
            for n, h in enumerate(table.header)
            if folded(h.strip()) in named and table.is_numeric(n)
        ),
        None,
    )


# ------------------------------------------------------------------ rows that name who owes or is owed
def _by_party(table: Table, client: str) -> Iterator[Outstanding]:
    """A list of both sides without a word for either: who is named in a row, an amount, and how it stands.

    The client owes the team, everybody else is owed. Most rows say how they stand, else it is no such list.
    """
    amount = _amount_column(table)
    if amount is None:
        return
    unit, columns = money_unit(table, amount), state_columns(table, amount)
    rows = [row for row in table.rows if not _is_sum(table, row) and row.cell(amount)]
    states = [state_of(table, row, columns) for row in rows]
    said = _heads_open_list(table)
    known = "open" in states and sum(map(bool, states)) >= _MOSTLY * len(rows)
    for row, state in zip(rows, states, strict=True) if said or known else ():
        value = _amount(row, amount, unit)
        if value is None or not (state == "open" or (said and not state)):
            continue
        back = any(_TO_RETURN.within(row.cell(n)) for n in columns)
        side = "receivable" if back else _side_of_row(table, row, client)
        part = open_part(row, columns, value)
        yield _of(_List(table, side, ""), row, (part, amount), client, table.name_column)


def _heads_open_list(table: Table) -> bool:
    """The sheet or the line right above says that what stands here is open: To settle, 應收帳款."""
    return _OPEN_LIST.within(_where(table))


def _side_of_row(table: Table, row: Row, client: str) -> str:
    theirs = likeness(client, row.cell(table.name_column)) >= _SAME_PARTY
    return "receivable" if theirs else "payable"


def _both_sides_billed(table: Table, client: str) -> Iterator[Outstanding]:
    """Agreed and settled of the client and of suppliers in one list: what is missing of each row."""
    for item, row in _missing(_List(table, "payable", ""), table):
        side = _side_of_row(table, row, client)
        named = row.cell(table.name_column)
        yield replace(item, direction=side, party=client if side == "receivable" else named)


_OPEN_LIST = word_list("outstanding.open_list")
_MOSTLY = 0.75
_TO_RETURN = word_list("outstanding.to_return")
