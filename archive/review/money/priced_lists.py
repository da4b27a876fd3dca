"""What was allowed, line by line, in papers from before the work: quotations, orders, contracts, briefs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.money.cost_rows import CostLine, Total, money_in
from archive.review.money.currencies import is_one
from archive.review.money.open_rows import written_currency
from archive.review.money.told_lists import parts_told
from archive.review.papers.papers import Paper, Papers
from archive.review.reading import vocabulary as words
from archive.review.reading.names import likeness, same_thing
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit
from archive.review.tables.money_units import bare_money_column
from archive.review.tables.tables import Table, is_subtotal, is_total

_PER_PIECE = word_list("column_pairs.no_side")
_CLASSES = ("contract", "work_order", "quotation", "proposal", "plan", "brief")
_FEWEST = 2
_MOSTLY = Decimal("0.6")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Priced:
    """Lines with a price each, and their total where the paper tells the one they add up to."""

    lines: tuple[CostLine, ...]
    total: Total | None


def priced_lists(papers: Papers, agreed: Sequence[Decimal]) -> list[Priced]:
    """Every list of prices; those that add up to a price agreed first, then by how binding the paper is."""
    found = [
        priced
        for key in _CLASSES
        for paper in papers.of_class(key)
        for priced in _in_paper(paper, agreed)
        if len(priced.lines) >= _FEWEST
    ]
    return sorted(found, key=lambda p: p.total is None or p.total.value not in agreed)


def _in_paper(paper: Paper, agreed: Sequence[Decimal]) -> Iterator[Priced]:
    for table in paper.tables:
        column = price_column(table)
        if column is not None:
            yield priced_in(table, column)
    for parts in parts_told(paper, agreed):
        lines = tuple(
            CostLine(
                line.name, line.figures[0].value, None, "", (line.passage.evidence,),
                line.figures[0].currency,
            )
            for line in parts.lines
        )  # fmt: skip
        evidence = (parts.whole.evidence,) if parts.whole else lines[0].evidence
        yield Priced(lines, Total(parts.total, evidence, currency=lines[0].currency))


def price_column(table: Table) -> int | None:
    """The column of whole prices or amounts, none of a piece's price."""
    if not table.header:
        return None
    column = table.column(words.MONEY_COLUMN, avoid=_PER_PIECE, where=table.is_numeric)
    if column is None:
        column = table.column(words.BUDGET, avoid=_PER_PIECE, where=table.is_numeric)
    return bare_money_column(table) if column is None else column


def priced_in(table: Table, column: int) -> Priced:
    """The rows with a price, but for sums and tax; the total is the one that they add up to."""
    unit = column_unit(table.header[column], table.caption)
    lines, totals = [], []
    for row in table.rows:
        price = money_in(row.cell(column), unit)
        name = row.cell(table.name_column)
        if price is None:
            continue
        own = written_currency(table, row, column)
        if is_total(row, table.name_column) or _is_total_anywhere(row.cells):
            if not is_subtotal(row, table.name_column):
                totals.append(Total(price, (table.evidence(row),), currency=own))
        elif name and not _TAX.within(name):
            lines.append(CostLine(name, price, None, "", (table.evidence(row),), own))
    if not is_one(line.currency for line in lines):
        return Priced(tuple(lines), None)
    whole = sum((line.budget or Decimal(0) for line in lines), Decimal(0))
    told = next((total for total in totals if total.value == whole), None)
    cited = tuple(e for line in lines for e in line.evidence)
    named = next((line.currency for line in lines if line.currency), None)
    computed = Total(whole, cited, computed=True, currency=named)
    return Priced(tuple(lines), told or (computed if lines else None))


_TAX = word_list("cost.tax")


def _is_total_anywhere(cells: Sequence[str]) -> bool:
    """Net total in the column before its amount, no name of a thing before it."""
    worded = [cell for cell in cells if cell.strip() and not any(map(str.isdigit, cell))]
    return len(worded) == 1 and words.TOTAL.within(worded[0])


# ------------------------------------------------------------------ the same things by name
def matched(priced: Priced, names: Sequence[str]) -> dict[str, CostLine] | None:
    """For each name its line of the list, the likest first; None unless most of them have one.

    Where one name and one line are left over, they belong together.
    """
    pairs = sorted(
        (
            (-(2.0 if same_thing(line.item, name) else likeness(line.item, name)), n, m)
            for n, name in enumerate(names)
            for m, line in enumerate(priced.lines)
        ),
    )
    found: dict[int, int] = {}
    for score, n, m in pairs:
        if -score >= _ALIKE and n not in found and m not in found.values():
            found[n] = m
    left = [n for n in range(len(names)) if n not in found]
    free = [m for m in range(len(priced.lines)) if m not in found.values()]
    if len(found) < _FEWEST or Decimal(len(found)) < _MOSTLY * max(len(names), len(priced.lines)):
        return None
    if len(left) == 1 and len(free) == 1:
        found[left[0]] = free[0]
    return {names[n]: priced.lines[m] for n, m in found.items()}
