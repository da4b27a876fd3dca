"""What a table of receivables or payables says is still open, whichever way it says it.

A column of open amounts, billed beside received, a status (已付, unpaid), a day of payment that is
empty, the total of an aged list: each row is asked, and a row that says it is settled is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.cells import ColumnUnit, is_figure, read_cell
from archive.review.citations import Evidence
from archive.review.days import read_day
from archive.review.money_units import money_unit
from archive.review.names import likeness
from archive.review.quantities import find_quantities
from archive.review.tables import Row, Table, is_total
from archive.review.words import folded, word_list

_ANY_DAY = date(2024, 6, 30)
_NOT_ISSUED = word_list("outstanding.not_issued")
_OPEN_STATE = word_list("outstanding.open_state")
_LATE_STATE = word_list("outstanding.late_state")
_STATUS = word_list("outstanding.status_column")
_AGEING = word_list("outstanding.ageing")
_LONGEST_STATUS = 40


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


def _under_headings(table: Table, client: str) -> Iterator[Outstanding]:
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
    if direction is None:
        return
    items = _List(table, direction, client)
    received = _received_column(table)
    if received is not None and _due_column(table, received) is not None:
        yield from _difference(items)
        return
    yield from _by_state(items)


# ------------------------------------------------------------------ rows that say whose money they are
def side_column(table: Table) -> int | None:
    """The column whose short cells say 應收 or 應付 row by row, whatever its heading."""
    for number in range(len(table.header)):
        cells = table.values(number)
        told = [cell for cell in cells if len(cell) <= _LONGEST_SIDE and _side(cell)]
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
        side, value = _side(row.cell(sides)), _amount(row, amount, unit)
        if not side or value is None or _is_sum(table, row) or _is_paid(table, row, columns):
            continue
        named = next((n for n in columns if row.cell(n)), None)
        yield _of(_List(table, side, ""), row, (value, amount), client, named)


_SAME_PARTY = 0.6


def _in_sections(table: Table, client: str) -> Iterator[Outstanding]:
    """Lines without headings below To be received, To be paid: name, amount, remark."""
    side = _side(table.about[-1]) if table.about else None
    for row in table.rows:
        filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
        if len(filled) == 1:
            side = _side(row.cell(filled[0])) or side
            continue
        amounts = [n for n in filled[1:] if is_figure(row.cell(n))]
        value = _amount(row, amounts[0], ColumnUnit()) if amounts else None
        if side is None or value is None or is_total(row, filled[0]):
            continue
        if not any(_says_settled(row.cell(n)) for n in filled[1:] if n not in amounts):
            yield _of(_List(table, side, ""), row, (value, amounts[0]), client, filled[0])


def _of(
    items: _List, row: Row, amount: tuple[Decimal, int], client: str, named: int | None
) -> Outstanding:
    """The row's own name for who owes or is owed; the client's full name where it is the client."""
    party = row.cell(named)
    theirs = items.direction == "receivable" and likeness(client, party) >= _SAME_PARTY
    return replace(items.item(row, *amount), party=client if theirs else party)


def _says_settled(cell: str) -> bool:
    return words.SETTLED.within(cell) and not (_OPEN_STATE.within(cell) or _OF_A_PAPER.search(cell))


# ------------------------------------------------------------------ whose money
def _where(table: Table) -> str:
    return f"{table.caption} {table.source.title if not table.about else ''}"


def _direction(table: Table) -> str | None:
    """Receivable or payable: by the heading of the names, else by the nearest line that says it."""
    titles = [" ".join(filter(None, row.cells)) for row in reversed(table.titles)]
    above = [table.source.title] if not table.about else []
    heading = table.header[table.name_column] if table.header else ""
    if _SUPPLIER.within(heading):
        return "payable"  # 收款方 is who is paid, though 收款 alone is what comes in
    for place in (heading, *table.header[:1], *titles, *reversed(table.about), *above):
        if side := _side(place):
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


def _side(place: str) -> str | None:
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


_SUPPLIER = word_list("outstanding.supplier")


def _is_list_of_suppliers(table: Table) -> bool:
    return table.column(_SUPPLIER, where=lambda n: not table.is_numeric(n)) is not None


# ------------------------------------------------------------------ amounts that are open
def _with_amount(items: _List, column: int) -> Iterator[Outstanding]:
    table = items.table
    unit, state = money_unit(table, column), _state_columns(table, column)
    for row in table.rows:
        amount = _amount(row, column, unit)
        if amount is None or _is_sum(table, row) or _is_paid(table, row, state):
            continue
        yield items.item(row, amount, column)


_OF_A_PAPER = re.compile(r"发票|發票|单据|單據|票据|票據|收据|invoice|receipt", re.IGNORECASE)


def _is_paid(table: Table, row: Row, columns: list[int]) -> bool:
    """A remark says so of the amount; that the invoice has come (发票已到) says nothing of it."""
    told = [n for n in columns if not _OF_A_PAPER.search(row.cell(n))]
    return _state(table, row, told) == "settled"


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


_REALLY_PAID = re.compile(r"^\s*[实實][付收拨撥]")


def _received_column(table: Table) -> int | None:
    """What was paid of it; 實付 says so where 應付 stands beside it, else it is what something cost."""
    named = table.column(words.RECEIVED, where=table.is_numeric)
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
    table = items.table
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
            yield items.item(row, missing, due)


# ------------------------------------------------------------------ rows that say how they stand
def _by_state(items: _List) -> Iterator[Outstanding]:
    table = items.table
    amount = _amount_column(table)
    if amount is None:
        return
    unit, columns = money_unit(table, amount), _state_columns(table, amount)
    paid_on = _paid_columns(table)
    told = any(_state(table, row, columns) for row in table.rows)
    for row in table.rows:
        value = _amount(row, amount, unit)
        if value is None or _is_sum(table, row):
            continue
        state = _state(table, row, columns)
        silent = state == "" and (bool(paid_on) or (not told and items.direction == "payable"))
        if state == "open" or silent:
            yield items.item(row, _open_part(row, columns, value), amount)


def _open_part(row: Row, columns: list[int], whole: Decimal) -> Decimal:
    """扣保留款 8,800 未付: the remark says how much of the amount is open."""
    for cell in (row.cell(n) for n in columns):
        figures = [q for q in find_quantities(cell) if not q.is_rate and 100 <= q.value < whole]
        if len(figures) == 1 and _OPEN_STATE.within(cell[figures[0].end :]):
            return figures[0].value
    return whole


def _amount_column(table: Table) -> int | None:
    wanted = (words.MONEY_COLUMN, words.RECEIVABLE)
    found = (table.column(w, avoid=words.RECEIVED, where=table.is_numeric) for w in wanted)
    return next((n for n in found if n is not None and n != table.name_column), None)


def _state_columns(table: Table, amount: int) -> list[int]:
    """The columns that may say whether a row is settled; those of payment before those of remarks."""
    others = [n for n in range(len(table.header)) if n not in (amount, table.name_column)]
    paid = [n for n in _paid_columns(table) if n in others]
    status = [n for n in others if _STATUS.within(table.header[n])]
    loose = [n for n in others if table.share(n, _is_state) >= 0.5]
    return list(dict.fromkeys((*status, *paid, *loose)))


def _paid_columns(table: Table) -> list[int]:
    """The columns of what was paid and when, not of when it is to be (預計付款日)."""
    return [
        n
        for n, heading in enumerate(table.header)
        if words.RECEIVED.within(heading)
        and not (words.PLANNED.within(heading) or words.DEADLINE_DAY.within(heading))
    ]


def _is_state(cell: str) -> bool:
    return len(cell) <= _LONGEST_STATUS and bool(
        _OPEN_STATE.within(cell) or _NOT_ISSUED.within(cell) or words.SETTLED.within(cell)
    )


_ASKS = re.compile(r"是否|[有已]无|[?？]|\(?y\s?/\s?n\)?", re.IGNORECASE)
_YES = re.compile(r"\s*(?:是|已|有|y|yes|✓|✔|√|v|○|done)\s*", re.IGNORECASE)
_NO = re.compile(r"\s*(?:否|未|无|無|尚未|n|no|✗|✘|×|x|[-–—])\s*", re.IGNORECASE)


def _asks(heading: str) -> bool:
    """是否付款, Paid?: a question whose cells answer yes or no."""
    paid = words.RECEIVED.within(heading) or words.SETTLED.within(heading) or "付" in heading
    return paid and bool(_ASKS.search(heading))


def _answer(cell: str) -> str:
    if _YES.fullmatch(cell):
        return "settled"
    return "open" if _NO.fullmatch(cell) else ""


def _state(table: Table, row: Row, columns: list[int]) -> str:
    """open, settled, or empty where the row does not say.

    Unpaid counts before paid; what came late (已到，逾期8天) has come.
    """
    if asked := [row.cell(n) for n in columns if _asks(table.header[n])]:
        answers = {_answer(cell) for cell in asked} - {""}
        if answers:
            return "open" if "open" in answers else "settled"
    cells = [row.cell(n) for n in columns]
    if any(_OPEN_STATE.within(cell) or _NOT_ISSUED.within(cell) for cell in cells):
        return "open"
    dated = any(read_day(row.cell(n), _ANY_DAY) is not None for n in _paid_columns(table))
    if dated or any(map(words.SETTLED.within, cells)):
        return "settled"
    return "open" if any(map(_LATE_STATE.within, cells)) else ""
