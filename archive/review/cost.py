"""Budget against actual by line, with totals. Finance's settlement is believed before any report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.cells import ColumnUnit, column_unit, read_cell
from archive.review.citations import Evidence
from archive.review.kinds import TableKind, kind_of
from archive.review.money_units import money_unit
from archive.review.names import same_thing
from archive.review.papers import Paper, Papers, Role
from archive.review.quantities import Quantity, find_quantities
from archive.review.tables import Row, Table, is_subtotal, is_total
from archive.review.told_totals import told_pair
from archive.review.words import Words, word_list

_ORDER = (Role.MONEY, Role.REPORT, Role.RETRO, Role.DATA, Role.OTHER)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the settlement; a figure is None where the paper has none."""

    item: str
    budget: Decimal | None
    actual: Decimal | None
    note: str
    evidence: tuple[Evidence, ...]
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A total, copied from a total row or a sentence, or summed here (`computed`) from cited lines."""

    value: Decimal
    evidence: tuple[Evidence, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """The project's money: what was allowed and what it came to."""

    currency: str | None = None
    budget: Total | None = None
    actual: Total | None = None
    lines: tuple[CostLine, ...] = ()
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    planned: int | None
    actual: int | None
    note: int | None
    planned_unit: ColumnUnit
    actual_unit: ColumnUnit


def cost_of(papers: Papers, agreed: Sequence[Decimal] = ()) -> Cost:
    """The settlement of the best paper that has one; totals from sentences where no table has them.

    `agreed` are the prices of the contracts: they say whether the total before or after tax counts.
    """
    others = (
        p for p in papers if p.is_current and p.role not in (*_ORDER, Role.NONE, Role.INTERIM)
    )
    for paper in (*papers.current(*_ORDER), *others):
        tables = [t for t in paper.tables if kind_of(paper, t) is TableKind.COST]
        if tables:
            return _completed(_from_tables(papers, paper, tables, agreed), papers)
    spent = _spent_only(papers)
    return _completed(spent or Cost(currency=papers.project.currency), papers)


def _from_tables(
    papers: Papers, paper: Paper, tables: Sequence[Table], agreed: Sequence[Decimal]
) -> Cost:
    """One paper's settlement: its longest table, and others of the same columns beside it."""
    main = max(tables, key=lambda t: (len(t.rows), -t.segment))
    parts = [
        t for t in tables if t is main or (t.header == main.header and t.caption != main.caption)
    ]
    read = [_read(table) for table in parts]
    totals = [total for _, found in read for total in found]
    grand = _grand_total(totals, agreed)
    lines = [line for entries, _ in read for line in _without_groups(_lines_of(entries, grand))]
    budget = _total(grand, lines, "budget")
    actual = _total(grand, lines, "actual")
    return Cost(_currency(papers, paper, main), budget, actual, tuple(lines), paper)


_TotalRow = tuple[Row, Table, _Columns]


def _read(table: Table) -> tuple[list[tuple[Row, CostLine]], list[_TotalRow]]:
    """The lines of a table and the rows of its totals; sums of parts and tax contained are neither."""
    columns = _columns(table)
    lines, totals = [], []
    for row in table.rows:
        if is_total(row, table.name_column):
            if not is_subtotal(row, table.name_column):
                totals.append((row, table, columns))
        elif not _is_contained_tax(row.cell(table.name_column)) and (
            line := _line(table, row, columns)
        ):
            lines.append((row, line))
    return lines, totals


_CONTAINED = word_list("cost.contained")
_TAX = word_list("cost.tax")
_NET = word_list("cost.net")


def _is_contained_tax(name: str) -> bool:
    """（內含營業稅5%）, of which VAT: told for information, added to nothing."""
    return _TAX.within(name) and _CONTAINED.within(name)


def _grand_total(totals: Sequence[_TotalRow], agreed: Sequence[Decimal]) -> list[_TotalRow]:
    """Of totals before and after tax the one whose plan is the price agreed.

    Where no contract tells: the net one in a table that says it is net, else the last.
    """
    if len(totals) <= 1:
        return [*totals]
    for row, table, columns in totals:
        if _money(row.cell(columns.planned), columns.planned_unit) in agreed:
            return [(row, table, columns)]
    row, table, _ = totals[-1]
    if _NET.within(table.caption):
        net = [total for total in totals if _NET.within(total[0].cell(total[1].name_column))]
        return net[:1] or [*totals[-1:]]
    return [*totals[-1:]]


def _lines_of(
    entries: Sequence[tuple[Row, CostLine]], grand: Sequence[_TotalRow]
) -> list[CostLine]:
    """The lines that the total adds up: those above it, unless it stands above all of them."""
    at = {row.spans: number for number, (row, _) in enumerate(entries)}
    if not grand or not at:
        return [line for _, line in entries]
    row, table, _ = grand[0]
    place = {r.spans: n for n, r in enumerate(table.rows)}
    if not set(at) & set(place):
        return [line for _, line in entries]
    above = [line for r, line in entries if place[r.spans] < place[row.spans]]
    return above or [line for _, line in entries]


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


def _columns(table: Table) -> _Columns:
    planned, actual = table.planned_and_actual or (None, None)
    note = table.column(words.NOTE, where=lambda n: not table.is_numeric(n))

    def unit(number: int | None) -> ColumnUnit:
        return money_unit(table, number)

    return _Columns(planned, actual, note, unit(planned), unit(actual))


def _line(table: Table, row: Row, columns: _Columns) -> CostLine | None:
    item = row.cell(table.name_column)
    budget = _money(row.cell(columns.planned), columns.planned_unit)
    actual = _money(row.cell(columns.actual), columns.actual_unit)
    if not item or len(item) > 60 or (budget is None and actual is None):
        return None
    figure = read_cell(row.cell(columns.actual) or row.cell(columns.planned), columns.actual_unit)
    currency = figure.currency if figure else None
    return CostLine(item, budget, actual, row.cell(columns.note), (table.evidence(row),), currency)


def _money(cell: str, unit: ColumnUnit) -> Decimal | None:
    if re.fullmatch(r"\s*[-–—]\s*", cell):
        return Decimal(0)  # accountants write a dash for nothing
    quantity = read_cell(cell, unit)
    return quantity.value if quantity and not quantity.is_rate else None


def _total(
    rows: Sequence[tuple[Row, Table, _Columns]], lines: Sequence[CostLine], side: str
) -> Total | None:
    for row, table, columns in rows:
        number, unit = (
            (columns.planned, columns.planned_unit)
            if side == "budget"
            else (columns.actual, columns.actual_unit)
        )
        value = _money(row.cell(number), unit)
        if value is not None:
            return Total(value, (table.evidence(row),))
    if len({line.currency for line in lines if line.currency}) > 1:
        return None  # amounts of two currencies have no sum
    figures = [line.budget if side == "budget" else line.actual for line in lines]
    if len(figures) >= 2 and all(figure is not None for figure in figures):
        value = sum((f for f in figures if f is not None), Decimal(0))
        return Total(value, tuple(e for line in lines for e in line.evidence), computed=True)
    return None


# ------------------------------------------------------------------ a settlement without a budget
def _spent_only(papers: Papers) -> Cost | None:
    """A settlement that lists only what was spent; the budget is then the quotation's, line by line."""
    for paper in papers.current(Role.MONEY):
        for table in paper.tables:
            amount = table.column(words.SPENT, where=table.is_numeric)
            if amount is None and words.COST_NAME.within(
                table.header[table.name_column] if table.header else ""
            ):
                amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
            if amount is None or not any(is_total(row, table.name_column) for row in table.rows):
                continue
            return _with_quoted(papers, paper, table, amount)
    return None


def _with_quoted(papers: Papers, paper: Paper, table: Table, amount: int) -> Cost:
    unit = money_unit(table, amount)
    columns = _Columns(None, amount, table.column(words.NOTE), unit, unit)
    quoted = quoted_lines(papers)
    lines, totals = [], []
    for row in table.rows:
        if is_total(row, table.name_column):
            totals.append((row, table, columns))
        elif line := _line(table, row, columns):
            match = next((q for q in quoted if same_thing(q.item, line.item)), None)
            evidence = line.evidence + (match.evidence if match else ())
            lines.append(
                CostLine(
                    line.item, match.budget if match else None, line.actual, line.note, evidence
                )
            )
    actual = _total(totals[-1:], lines, "actual")
    return Cost(_currency(papers, paper, table), None, actual, tuple(lines), paper)


def quoted_lines(papers: Papers) -> list[CostLine]:
    """The lines of the quotation: items with a price."""
    found: list[CostLine] = []
    for paper in papers.of_class("quotation"):
        for table in paper.tables:
            amount = table.column(words.MONEY_COLUMN, where=table.is_numeric)
            if amount is None:
                continue
            unit = column_unit(table.header[amount], table.caption)
            for row in table.rows:
                price = _money(row.cell(amount), unit)
                if price is not None and not is_total(row, table.name_column):
                    found.append(
                        CostLine(
                            row.cell(table.name_column), price, None, "", (table.evidence(row),)
                        )
                    )
    return found


# ------------------------------------------------------------------ sentences
_SPENT_TOLD = words.SPENT_TOTAL
_BUDGET_TOLD = words.BUDGET_TOTAL


def _completed(cost: Cost, papers: Papers) -> Cost:
    """Totals that no table has, from the sentences of final papers."""
    both = _told_together(papers) if cost.budget is None and cost.actual is None else None
    if both is not None:
        return Cost(cost.currency or papers.project.currency, *both, cost.lines, cost.paper)
    budget = cost.budget or _told(papers, _BUDGET_TOLD)
    actual = cost.actual or _told(papers, _SPENT_TOLD)
    return Cost(cost.currency or papers.project.currency, budget, actual, cost.lines, cost.paper)


def _told_together(papers: Papers) -> tuple[Total, Total] | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO):
        for sentence in paper.paragraphs:
            if pair := told_pair(sentence):
                budget, spent = (Total(q.value, (sentence.evidence,)) for q in pair)
                return budget, spent
    return None


def _told(papers: Papers, wanted: Words) -> Total | None:
    for paper in papers.current(Role.MONEY, Role.REPORT, Role.RETRO):
        for sentence in paper.sentences:
            if amount := told_amount(sentence.text, wanted):
                return Total(amount.value, (sentence.evidence,))
    return None


def told_amount(text: str, wanted: Words) -> Quantity | None:
    """The amount right behind such words: 实际支出2,739,650元, Total spend was US$650,610."""
    found = wanted.search(text)
    if not found:
        return None
    reach = 24 if found.group().isascii() else 12
    for quantity in find_quantities(text):
        if quantity.is_rate or quantity.value < 100:
            continue
        if 0 <= quantity.start - found.end() <= reach:
            return quantity
    return None


def _currency(papers: Papers, paper: Paper, table: Table) -> str | None:
    """The currency the table names, else the paper's most frequent, else the project's."""
    named = column_unit(*table.header, table.caption).currency
    if named:
        return named
    mentions = Counter(
        q.currency
        for segment in paper.source.segments
        for q in find_quantities(segment.text)
        if q.currency
    )
    if papers.project.currency:
        return papers.project.currency
    return min(mentions, key=lambda c: (-mentions[c], c)) if mentions else None
