"""Lines of money that a report copies from the settlement, one of them with another amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, agrees
from archive.review.money.cost import Cost, CostLine
from archive.review.money.cost_rows import columns_of, line_of
from archive.review.money.currencies import differ, of_side
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.names import core
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import Table, is_total

_LEAST_ALIKE = 2


def line_clashes(papers: Papers, cost: Cost) -> Iterator[Clash]:
    """One clash for each line and side told with two amounts.

    Only where most of the lines agree: the copy is of this settlement, before or after tax as it is, and at
    the same time, so that the one that differs is a slip.
    """
    if cost.paper is None or len(cost.lines) <= _LEAST_ALIKE:
        return
    for paper in papers.current(Role.REPORT, Role.RETRO, Role.MONEY):
        lines = [] if paper is cost.paper else list(_lines(paper))
        yield from _differing(cost.paper, cost.lines, paper, lines, "budget")
        yield from _differing(cost.paper, cost.lines, paper, lines, "actual")


def _lines(paper: Paper) -> Iterator[CostLine]:
    for table in paper.tables:
        if kind_of(paper, table) is TableKind.COST:
            yield from _lines_of(table)


def _lines_of(table: Table) -> Iterator[CostLine]:
    columns = columns_of(table)
    for row in table.rows:
        line = None if is_total(row, table.name_column) else line_of(table, row, columns)
        if line is not None:
            yield line


def _differing(
    settled: Paper, own: Sequence[CostLine], paper: Paper, told: Sequence[CostLine], side: str
) -> Iterator[Clash]:
    by_name = {core(line.item): line for line in told}
    pairs = [(line, by_name[core(line.item)]) for line in own if core(line.item) in by_name]
    both = [
        (line.item, (settled, line, ours), (paper, copy, theirs))
        for line, copy in pairs
        if not differ(*of_side((line, copy), side))
        and (ours := _amount(line, side)) is not None
        and (theirs := _amount(copy, side)) is not None
    ]
    claims = [(name, _claim(*ours), _claim(*theirs)) for name, ours, theirs in both]
    slips = [
        (name, a, b)
        for (name, a, b), (_, ours, theirs) in zip(claims, both, strict=True)
        if not (agrees(a, theirs[-1]) or agrees(b, ours[-1]))
    ]
    if len(both) - len(slips) >= max(_LEAST_ALIKE, len(slips) + 1):
        yield from (Clash("cost", name, (a, b)) for name, a, b in slips)


def _amount(line: CostLine, side: str) -> Decimal | None:
    return line.budget if side == "budget" else line.actual


def _claim(paper: Paper, line: CostLine, value: Decimal) -> Claim:
    return Claim(value, _as_written(paper, line, value), paper, line.evidence[0])


def _as_written(paper: Paper, line: CostLine, value: Decimal) -> str:
    """The cell that holds the amount, as far as it holds nothing else."""
    cells = [
        paper.source.segments[span.segment].text[span.start : span.end].strip()
        for evidence in line.evidence
        for span in evidence.spans
    ]
    written = f"{value:,f}"
    return next(
        (
            c
            for cell in cells
            for c in cell.split("\t")
            if is_figure(c) and _plain(c) == _plain(written)
        ),
        written,
    )


def _plain(figure: str) -> str:
    return "".join(c for c in figure if c.isdigit() or c == ".")
