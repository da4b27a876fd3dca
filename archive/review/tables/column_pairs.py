"""Columns of planned and actual under headings nobody foresaw, told by what their figures do.

Three columns of which one is the difference of the two others, or their quotient, compare something
whatever they are called; so do two columns of money that both add up to the row of the total. Words
decide first, where a heading has one; figures say only what the words leave open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.answer_sheets import holds_answers
from archive.review.tables.figure_columns import (
    LEAST_ROWS,
    FigureColumn,
    column_of,
    filled,
    holds,
    may_compare,
    same_sizes,
    slack,
)
from archive.review.tables.headings import says_before
from archive.review.tables.headings import side_of as said_side
from archive.review.tables.tables import Table, is_total

_LEFT = word_list("column_pairs.left")
_NO_SIDE = word_list("column_pairs.no_side")
_TAX = word_list("cost.tax")
_NET = word_list("cost.net")
_TIMES = re.compile(
    r"(?:19|20)\d\d|\d\s*[月周週季期]|[上下本去今前后後次]\s*[年月周週季期]|\b(?:q[1-4]|h[12]|week|month|year|day|yoy|wow|before|after"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_MOST_COLUMNS, _MOST_ROWS = 12, 60


def with_pair(table: Table, *, money: bool) -> Table:
    """The table with its pair of columns, where words alone do not name both.

    `money` says that the table stands among accounts: there two columns without any word may be a
    budget and what was spent of it.
    """
    if not table.header or table.planned_and_actual is not None or not table.rows:
        return table
    if any(map(_of_debts, table.header)) and not any(map(words.BUDGET.within, table.header)):
        return table  # a list of who owes what
    if sum(map(_of_an_instalment, table.header)) >= LEAST_ROWS:
        return table  # what was paid in parts
    if holds_answers(table):
        return table
    columns = [column_of(table, n) for n in range(len(table.header)) if may_compare(table, n)]
    if formula := _by_formula(columns[:_MOST_COLUMNS]):
        return replace(table, pair=formula)
    pair = _by_arithmetic(columns[:_MOST_COLUMNS], money=money) or _by_likeness(
        table, columns, money=money
    )
    return replace(table, pair=pair) if pair else table


_DUE = re.compile(r"^\s*(?:应|應)[付收]|\b(?:payable|receivable)\b", re.IGNORECASE)


def _of_debts(heading: str) -> bool:
    told = words.RECEIVED.within(heading) or words.OPEN_AMOUNT.within(heading)
    return told or bool(_DUE.search(heading))


def _of_an_instalment(heading: str) -> bool:
    return words.INSTALMENT.within(heading) and not _LEFT.within(heading)


def with_sums(table: Table, *, money: bool = False) -> Table:
    """The table with a name for a row that has none and adds up those above it.

    Among accounts (`money`) it may have a name that no list knows (Altogether): there the row is known by
    two columns that it adds up.
    """
    if not table.header or len(table.rows) <= LEAST_ROWS:
        return table
    last = table.rows[-1]
    name = table.name_column
    named = bool(last.cell(name))
    if is_total(last, name) or (named and not money):
        return table
    if named and any(is_total(row, name) for row in table.rows):
        return table
    columns = [column_of(table, n) for n in range(len(table.header)) if may_compare(table, n)]
    summed = [c for c in columns if c.figures[-1] and _sum_above(table, c) == c.figures[-1]]
    if len(summed) < (_FEWEST_SUMMED if named else 1):
        return table
    cells = [*last.cells, *[""] * (name + 1 - len(last.cells))]
    cells[name] = _SUM
    return replace(table, rows=(*table.rows[:-1], replace(last, cells=tuple(cells))))


_FEWEST_SUMMED = 2
_SUM = "Total"


def _sum_above(table: Table, column: FigureColumn) -> Decimal | None:
    above = zip(table.rows[:-1], column.figures[:-1], strict=True)
    figures = [f for row, f in above if f is not None and not is_total(row, table.name_column)]
    return sum(figures, Decimal(0)) if len(figures) >= LEAST_ROWS else None


def compares_money(table: Table) -> bool:
    """The table is one of accounts: its heading or its columns speak of money."""
    above = table.about[-1] if table.about else ""
    names = (table.header[table.name_column], *table.header)
    return words.COST_HEADING.within(above) or any(
        words.COST_NAME.within(h) or words.SPENT.within(h) or words.RECEIVED.within(h)
        for h in names
    )


_KPI = re.compile(r"\s*KPIs?\s*", re.IGNORECASE)


def side_of(heading: str) -> str:
    """The side a heading of figures says; KPI over figures is what was to be reached."""
    return said_side(heading) or ("planned" if _KPI.fullmatch(heading) else "")


# ------------------------------------------------------------------ differences and quotients
_FORMULA = re.compile(r"\s*(?P<actual>[^-−–]{1,12}?)\s*[-−–]\s*(?P<planned>[^-−–]{1,12}?)\s*")


def _by_formula(columns: Sequence[FigureColumn]) -> tuple[int, int] | None:
    """A-T beside T and A: a heading that writes the difference of two others says which of them is which."""
    named = {column.heading.strip(): column for column in columns}
    for third in columns:
        said = _FORMULA.fullmatch(third.heading)
        planned, actual = (
            named.get(said[side]) if said else None for side in ("planned", "actual")
        )
        if planned is None or actual is None:
            continue
        short = max(len(planned.heading), len(actual.heading)) <= _INITIALS
        worded = bool(side_of(planned.heading) or side_of(actual.heading))
        if (short or worded) and holds(
            actual, planned, third, lambda a, b, c: abs(a - b - c) <= slack(a, b)
        ):
            return planned.number, actual.number
    return None


_INITIALS = 3


def _by_arithmetic(columns: Sequence[FigureColumn], *, money: bool) -> tuple[int, int] | None:
    """The first pair of which a third column is the difference or the quotient."""
    heads = [
        replace(c, figures=c.figures[:_MOST_ROWS], rates=c.rates[:_MOST_ROWS]) for c in columns
    ]
    for first, second, third in permutations(heads, 3):
        if not (_is_free(first, money=money) and _is_free(second, money=money)):
            continue
        sides = side_of(first.heading), side_of(second.heading)
        if sides[0] == "actual" or sides[1] == "planned" or (sides == ("", "") and not money):
            continue
        if sides == ("", "") and _of_tax(first.heading) and _of_tax(second.heading):
            continue
        if _is_quotient(first, second, third) or (
            _is_difference(first, second, third) and _planned_first(first, second, third, sides)
        ):
            return first.number, second.number
    return None


def _is_free(column: FigureColumn, *, money: bool) -> bool:
    """A column that may be planned or actual: none of a time, a share, a remainder or a piece."""
    if words.VARIANCE.within(column.heading) or words.RATE.within(column.heading):
        return False
    if _LEFT.within(column.heading) or _NO_SIDE.within(column.heading):
        return False
    return bool(side_of(column.heading)) or (money and not _TIMES.search(column.heading))


def _planned_first(
    first: FigureColumn, second: FigureColumn, third: FigureColumn, sides: tuple[str, str]
) -> bool:
    """What is left is of what was planned; else the plan stands before what came of it."""
    if any(sides):
        return True
    if _LEFT.within(third.heading):
        return all(a - b == c for a, b, c in filled(first, second, third))
    return first.number < second.number


def _is_difference(first: FigureColumn, second: FigureColumn, third: FigureColumn) -> bool:
    told = any(c for *_, c in filled(first, second, third))
    return told and holds(
        first, second, third, lambda a, b, c: abs(abs(a - b) - abs(c)) <= slack(a, b)
    )


def _is_quotient(planned: FigureColumn, actual: FigureColumn, third: FigureColumn) -> bool:
    if not any(third.rates) and not words.RATE.within(third.heading):
        return False
    varied = len({c for *_, c in filled(planned, actual, third)}) > 1
    return varied and holds(planned, actual, third, _is_share)


def _is_share(planned: Decimal, actual: Decimal, share: Decimal) -> bool:
    if not planned:
        return False
    reached = actual / planned * 100
    return abs(reached - share) <= Decimal("0.6") or abs(reached - share * 100) <= Decimal("0.6")


# ------------------------------------------------------------------ columns that are alike
def _by_likeness(
    table: Table, columns: Sequence[FigureColumn], *, money: bool
) -> tuple[int, int] | None:
    """One side by its word and one other column of the same sizes; among accounts two that add up."""
    free = [c for c in columns if _is_free(c, money=True)]
    planned = _aimed([c for c in free if side_of(c.heading) == "planned"])
    actual = [c for c in free if side_of(c.heading) == "actual"]
    if len(planned) == len(actual) == 1 and _KPI.fullmatch(planned[0].heading):
        return planned[0].number, actual[0].number
    other = [c for c in free if not side_of(c.heading) and not _taken(c.heading)]
    if planned and not actual and not other and not money:
        other = [c for c in columns if _AT_THE_END.fullmatch(c.heading)]
    if planned and not actual and len(other) == 1 and same_sizes(planned[0], other[0]):
        return planned[0].number, other[0].number
    if actual and not planned and len(other) == 1 and same_sizes(actual[0], other[0]):
        return other[0].number, actual[0].number
    if money and not planned and not actual and len(other) == 2:
        first, second = other
        if _of_tax(first.heading) and _of_tax(second.heading):
            return None  # one amount before and after tax
        if same_sizes(first, second) and _adds_up(table, first) and _adds_up(table, second):
            return first.number, second.number
    return None


def _aimed(planned: Sequence[FigureColumn]) -> list[FigureColumn]:
    """Beside a target a baseline is none."""
    return [c for c in planned if not says_before(c.heading)] or [*planned]


_AT_THE_END = re.compile(
    r"\s*(?:(?:week|wk|day|month)\s?\d{1,3}|[wd]\d{1,2}|第[\d一二三四五六七八九十]{1,3}[個个]?[週周天日月])\s*",
    re.IGNORECASE,
)
"""Target | Week 8: one reading by the project's own clock beside what was to be reached."""


def _of_tax(heading: str) -> bool:
    return _TAX.within(heading) or _NET.within(heading) or bool(_GROSS.search(heading))


_GROSS = re.compile(r"\b(?:net|gross)\b", re.IGNORECASE)


def _taken(heading: str) -> bool:
    """A word that says what the column is, and that it is neither side."""
    known = (
        words.QUANTITY,
        words.SCORE,
        words.OWNER,
        words.UNIT,
        words.INDEX,
    )
    return (
        not heading.strip() or any(w.within(heading) for w in known) or words.SUBSET.within(heading)
    )


def _adds_up(table: Table, column: FigureColumn) -> bool:
    """The row of the total is the sum of the others."""
    total = [is_total(row, table.name_column) for row in table.rows]
    lines = [f for f, t in zip(column.figures, total, strict=True) if f is not None and not t]
    sums = [f for f, t in zip(column.figures, total, strict=True) if f is not None and t]
    return len(lines) >= LEAST_ROWS and any(abs(sum(lines) - s) <= abs(s) / 1000 for s in sums)
