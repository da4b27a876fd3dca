"""What was spent in one paper, what was allowed in another: a closing mail and the order, costs and the quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.money.cost_rows import (
    Cost,
    CostLine,
    Total,
    currency_of,
    money_in,
    with_budget,
)
from archive.review.money.currencies import is_one
from archive.review.money.open_rows import written_currency
from archive.review.money.priced_lists import Priced, matched, priced_lists
from archive.review.money.told_lists import parts_told
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Table, is_subtotal, is_total

_NO_SIDE = word_list("column_pairs.no_side")
_ROLES = (
    Role.MONEY,
    Role.REPORT,
    Role.RETRO,
    Role.DATA,
    Role.OTHER,
    Role.PROOF,
    Role.CLIENT,
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Spent:
    lines: tuple[CostLine, ...]
    total: Total
    currency: str | None


def compared(papers: Papers, agreed: Sequence[Decimal]) -> Cost | None:
    """The settlement put together from a list of what was spent and the list of prices with its names."""
    allowed = priced_lists(papers, agreed)
    if not allowed:
        return None
    for paper in papers.current(*_ROLES):
        for spent in _spent_in(papers, paper):
            for priced in allowed:
                if found := matched(priced, [line.item for line in spent.lines]):
                    return _together(spent, priced, found, paper)
    return None


def _together(spent: _Spent, priced: Priced, found: dict[str, CostLine], paper: Paper) -> Cost:
    lines = tuple(with_budget(line, found.get(line.item)) for line in spent.lines)
    return Cost(spent.currency, priced.total, spent.total, lines, paper)


def _spent_in(papers: Papers, paper: Paper) -> Iterator[_Spent]:
    for table in paper.tables:
        if (column := _lone_amount(table)) is not None and (told := _of_table(table, column)):
            lines, total = told
            yield _Spent(lines, total, total.currency or currency_of(papers, paper, table))
    for parts in parts_told(paper):
        told_lines = tuple(
            CostLine(
                line.name, None, line.figures[0].value, "", (line.passage.evidence,),
                line.figures[0].currency,
            )
            for line in parts.lines
        )  # fmt: skip
        evidence = (parts.whole.evidence,) if parts.whole else told_lines[0].evidence
        own = told_lines[0].currency
        total = Total(parts.total, evidence, currency=own)
        yield _Spent(told_lines, total, own or papers.project.currency)


def _lone_amount(table: Table) -> int | None:
    """The one column of amounts of a table that compares nothing by itself."""
    if not table.header or table.planned_and_actual is not None:
        return None
    numeric = [
        n
        for n in range(len(table.header))
        if n != table.name_column and table.is_numeric(n) and not _NO_SIDE.within(table.header[n])
    ]
    named = [
        n
        for n in numeric
        if words.MONEY_COLUMN.within(table.header[n]) or words.SPENT.within(table.header[n])
    ]
    chosen = named or numeric
    return chosen[-1] if len(chosen) == 1 else None


def _of_table(table: Table, column: int) -> tuple[tuple[CostLine, ...], Total] | None:
    """The rows above a total that they add up to."""
    unit = money_unit(table, column)
    lines: list[CostLine] = []
    for row in table.rows:
        value, name = money_in(row.cell(column), unit), row.cell(table.name_column)
        if value is None or not name or is_subtotal(row, table.name_column):
            continue
        if not is_total(row, table.name_column):
            own = written_currency(table, row, column)
            lines.append(CostLine(name, None, value, "", (table.evidence(row),), own))
        elif len(lines) >= _FEWEST and value == sum(line.actual or Decimal(0) for line in lines):
            named = [line.currency for line in lines]
            if not is_one(named):
                return None
            total = Total(value, (table.evidence(row),), currency=next(filter(None, named), None))
            return tuple(lines), total
    return None
