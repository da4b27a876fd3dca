"""Sheets of answers: who gave which marks. Their columns of marks stand side by side and compare nothing.

執行 beside 創意, Delivery beside Planning: what people were asked about may be called like a side of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.tables import Table

_WHO = word_list("satisfaction.who")
_MOST, _FEWEST = Decimal(10), 2


def holds_answers(table: Table) -> bool:
    """A column of who answered, one of marks by its heading, and in every column of figures marks to 10."""
    if not table.header or words.METRIC_NAME.within(table.header[table.name_column]):
        return False
    numeric = [n for n in range(len(table.header)) if table.is_numeric(n)]
    asked = any(_WHO.within(h) for n, h in enumerate(table.header) if n not in numeric)
    marked = any(words.SCORE.within(table.header[n]) for n in numeric)
    if not asked or not marked or len(numeric) < _FEWEST:
        return False
    return all(0 <= mark <= _MOST for mark in _marks(table, numeric))


def _marks(table: Table, columns: list[int]) -> Iterator[Decimal]:
    for column in columns:
        for cell in table.values(column):
            if figure := read_cell(cell, column_unit()):
                yield figure.value
