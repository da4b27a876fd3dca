"""Totals that are not the sum of their own lines, in tables of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table, is_total, total_row

_LEAST_LINES = 3
_NEAR = Decimal("0.2")
"""A sum that is farther off is of a table read amiss, with groups or with lines that stand elsewhere."""
_ROUNDING = Decimal("0.5")


def sum_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each column whose lines add up to something else than its total says."""
    for paper in papers.current(Role.MONEY, Role.REPORT):
        for table in paper.tables:
            total = total_row(table)
            if total is not None and kind_of(paper, table) is TableKind.COST:
                yield from _columns(paper, table, total, table.planned_and_actual or ())
    for paper in papers.current(Role.REPORT, Role.DATA, Role.PROOF):
        for table in paper.tables:
            total = total_row(table)
            if total is not None and total is table.rows[-1] and table.planned_and_actual is None:
                counted = [n for n in range(len(table.header)) if _adds_up(table, n)]
                found = list(_columns(paper, table, total, counted))
                if 2 * len(found) <= len(counted) or len(counted) == 1:
                    yield from found


def _adds_up(table: Table, number: int) -> bool:
    """A column of counts: neither days, rates, means, running totals nor people counted once."""
    heading = table.header[number]
    if number == table.name_column or not table.is_numeric(number) or table.is_dated(number):
        return False
    about = " ".join((heading, table.caption))
    return not (words.RATE.within(heading) or words.MEAN.within(heading) or _NO_SUM.within(about))


_NO_SUM = word_list("sums.no_sum")


def _columns(paper: Paper, table: Table, total: Row, columns: Sequence[int]) -> Iterator[Clash]:
    lines = [row for row in table.rows if row is not total and _is_line(row, table)]
    for number in columns:
        cells = [row.cell(number) for row in lines if row.cell(number)]
        if len(cells) < _LEAST_LINES or not all(map(is_figure, cells)):
            continue
        heading = table.header[number]
        told = _value(total.cell(number), heading)
        added = [value for cell in cells if (value := _value(cell, heading)) is not None]
        if told is None or len(added) != len(cells) or told in added:
            continue
        summed = sum(added, Decimal(0))
        if _ROUNDING * len(added) < abs(summed - told) <= abs(told) * _NEAR:
            own = Claim(told, total.cell(number), paper, table.evidence(total))
            rest = Claim(summed, f"{summed:,f}", paper, _cited(table, lines))
            yield Clash("sum", heading, (own, rest), "medium")


def _cited(table: Table, lines: list[Row]) -> Evidence:
    return table.evidence(*lines)


def _is_line(row: Row, table: Table) -> bool:
    label = row.cell(table.name_column)
    return bool(label) and not is_total(row, table.name_column) and not words.SUBTOTAL.within(label)


def _value(cell: str, heading: str) -> Decimal | None:
    figure = read_cell(cell, column_unit(heading)) if is_figure(cell) else None
    return figure.value if figure and not figure.is_rate else None
