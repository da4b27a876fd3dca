"""The price that a contract's table of prices comes to: the row of its total."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from archive.review.contracts.price import Price, is_money
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.money_units import bare_money_column
from archive.review.tables.tables import Row, Table, is_total, total_row

_PER_PIECE = word_list("column_pairs.no_side")


def price_in_table(paper: Paper, currency: str | None) -> Price | None:
    for table in paper.tables:
        if price := _confirmed_total(paper, table, currency):
            return price
        column = table.column(words.MONEY_COLUMN, avoid=_PER_PIECE, where=table.is_numeric)
        if column is None:
            column = table.column(words.TOTAL, where=table.is_numeric) or bare_money_column(table)
        total = total_row(table)
        if column is None and total is not None:
            column = _only_figure(table, total)
        if column is None or total is None:
            if told := _told_in_cell(table):
                whole, row = told
                return Price(whole.value, whole.currency or currency, table.evidence(row))
            continue
        amount = read_cell(total.cell(column), column_unit(table.header[column], table.caption))
        if amount:
            return Price(amount.value, amount.currency or currency, table.evidence(total))
    return None


def _only_figure(table: Table, total: Row) -> int | None:
    """The column of the one figure in the row of the total, where its own heading names no money."""
    filled = [n for n, cell in enumerate(total.cells) if is_figure(cell)]
    found = find_quantities(total.cell(filled[0])) if len(filled) == 1 else []
    told = len(found) == 1 and found[0].value >= _LEAST and filled[0] < len(table.header)
    return filled[0] if told else None


_LEAST = 1000


def _confirmed_total(paper: Paper, table: Table, currency: str | None) -> Price | None:
    """Of a table's totals before and after tax the one that the shares of the payments are reckoned from."""
    totals = [row for row in table.rows if is_total(row, table.name_column)]
    if len(totals) < 2:
        return None
    for row in totals:
        figures = [q for cell in row.cells if is_figure(cell) for q in find_quantities(cell)[:1]]
        money = [q for q in figures if not q.is_rate]
        if money and any(_shares(passage.text, money[-1].value) for passage in paper.paragraphs):
            return Price(money[-1].value, money[-1].currency or currency, table.evidence(row))
    return None


_WHOLE = Decimal(100)
_NEAR = 12
"""Characters between a share and its amount."""


def _shares(text: str, whole: Decimal) -> bool:
    """Every share with an amount behind it is that part of the whole, and they make it up."""
    pairs = [
        (share.value, amount.value)
        for share, amount in pairwise(find_quantities(text))
        if share.is_rate and not amount.is_rate and amount.start - share.end <= _NEAR
    ]
    exact = all(abs(amount - whole * share / _WHOLE) <= 1 for share, amount in pairs)
    return len(pairs) >= 2 and exact and sum(share for share, _ in pairs) == _WHOLE


_LABEL_AND_FIGURE = re.compile(
    r"\s*(?P<label>[^\d:：$£€¥]{2,24}?)\s*[:：]?\s*(?P<figure>\S*\d[\d,.]*\S{0,3})\s*"
)


def _told_in_cell(table: Table) -> tuple[Quantity, Row] | None:
    """The last cell that holds a word of the whole and its amount: 總計 525,000."""
    for row in reversed(table.rows):
        for cell in row.cells:
            told = _LABEL_AND_FIGURE.fullmatch(cell)
            if told and words.TOTAL.within(told["label"]):
                found = [q for q in find_quantities(cell) if is_money(q)]
                if len(found) == 1:
                    return found[0], row
    return None
