"""What a table of receivables or payables says is still open, whichever way it says it.

A column of open amounts, billed beside received, a status (已付, unpaid), a day of payment that is
empty, the total of an aged list: each row is asked, and a row that says it is settled is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.review.money.aged_lists import ages_of, headed_by_ages, summed_ages
from archive.review.money.open_balances import (
    both_sides_billed,
    difference,
    due_column,
    is_ledger,
    last_balance,
    paid_of_it,
    received_column,
)
from archive.review.money.open_rows import (
    SAME_PARTY,
    DebtList,
    Outstanding,
    amount_column,
    amount_of,
    entry_of,
    is_sum,
    side_of_debt,
    side_of_row,
)
from archive.review.money.open_states import (
    is_paid,
    open_part,
    paid_columns,
    state_columns,
    state_of,
)
from archive.review.money.sided_rows import by_side, in_sections, side_column
from archive.review.reading import vocabulary as words
from archive.review.reading.names import features, likeness
from archive.review.reading.words import word_list
from archive.review.tables.cells import is_figure
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Table

_AGEING = word_list("outstanding.ageing")
_FEWEST_AGES = 2


def open_items(table: Table, client: str) -> Iterator[Outstanding]:
    """The open rows of one table; nothing of a table that is no list of receivables or payables."""
    table = headed_by_ages(table)
    if table.header and (sides := side_column(table)) is not None:
        yield from by_side(table, client, sides)
    elif not table.header and (lines := list(in_sections(table, client))):
        yield from lines
    else:
        yield from _under_headings(table, client)


def _under_headings(table: Table, client: str) -> Iterator[Outstanding]:
    if is_ledger(table):
        yield from last_balance(DebtList(table, _direction(table, client) or "receivable", client))
        return
    direction = _direction(table, client)
    open_column = _open_column(table)
    if open_column is not None:
        yield from _with_amount(DebtList(table, direction or "payable", client), open_column)
        return
    if len(buckets := ages_of(table)) >= _FEWEST_AGES and _AGEING.within(_where(table)):
        yield from summed_ages(DebtList(table, direction or "payable", client), buckets)
        return
    if words.CREDITS.within(_where(table)) and direction != "payable":
        yield from difference(DebtList(table, "receivable", ""))
        return
    if direction is None:
        direction = "payable" if _is_list_of_suppliers(table) else _by_heads(table)
    received = received_column(table)
    billed = received is not None and due_column(table, received) is not None
    if direction is None:
        yield from both_sides_billed(table, client) if billed else _by_party(table, client)
        return
    items = DebtList(table, direction, client)
    if billed:
        yield from difference(items)
        return
    yield from _by_state(items)


# ------------------------------------------------------------------ whose money
def _where(table: Table) -> str:
    return f"{table.caption} {table.source.title if not table.about else ''}"


def _direction(table: Table, client: str) -> str | None:
    """Receivable or payable: by the heading of the names, else by the nearest line that says it."""
    titles = [" ".join(filter(None, row.cells)) for row in reversed(table.titles)]
    above = [table.source.title] if not table.about else []
    heading = table.header[table.name_column] if table.header else ""
    if SUPPLIER.within(heading):
        return "payable"  # 收款方 is who is paid, though 收款 alone is what comes in
    for place in (heading, *table.header[:1], *titles, *reversed(table.about), *above):
        if side := side_of_debt(place):
            return side
        if _is_what_the_client_pays(place, client):
            return "receivable"
    if _invoiced(table):
        return "receivable"
    return None


def _is_what_the_client_pays(place: str, client: str) -> bool:
    """海風付款, Orchard payments: the client's name and a word of paying, nothing else."""
    if not client or not _PAYING.within(place):
        return False
    named = _PAYING.without(place)
    return bool(features(named)) and likeness(client, named) >= SAME_PARTY


def _open_column(table: Table) -> int | None:
    """What is open of each row; of a list by age its sum. What was taken off (扣保留款) is not."""
    named = table.column(words.OPEN_AMOUNT, avoid=_TAKEN_OFF, where=table.is_numeric)
    if named is None and _AGEING.within(_where(table)):
        return table.column(words.TOTAL, where=table.is_numeric)
    return named


def _by_heads(table: Table) -> str | None:
    """應收 or 應付 at the head of a column says whose money it is."""
    for heading in table.header:
        if match := re.match(r"\s*[应應](?P<way>[收付])", heading):
            return "receivable" if match["way"] == "收" else "payable"
    return None


def _invoiced(table: Table) -> bool:
    """Invoices of one's own: numbers of invoices, and no supplier beside them."""
    return table.column(words.INVOICE) is not None and not _is_list_of_suppliers(table)


SUPPLIER = word_list("outstanding.supplier")


def _is_list_of_suppliers(table: Table) -> bool:
    return table.column(SUPPLIER, where=lambda n: not table.is_numeric(n)) is not None


# ------------------------------------------------------------------ amounts that are open
def _with_amount(items: DebtList, column: int) -> Iterator[Outstanding]:
    table = items.table
    unit, state = money_unit(table, column), state_columns(table, column)
    rows = tuple(row for row in table.rows if not is_paid(table, row, state))
    if (paid := paid_of_it(table, column)) is not None:
        yield from difference(replace(items, table=replace(table, rows=rows)), (column, paid))
        return
    for row in rows:
        amount = amount_of(row, column, unit)
        if amount is not None and not is_sum(table, row):
            yield items.item(row, amount, column)


# ------------------------------------------------------------------ rows that say how they stand
def _by_state(items: DebtList) -> Iterator[Outstanding]:
    table = items.table
    amount = _amount(table)
    if amount is None:
        return
    unit, columns = money_unit(table, amount), state_columns(table, amount)
    paid_on = paid_columns(table)
    told = any(state_of(table, row, columns) for row in table.rows)
    for row in table.rows:
        value = amount_of(row, amount, unit)
        if value is None or is_sum(table, row):
            continue
        state = state_of(table, row, columns)
        all_open = _heads_open_list(table) or (not told and _is_called_payable(items))
        silent = state == "" and (bool(paid_on) or all_open)
        if state == "open" or silent:
            yield items.item(row, open_part(table, row, columns, value), amount)


# ------------------------------------------------------------------ rows that name who owes or is owed
def _by_party(table: Table, client: str) -> Iterator[Outstanding]:
    """A list of both sides without a word for either: who is named in a row, an amount, and how it stands.

    The client owes the team, everybody else is owed. Most rows say how they stand, else it is no such list.
    """
    amount = _amount(table)
    if amount is None:
        return
    unit, columns = money_unit(table, amount), state_columns(table, amount)
    rows = [row for row in table.rows if not is_sum(table, row) and row.cell(amount)]
    states = [state_of(table, row, columns) for row in rows]
    said = _heads_open_list(table)
    known = "open" in states and sum(map(bool, states)) >= _MOSTLY * len(rows)
    for row, state in zip(rows, states, strict=True) if said or known else ():
        value = amount_of(row, amount, unit)
        if value is None or not (state == "open" or (said and not state)):
            continue
        back = any(_TO_RETURN.within(row.cell(n)) for n in columns)
        side = "receivable" if back else side_of_row(table, row, client)
        part = open_part(table, row, columns, value)
        yield entry_of(DebtList(table, side, ""), row, (part, amount), client, table.name_column)


def _is_called_payable(items: DebtList) -> bool:
    """A line above or a heading says payable, unpaid; that suppliers stand in it is not enough."""
    table = items.table
    titles = (" ".join(filter(None, row.cells)) for row in table.titles)
    places = (*table.about, *table.header, *titles, table.source.title)
    return items.direction == "payable" and any(map(words.PAYABLES.within, places))


def _heads_open_list(table: Table) -> bool:
    """The sheet or the line right above says that what stands here is open: To settle, 應收帳款."""
    heading = table.header[table.name_column] if table.header else ""
    return _OPEN_LIST.within(_where(table)) or _OPEN_LIST.within(heading)


def _amount(table: Table) -> int | None:
    """The column of money; else what a row comes to behind tax and deductions, or the only column of figures."""
    if (named := amount_column(table)) is not None:
        return named
    figures = [
        n for n in range(len(table.header)) if n != table.name_column and table.is_numeric(n)
    ]
    if figures and _IN_ALL.within(table.header[figures[-1]]):
        return figures[-1]
    plain = [n for n in figures if table.share(n, is_figure) >= 1] or figures
    return plain[0] if len(plain) == 1 and _heads_open_list(table) else None


_OPEN_LIST = word_list("outstanding.open_list")
_PAYING = word_list("outstanding.payment_column")
_IN_ALL = word_list("outstanding.in_all")
_TAKEN_OFF = word_list("outstanding.taken_off")
_MOSTLY = 0.75
_TO_RETURN = word_list("outstanding.to_return")
