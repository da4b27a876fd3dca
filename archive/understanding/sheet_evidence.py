"""What the columns of a workbook say of its class: days down the side, spans of days, counts of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations

from archive.domain.folding import fold
from archive.understanding.evidence import Evidence
from archive.understanding.table_evidence import DAY, number_in
from archive.understanding.view import DocumentView

_ROWS, _MOST_COLUMNS, _LEAST_ROWS = 60, 8, 2


# ------------------------------------------------------------------ days down a column
_SERIES, _FEWEST_DAYS = 2.5, 3


def from_series(view: DocumentView) -> Iterable[Evidence]:
    """A workbook's rows are days or weeks with several figures each: results, counted."""
    if view.form != "sheet":
        return
    rows = next((segment.rows for segment in view.segments if segment.rows), ())[:_ROWS]
    first = [row[0] for row in rows if row and DAY.search(fold(row[0]))]
    figures = [
        sum(number_in(cell) is not None for cell in row[1:]) for row in rows if row[0] in first
    ]
    if len(set(first)) >= _FEWEST_DAYS and min(figures, default=0) >= 2:
        yield Evidence("data_report", "table", _SERIES, tuple(first[:2]))


_SPAN_OF_DAYS, _COUNTED = 2.6, 1.6
MONEY_HEAD = re.compile(
    r"单价|金额|报价|小计|预算|实支|决算|费用|price|amount|cost|budget|rate\b|fee|\btotal\b|qty|数量"
)


def from_columns_of_days(view: DocumentView) -> Iterable[Evidence]:
    """Two columns of days behind the names of things to do: a schedule; not where money stands beside them."""
    if view.form != "sheet":
        return
    rows = next(
        (segment.rows for segment in view.segments if len(segment.rows) >= _LEAST_ROWS), ()
    )[:_ROWS]
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    dated = [
        n for n in range(1, width)
        if sum(n < len(row) and bool(DAY_CELL.fullmatch(fold(row[n]).strip())) for row in rows) >= _LEAST_ROWS
    ]  # fmt: skip
    heads = [cell for row in rows[:3] for cell in map(fold, row)]
    if len(dated) >= 2 and not any(map(MONEY_HEAD.search, heads)):
        yield Evidence("schedule", "table", _SPAN_OF_DAYS, tuple(c for c in rows[0] if c)[:3])


DAY_CELL = re.compile(
    r"(?:\d{2,4}[./-])?\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?"
    r"|(?:\d{2,4}年)?\d{1,2}月\d{1,2}日?|\d{1,2} [a-z]{3,9}(?: \d{2,4})?"
)


_PRODUCTS, _PRICED = 2.6, 24


def from_products(view: DocumentView) -> Iterable[Evidence]:
    """Of three columns one is the product of two others, row by row: how many, how much each, together."""
    rows = next((s.rows for s in view.segments if len(s.rows) > _LEAST_ROWS), ())[:_PRICED]
    numbers = [[number_in(cell) for cell in row[:_MOST_COLUMNS]] for row in rows]
    told = [row for row in numbers if sum(v is not None and v != 0 for v in row) >= _FACTORS]
    filled = [
        n
        for n in range(_MOST_COLUMNS)
        if sum(n < len(r) and r[n] is not None for r in told) >= _LEAST_ROWS
    ]
    for one, other, whole in permutations(filled, _FACTORS):
        made = [row for row in told if _multiplies(row, one, other, whole)] if one < other else []
        telling = any(1 not in (row[one], row[other]) for row in made)
        if telling and len(made) >= max(_LEAST_ROWS, (len(told) + 1) // 2):
            yield Evidence("quotation", "table", _PRODUCTS, tuple(c for c in rows[0] if c)[:3])
            return


_FACTORS = 3


def _multiplies(row: Sequence[Decimal | None], one: int, other: int, whole: int) -> bool:
    if max(one, other, whole) >= len(row):
        return False
    a, b, c = row[one], row[other], row[whole]
    return a is not None and b is not None and c is not None and c != 0 and a * b == c


def from_counts(view: DocumentView) -> Iterable[Evidence]:
    """A workbook of named things with several counts each, none of it money: results."""
    if view.form != "sheet":
        return
    rows = next(
        (segment.rows for segment in view.segments if len(segment.rows) >= _LEAST_ROWS), ()
    )[:_ROWS]
    heads = [
        cell for row in rows[:3] for cell in map(fold, row) if cell and number_in(cell) is None
    ]
    counted = [
        row for row in rows
        if row and row[0] and number_in(row[0]) is None
        and sum(number_in(cell) is not None and not DAY_CELL.fullmatch(cell.strip()) for cell in row[1:]) >= 2
    ]  # fmt: skip
    if len(counted) >= _LEAST_ROWS and not any(map(MONEY_HEAD.search, heads)):
        yield Evidence("data_report", "table", _COUNTED, tuple(heads)[:3])
