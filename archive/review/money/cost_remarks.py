"""What remarks of a settlement say is still to be paid of a line: 尾款62,000未付, 已付七成, 未付 under 付款."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from archive.review.money.cost_rows import money_in
from archive.review.money.debt_clauses import open_figures
from archive.review.money.debtors import owed
from archive.review.money.open_rows import Outstanding, party_of_row, written_currency
from archive.review.money.open_states import open_part, state_of
from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list
from archive.review.tables.cells import in_one_line
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table, is_total

_OF_PAYMENT = word_list("outstanding.payment_column")


def debts_in_remarks(table: Table, client: str) -> Iterator[Outstanding]:
    """Owed to whom the row is about; a row of one cell is a sentence that says for whom."""
    numeric = [n for n in range(len(table.header)) if table.is_numeric(n)]
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1:
            for debt in open_figures(Passage(table.source, filled[0], ()), ""):
                yield replace(owed(debt, client), evidence=(table.evidence(row),))
            continue
        told = list(_told_in_cells(table, row, numeric))
        yield from told or _told_by_state(table, row)


def _told_in_cells(table: Table, row: Row, numeric: list[int]) -> Iterator[Outstanding]:
    for number, cell in enumerate(row.cells):
        if number in (table.name_column, *numeric) or not cell.strip():
            continue
        for debt in open_figures(Passage(table.source, cell, ()), ""):
            yield replace(
                owed(debt, ""),
                party=party_of_row(table, row),
                direction="payable",
                evidence=(table.evidence(row),),
            )


def _told_by_state(table: Table, row: Row) -> Iterator[Outstanding]:
    """未付, ✗ or 已付70% in a column of payment: of what the line cost that much is open."""
    columns = [n for n, heading in enumerate(table.header) if _OF_PAYMENT.within(heading)]
    columns = [n for n in columns if n != table.name_column and not table.is_numeric(n)]
    cost = _cost(table, row)
    in_a_column = table.column(words.OPEN_AMOUNT, where=table.is_numeric) is not None
    if not columns or in_a_column or cost is None or is_total(row, table.name_column):
        return
    if any(words.INSTALMENT.within(row.cell(n)) for n in columns):
        return  # 尾款待付 does not say how much that is
    if state_of(table, row, columns) == "open":
        amount = open_part(table, row, columns, cost)
        remark = in_one_line(row.cell(n) for n in columns)
        evidence, currency = (table.evidence(row),), written_currency(table, row)
        yield Outstanding(party_of_row(table, row), amount, "payable", remark, evidence, currency)


def _cost(table: Table, row: Row) -> Decimal | None:
    """What the line came to, else what it was to cost."""
    for number in reversed(table.planned_and_actual or ()):
        value = money_in(row.cell(number), money_unit(table, number))
        if value is not None and value > 0:
            return value
    return None
