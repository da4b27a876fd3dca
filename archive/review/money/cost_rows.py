"""The rows of tables of money: a line of costs, a total, and the columns they are read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.money.currencies import (
    currency_beside,
    differ,
    is_one,
    names_two,
    of_side,
    of_total,
)
from archive.review.papers.papers import Paper, Papers
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import find_quantities
from archive.review.tables.cells import ColumnUnit, column_unit, read_cell
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the settlement; a figure is None where the paper has none."""

    item: str
    budget: Decimal | None
    actual: Decimal | None
    note: str
    evidence: tuple[Evidence, ...]
    currency: str | None = None
    budget_currency: str | None = None
    """Of the budget, where its cell names another than that of the actual figure."""


@dataclass(frozen=True, slots=True)
class Total:
    """A total, copied from a total row or a sentence, or summed here (`computed`) from cited lines."""

    value: Decimal
    evidence: tuple[Evidence, ...]
    computed: bool = False
    currency: str | None = None
    """Where the paper names it with the total."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The project's money: what was allowed and what it came to."""

    currency: str | None = None
    budget: Total | None = None
    actual: Total | None = None
    lines: tuple[CostLine, ...] = ()
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has its budget, what was spent, and remarks; with the units of both sides."""

    planned: int | None
    actual: int | None
    note: int | None
    planned_unit: ColumnUnit
    actual_unit: ColumnUnit


TotalRow = tuple[Row, Table, Columns]
"""A row of a total with the table it stands in."""


def columns_of(table: Table) -> Columns:
    """The columns of a table that compares both sides."""
    planned, actual = table.planned_and_actual or (None, None)
    note = table.column(words.NOTE, where=lambda n: not table.is_numeric(n))

    def unit(number: int | None) -> ColumnUnit:
        return money_unit(table, number)

    return Columns(planned, actual, note, unit(planned), unit(actual))


def line_of(table: Table, row: Row, columns: Columns) -> CostLine | None:
    """The line a row tells; None for a row without a name or without any figure."""
    item = row.cell(table.name_column)
    budget = money_in(row.cell(columns.planned), columns.planned_unit)
    actual = money_in(row.cell(columns.actual), columns.actual_unit)
    if not item or len(item) > 60 or (budget is None and actual is None):
        return None
    allowed = read_cell(row.cell(columns.planned), columns.planned_unit)
    spent = read_cell(row.cell(columns.actual), columns.actual_unit) or allowed
    beside = currency_beside(table, row)
    currency, other = (figure.currency or beside if figure else None for figure in (spent, allowed))
    return CostLine(
        item, budget, actual, row.cell(columns.note), (table.evidence(row),), currency or other,
        other if currency and other != currency else None,
    )  # fmt: skip


def with_budget(line: CostLine, allowed: CostLine | None) -> CostLine:
    """A line of what was spent with the budget that another list has for it; both are cited."""
    if allowed is None:
        return line
    return replace(
        line,
        budget=allowed.budget,
        evidence=(*line.evidence, *allowed.evidence),
        currency=line.currency or allowed.currency,
        budget_currency=allowed.currency if differ(line.currency, allowed.currency) else None,
    )


def money_in(cell: str, unit: ColumnUnit) -> Decimal | None:
    """The amount of a cell in base units; None for none and for a rate."""
    if re.fullmatch(r"\s*[-–—]\s*", cell):
        return Decimal(0)  # accountants write a dash for nothing
    quantity = read_cell(cell, unit)
    return quantity.value if quantity and not quantity.is_rate else None


def total_of(
    rows: Sequence[TotalRow], lines: Sequence[CostLine], side: str, usual: str | None = None
) -> Total | None:
    """The total of a side ("budget" or "actual"): the row's that says it, else the sum of the lines.

    Lines that name no currency are in the `usual` one; lines of two currencies have no sum, and a row that
    names none and adds them all the same is not believed.
    """
    sides = of_side(lines, side)
    summed = _sum_of(lines, side)
    for row, table, columns in rows:
        budget = side == "budget"
        number = columns.planned if budget else columns.actual
        unit = columns.planned_unit if budget else columns.actual_unit
        cell = row.cell(number)
        value = None if names_two(cell) else money_in(cell, unit)
        if value is not None:
            own = of_total(table, row, (cell,)) or unit.currency
            if own is None and value == summed and not is_one(sides, usual):
                continue
            evidence = (table.evidence(row),)
            return Total(value, evidence, computed=number in table.summed, currency=own)
    everywhere = [*of_side(lines, "budget"), *of_side(lines, "actual")]
    if summed is None or not is_one(everywhere, usual):
        return None
    cited = tuple(e for line in lines for e in line.evidence)
    return Total(summed, cited, computed=True, currency=next(filter(None, sides), None))


def _sum_of(lines: Sequence[CostLine], side: str) -> Decimal | None:
    """The sum of a side where every line has it; None below two lines."""
    figures = [line.budget if side == "budget" else line.actual for line in lines]
    known = [figure for figure in figures if figure is not None]
    return sum(known, Decimal(0)) if len(known) == len(figures) >= _FEWEST_LINES else None


_FEWEST_LINES = 2


def told_currency(papers: Papers, table: Table) -> str | None:
    """The currency the table's head or title names, else the project's."""
    return column_unit(*table.header, table.caption).currency or papers.project.currency


def currency_of(papers: Papers, paper: Paper, table: Table) -> str | None:
    """The currency the table or the project names, else the paper's most frequent.

    A paper that names one once, in an aside (testers, TWD 6,000), is in that of the project's papers.
    """
    if named := told_currency(papers, table):
        return named
    mentions = _mentions(paper)
    if mentions.total() == 1:
        for other in papers:
            if other.is_current and other is not paper:
                mentions += _mentions(other)
    return min(mentions, key=lambda c: (-mentions[c], c)) if mentions else None


def _mentions(paper: Paper) -> Counter[str]:
    """How often a paper writes each currency."""
    return Counter(
        q.currency
        for segment in paper.source.segments
        for q in find_quantities(segment.text)
        if q.currency
    )
