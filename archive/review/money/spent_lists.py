"""Settlements that list only what was spent: the budget stands on another sheet or in the quotation."""

from __future__ import annotations

from archive.review.money.cost_rows import (
    Columns,
    Cost,
    CostLine,
    TotalRow,
    currency_of,
    line_of,
    money_in,
    told_currency,
    total_of,
    with_budget,
)
from archive.review.money.open_rows import written_currency
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.names import same_thing
from archive.review.tables.cells import ColumnUnit, column_unit
from archive.review.tables.headings import side_of
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Table, is_total, total_row


def spent_only(papers: Papers) -> Cost | None:
    """A settlement that lists only what was spent, with the budget of another of its tables or of the quotation."""
    for paper in papers.current(Role.MONEY):
        for table in paper.tables:
            amount = _spent_column(table)
            if amount is None or not any(is_total(row, table.name_column) for row in table.rows):
                continue
            budgets = _own_budget(paper, table)
            if budgets is None and not _is_of_money(table, amount):
                continue
            return _with_budget(papers, paper, (table, amount), budgets)
    return None


def _spent_column(table: Table) -> int | None:
    if not table.header:
        return None
    amount = table.column(words.SPENT, where=table.is_numeric)
    if amount is None and words.COST_NAME.within(table.header[table.name_column]):
        amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
    if amount is None and table.planned_and_actual is None:
        amount = next(
            (
                n
                for n, h in enumerate(table.header)
                if side_of(h) == "actual" and table.is_numeric(n)
            ),
            None,
        )
    return amount


def _is_of_money(table: Table, amount: int) -> bool:
    """Not merely "actual" of something that nobody budgeted."""
    heading = table.header[amount]
    return words.SPENT.within(heading) or side_of(heading) != "actual"


def _own_budget(paper: Paper, spent: Table) -> tuple[list[CostLine], list[TotalRow]] | None:
    """The budget on another sheet of the same paper: a table of one price for most of the same names."""
    names = [row.cell(spent.name_column) for row in spent.rows]
    for table in paper.tables:
        if table.segment == spent.segment or not table.header:
            continue
        column = table.column(words.BUDGET, where=table.is_numeric)
        if column is None and words.BUDGET.within(table.caption):
            column = table.column(words.MONEY_COLUMN, where=table.is_numeric)
        shared = [
            r
            for r in table.rows
            if any(same_thing(r.cell(table.name_column), n) for n in names if n)
        ]
        if column is None or len(shared) < 2 or len(shared) * 2 < len(names):
            continue
        unit = money_unit(table, column)
        columns = Columns(column, None, None, unit, unit)
        total = total_row(table)
        return _priced(table, column, unit), [(total, table, columns)] if total else []
    return None


def _with_budget(
    papers: Papers,
    paper: Paper,
    spent: tuple[Table, int],
    budgets: tuple[list[CostLine], list[TotalRow]] | None,
) -> Cost:
    table, amount = spent
    unit = money_unit(table, amount)
    columns = Columns(None, amount, table.column(words.NOTE), unit, unit)
    allowed, sums = budgets or (quoted_lines(papers), [])
    lines, totals = [], []
    for row in table.rows:
        if is_total(row, table.name_column):
            totals.append((row, table, columns))
        elif line := line_of(table, row, columns):
            match = next((q for q in allowed if same_thing(q.item, line.item)), None)
            lines.append(with_budget(line, match))
    usual = told_currency(papers, table)
    actual = total_of(totals[-1:], lines, "actual", usual)
    planned = total_of(sums, lines, "budget", usual) if budgets else None
    own = actual.currency if actual else None
    return Cost(own or currency_of(papers, paper, table), planned, actual, tuple(lines), paper)


def quoted_lines(papers: Papers) -> list[CostLine]:
    """The lines of the quotation: items with a price."""
    found: list[CostLine] = []
    for paper in papers.of_class("quotation"):
        for table in paper.tables:
            amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
            if amount is not None:
                found += _priced(table, amount, column_unit(table.header[amount], table.caption))
    return found


def _priced(table: Table, column: int, unit: ColumnUnit) -> list[CostLine]:
    """Each row with its price as a budget, but for the sums."""
    return [
        CostLine(
            row.cell(table.name_column),
            price,
            None,
            "",
            (table.evidence(row),),
            written_currency(table, row, column),
        )
        for row in table.rows
        if (price := money_in(row.cell(column), unit)) is not None
        and not is_total(row, table.name_column)
    ]
