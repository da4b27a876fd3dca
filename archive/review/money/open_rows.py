"""Rows of lists of open money: what an entry holds, whose it is, and which column is its amount."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.money.currencies import currency_beside
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import likeness
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import folded
from archive.review.tables.cells import ColumnUnit, column_unit, in_one_line, read_cell
from archive.review.tables.money_units import bare_money_column
from archive.review.tables.tables import Row, Table, is_total

SAME_PARTY = 0.6
"""From which likeness a name in a row is the client's."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An amount somebody still owes. `direction` is receivable or payable."""

    party: str
    amount: Decimal
    direction: str
    reason: str
    evidence: tuple[Evidence, ...]
    currency: str | None = None
    """Only where the paper names one with the amount."""
    computed: bool = False
    """No paper writes the amount: it is what cited ones leave."""


@dataclass(frozen=True, slots=True)
class DebtList:
    """A table with what it is a list of: money of the client, or money owed to others."""

    table: Table
    direction: str
    client: str

    def item(self, row: Row, amount: Decimal, column: int) -> Outstanding:
        """The entry of a row: the client where it is theirs, else the party that the row names."""
        named = party_of_row(self.table, row)
        theirs = bool(self.client) and likeness(self.client, named) >= SAME_PARTY
        side = "receivable" if theirs else self.direction
        party = self.client if side == "receivable" and self.client else named
        reason = _reason(self.table, row, column)
        return Outstanding(
            party, amount, side, reason, (self.table.evidence(row),),
            written_currency(self.table, row, column),
        )  # fmt: skip


def written_currency(table: Table, row: Row, column: int | None = None) -> str | None:
    """The currency of the amount's cell or column, else the only one that the row's cells name."""
    if beside := currency_beside(table, row):
        return beside
    if column is not None:
        heading = table.header[column : column + 1]
        figure = read_cell(row.cell(column), column_unit(*heading))
        if figure and figure.currency:
            return figure.currency
    named = {q.currency for cell in row.cells for q in find_quantities(cell) if q.currency}
    return named.pop() if len(named) == 1 else None


def side_of_debt(place: str) -> str | None:
    """Which of the two a line says first; of two that begin together, the longer word."""
    plain = folded(place)
    found = [
        (match.start(), -len(match.group()), side)
        for wanted, side in ((words.RECEIPTS, "receivable"), (words.PAYABLES, "payable"))
        if (match := wanted.pattern.search(plain))
    ]
    return min(found)[2] if found else None


def amount_of(row: Row, column: int | None, unit: ColumnUnit) -> Decimal | None:
    """The amount of a row in base units; None for none, for nothing and for a rate."""
    figure = read_cell(row.cell(column), unit)
    return None if figure is None or figure.is_rate or figure.value <= 0 else figure.value


def is_sum(table: Table, row: Row) -> bool:
    """The row adds up others."""
    return is_total(row, table.name_column)


def party_of_row(table: Table, row: Row) -> str:
    """The party in a column of its own, else what the line is called."""
    column = table.column(words.PARTY, where=lambda n: not table.is_numeric(n))
    return row.cell(column) or row.cell(table.name_column)


def _reason(table: Table, row: Row, column: int) -> str:
    others = [
        c
        for n, c in enumerate(row.cells)
        if n != column and c.strip() and c.strip() != party_of_row(table, row)
    ]
    return in_one_line(c for c in others if not re.fullmatch(r"[\d.,\s]+", c))[:80]


def amount_column(table: Table) -> int | None:
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


def side_of_row(table: Table, row: Row, client: str) -> str:
    """Receivable where the row names the client, else payable."""
    theirs = likeness(client, row.cell(table.name_column)) >= SAME_PARTY
    return "receivable" if theirs else "payable"


def _sheet_of_one(table: Table) -> str:
    """The name of a sheet for one supplier, where no column names any: 明燈電機 above 日期, 品名, 含稅."""
    sheet = table.source.segments[table.segment].place.sheet or ""
    named = table.column(words.PARTY) is not None or not table.header
    dated = any(map(table.is_dated, range(len(table.header))))
    if named or not dated:
        return ""
    general = (words.PAYABLES, words.RECEIPTS, words.COST_HEADING, words.MONEY_COLUMN, words.DAYS)
    worded = re.match(r"[^\W\d_]{2}", sheet) and not _ANY_SHEET.search(folded(sheet))
    return sheet if worded and not any(wanted.within(sheet) for wanted in general) else ""


_ANY_SHEET = re.compile(r"sheet|工作表|ledger|\blog\b|\blist\b|明细|清单|流水|总|表$|账|copy|final")


def entry_of(
    items: DebtList, row: Row, amount: tuple[Decimal, int], client: str, named: int | None
) -> Outstanding:
    """The row's own name for who owes or is owed; the client's full name where it is the client."""
    party = _sheet_of_one(items.table) or row.cell(named)
    theirs = items.direction == "receivable" and likeness(client, party) >= SAME_PARTY
    return replace(items.item(row, *amount), party=client if theirs else party)
