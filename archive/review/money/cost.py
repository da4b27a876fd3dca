"""Budget against actual by line, with totals. Finance's settlement is believed before any report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from archive.review.money.compared_lists import compared
from archive.review.money.cost_rows import (
    Cost,
    CostLine,
    Total,
    TotalRow,
    columns_of,
    currency_of,
    line_of,
    money_in,
    told_currency,
    total_of,
)
from archive.review.money.currencies import is_one, of_side, of_total
from archive.review.money.ledgers import summed_bills
from archive.review.money.spent_lists import spent_only
from archive.review.money.told_costs import completed, told_amount
from archive.review.money.told_lists import both_told
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.words import word_list
from archive.review.tables.reckoned_columns import with_price
from archive.review.tables.tables import Row, Table, is_part, is_subtotal, is_total

__all__ = ["Cost", "CostLine", "Total", "cost_of", "told_amount"]

_ORDER = (Role.MONEY, Role.REPORT, Role.RETRO, Role.DATA, Role.OTHER)


def cost_of(papers: Papers, agreed: Sequence[Decimal] = ()) -> Cost:
    """The settlement of the best paper that has one; totals from sentences where no table has them.

    `agreed` are the prices of the contracts: they say whether the total before or after tax counts.
    """
    others = (
        p for p in papers if p.is_current and p.role not in (*_ORDER, Role.NONE, Role.INTERIM)
    )
    for paper in (*papers.current(*_ORDER), *others):
        tables = [
            table
            for table in (with_price(t, agreed) for t in paper.tables)
            if kind_of(paper, table) is TableKind.COST
        ]
        if tables:
            return completed(_from_tables(papers, paper, tables, agreed), papers)
    return completed(_without_table(papers, agreed), papers)


def _without_table(papers: Papers, agreed: Sequence[Decimal]) -> Cost:
    """What lists and sentences tell, in one paper or in two."""
    spent = spent_only(papers)
    if spent is not None and spent.budget is not None:
        return spent
    found = (
        both_told(papers, agreed, Role.MONEY, Role.REPORT)
        or compared(papers, agreed)
        or summed_bills(papers, agreed)
        or spent
        or both_told(papers, agreed, Role.RETRO, Role.DATA, Role.OTHER)
        or both_told(papers, agreed, Role.CLIENT, Role.PROOF, Role.PLAN, Role.INTERIM)
    )
    return found or Cost(currency=papers.project.currency)


def _from_tables(
    papers: Papers, paper: Paper, tables: Sequence[Table], agreed: Sequence[Decimal]
) -> Cost:
    """One paper's settlement: its longest table, and others of the same columns beside it.

    A table that only splits one line of another is read nowhere: the other has its sum.
    """
    whole = _without_details(tables)
    main = max(whole, key=lambda t: (len(t.rows), -t.segment))
    parts = [
        t for t in whole if t is main or (t.header == main.header and t.caption != main.caption)
    ]
    read = [_read(table) for table in parts]
    usual = told_currency(papers, main)
    totals = _in_one_currency(
        [total for _, found in read for total in found],
        [line for entries, _ in read for _, line in entries],
        usual,
    )
    grand = _grand_total(totals, agreed)
    lines = [line for entries, _ in read for line in _without_groups(_lines_of(entries, grand))]
    budget = total_of(grand, lines, "budget", usual)
    actual = total_of(grand, lines, "actual", usual)
    own = actual.currency if actual else None
    mixed = not (is_one(of_side(lines, "budget")) and is_one(of_side(lines, "actual")))
    known = own or (usual if mixed else currency_of(papers, paper, main))
    return Cost(known, budget, actual, tuple(lines), paper)


def _in_one_currency(
    totals: list[TotalRow], lines: Sequence[CostLine], usual: str | None
) -> list[TotalRow]:
    """Of totals in several currencies those in the one of the lines; none where the lines have several."""
    named = [
        of_total(table, row, (row.cell(columns.planned), row.cell(columns.actual)))
        for row, table, columns in totals
    ]
    if is_one(named):
        return totals
    sides = [*of_side(lines, "budget"), *of_side(lines, "actual")]
    if not is_one(sides, usual):
        return []
    own = next(filter(None, sides), usual)
    return [total for total, currency in zip(totals, named, strict=True) if currency in (own, None)]


def _read(table: Table) -> tuple[list[tuple[Row, CostLine]], list[TotalRow]]:
    """The lines of a table and the rows of its totals; sums of parts and tax contained are neither."""
    columns = columns_of(table)
    lines, totals = [], []
    for row in table.rows:
        if is_total(row, table.name_column):
            if not is_subtotal(row, table.name_column):
                totals.append((row, table, columns))
        elif not _is_contained(row.cell(table.name_column)) and (
            line := line_of(table, row, columns)
        ):
            lines.append((row, line))
    return lines, totals


def _without_details(tables: Sequence[Table]) -> list[Table]:
    """The tables whose sums are no line of another."""
    if len(tables) < 2:
        return [*tables]
    read = [(table, *_read(table)) for table in tables]
    kept = []
    for table, lines, totals in read:
        own = (
            total_of(totals[-1:], [line for _, line in lines], "budget"),
            total_of(totals[-1:], [line for _, line in lines], "actual"),
        )
        sums = tuple(total.value if total else None for total in own)
        others = [line for other, found, _ in read if other is not table for _, line in found]
        if None in sums or sums not in [(line.budget, line.actual) for line in others]:
            kept.append(table)
    return kept or [*tables]


_CONTAINED = word_list("cost.contained")
_TAX = word_list("cost.tax")
_NET = word_list("cost.net")


def _is_contained(name: str) -> bool:
    """（內含營業稅5%）, of which stage: told for information, added to nothing."""
    return is_part(name) or (_TAX.within(name) and _CONTAINED.within(name))


def _grand_total(totals: Sequence[TotalRow], agreed: Sequence[Decimal]) -> list[TotalRow]:
    """Of totals before and after tax the one whose plan is the price agreed.

    Where no contract tells: the net one in a table that says it is net, else the last.
    """
    if len(totals) <= 1:
        return [*totals]
    for row, table, columns in totals:
        if money_in(row.cell(columns.planned), columns.planned_unit) in agreed:
            return [(row, table, columns)]
    row, table, _ = totals[-1]
    if _NET.within(table.caption):
        net = [total for total in totals if _NET.within(total[0].cell(total[1].name_column))]
        return net[:1] or [*totals[-1:]]
    return [*totals[-1:]]


def _lines_of(entries: Sequence[tuple[Row, CostLine]], grand: Sequence[TotalRow]) -> list[CostLine]:
    """The lines that the total adds up: those above it, unless it stands above all of them."""
    at = {row.spans: number for number, (row, _) in enumerate(entries)}
    if not grand or not at:
        return [line for _, line in entries]
    row, table, _ = grand[0]
    place = {r.spans: n for n, r in enumerate(table.rows)}
    if not set(at) & set(place):
        return [line for _, line in entries]
    above = [line for r, line in entries if place[r.spans] < place[row.spans]]
    return _without_strangers(above, total_of(grand, (), "actual")) or [line for _, line in entries]


def _without_strangers(lines: list[CostLine], whole: Total | None) -> list[CostLine]:
    """The lines without those nobody budgeted, where the total of what was spent is that of the others."""
    budgeted = [line for line in lines if line.budget is not None]
    spent = sum((line.actual or Decimal(0) for line in budgeted), Decimal(0))
    if whole is None or len(budgeted) < 2 or spent != whole.value:
        return lines
    return [line for line in lines if line.budget is not None or not line.actual]


def _without_groups(lines: Sequence[CostLine]) -> list[CostLine]:
    """The lines without those that only add up the ones below them, or above them since the last sum."""
    sums: set[int] = set()
    for number, line in enumerate(lines):
        behind = list(lines[number + 1 :])
        since = max((n for n in sums if n < number), default=-1) + 1
        before = [one for n, one in enumerate(lines[:number]) if n >= since and n not in sums]
        if _adds_up(line, before) or any(
            _adds_up(line, behind[:count])
            for count in range(2, min(len(behind), _MOST_IN_GROUP) + 1)
        ):
            sums.add(number)
    kept = [line for number, line in enumerate(lines) if number not in sums]
    return kept if len(kept) >= 2 else list(lines)


_MOST_IN_GROUP = 20


def _adds_up(line: CostLine, parts: Sequence[CostLine]) -> bool:
    """Both figures are the sums of the parts', and neither is nothing."""
    if len(parts) < 2 or not line.budget or not line.actual:
        return False
    budgets = [part.budget for part in parts]
    actuals = [part.actual for part in parts]
    if None in budgets or None in actuals:
        return False
    return sum(filter(None, budgets)) == line.budget and sum(filter(None, actuals)) == line.actual
