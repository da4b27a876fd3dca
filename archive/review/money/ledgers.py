"""What was spent, summed up from a ledger of bills or from a sheet for each supplier.

The budget names the lines, in the same workbook or in the quotation; each bill names its line in a
column, or stands on a sheet with the line's name. The sums are computed and cite every bill.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.review.money.cost_rows import Cost, CostLine, Total, currency_of, money_in
from archive.review.money.currencies import differ, is_one
from archive.review.money.open_rows import written_currency
from archive.review.money.priced_lists import Priced, price_column, priced_in, priced_lists
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import likeness, same_thing
from archive.review.tables.money_units import money_unit
from archive.review.tables.tables import Row, Table, is_total

_FEWEST = 2
_ALIKE = 0.5
_MOSTLY = Decimal("0.6")
_MOST_ROWS = 400

Bill = tuple[Decimal, Evidence, str | None]
"""An amount, where it stands, and the currency its paper names for it."""
Bills = dict[str, list[Bill]]


def summed_bills(papers: Papers, agreed: Sequence[Decimal]) -> Cost | None:
    """The settlement whose actual side is the sum of bills; None where no bills name the budget's lines."""
    elsewhere = priced_lists(papers, agreed)
    for paper in papers.current(Role.MONEY, Role.OTHER):
        for budget, tables in (
            *_own_budgets(paper),
            *((priced, paper.tables) for priced in elsewhere),
        ):
            for bills in (_by_sheet(budget, tables), *(_by_column(budget, t) for t in tables)):
                enough = Decimal(len(bills)) >= _MOSTLY * len(budget.lines)
                if len(bills) >= _FEWEST and enough and _is_one(bills):
                    return _settled(papers, paper, budget, bills)
    return None


def _own_budgets(paper: Paper) -> Iterator[tuple[Priced, tuple[Table, ...]]]:
    """A table with nothing but a budget, and the other tables of its workbook."""
    for table in paper.tables:
        column = table.column(words.BUDGET, where=table.is_numeric) if table.header else None
        if column is None and table.header and words.BUDGET.within(table.caption):
            column = price_column(table)
        if column is not None and table.planned_and_actual is None:
            yield priced_in(table, column), tuple(t for t in paper.tables if t is not table)


def _settled(papers: Papers, paper: Paper, budget: Priced, bills: Bills) -> Cost:
    lines = tuple(_line(line, bills.get(line.item, [])) for line in budget.lines)
    spent = [bill for line in budget.lines for bill in bills.get(line.item, [])]
    own = next((named for _, _, named in spent if named), None)
    value, cited = sum((v for v, _, _ in spent), Decimal(0)), tuple(e for _, e, _ in spent)
    whole = Total(value, cited, computed=True, currency=own)
    usual = papers.project.currency or currency_of(papers, paper, paper.tables[0])
    return Cost(own or usual, budget.total, whole, lines, paper)


def _is_one(bills: Bills) -> bool:
    return is_one(named for some in bills.values() for _, _, named in some)


def _line(line: CostLine, bills: Sequence[Bill]) -> CostLine:
    if not bills:
        return line
    actual = sum((value for value, _, _ in bills), Decimal(0))
    own = next((named for _, _, named in bills if named), None)
    return replace(
        line,
        actual=actual,
        evidence=(*line.evidence, *(e for _, e, _ in bills)),
        currency=own or line.currency,
        budget_currency=line.currency if differ(own, line.currency) else None,
    )


# ------------------------------------------------------------------ bills that name their line
def _by_column(budget: Priced, table: Table) -> Bills:
    """The bills of a table by the column whose cells are names of lines."""
    amount = price_column(table)
    rows = [row for row in table.rows[:_MOST_ROWS] if not is_total(row, table.name_column)]
    if amount is None or len(rows) < len(budget.lines):
        return {}
    for number in range(len(table.header)):
        if number == amount:
            continue
        named = [_line_named(budget, row.cell(number)) for row in rows]
        if all(named) and len(set(named)) >= _FEWEST:
            bills: Bills = {}
            for row, name in zip(rows, named, strict=True):
                _add(bills, name, _bill(table, row, amount))
            return bills
    return {}


def _line_named(budget: Priced, cell: str) -> str:
    return next((line.item for line in budget.lines if cell and same_thing(line.item, cell)), "")


def _bill(table: Table, row: Row, amount: int) -> Bill | None:
    value = money_in(row.cell(amount), money_unit(table, amount))
    own = written_currency(table, row, amount)
    return (value, table.evidence(row), own) if value is not None else None


def _add(bills: Bills, name: str, bill: Bill | None) -> None:
    if bill is not None:
        bills.setdefault(name, []).append(bill)


# ------------------------------------------------------------------ a sheet for each line
def _by_sheet(budget: Priced, tables: Sequence[Table]) -> Bills:
    """The bills on sheets whose names are those of lines; a sheet belongs to the likest line."""
    bills: Bills = {}
    for table in tables:
        amount = price_column(table)
        line = _line_of_sheet(budget, table.about[0]) if table.about else ""
        if amount is None or not line:
            continue
        for row in table.rows[:_MOST_ROWS]:
            if not is_total(row, table.name_column) and not _is_sum(row):
                _add(bills, line, _bill(table, row, amount))
    return bills


def _is_sum(row: Row) -> bool:
    return any(words.TOTAL.within(cell) and len(cell) <= 8 for cell in row.cells)


def _line_of_sheet(budget: Priced, sheet: str) -> str:
    scored = [(likeness(line.item, sheet), line.item) for line in budget.lines]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else ""
