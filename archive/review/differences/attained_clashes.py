"""Percentages of targets reached, in tables, that do not fit the target and the result beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table

_ATTAINED = word_list("attained.heading")
_SLACK, _REACH = Decimal(1), Decimal(25)
"""Points: less is rounding, more is a percentage of something else."""


def attained_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each row whose percentage is neither result by target nor target by result."""
    for paper in papers.current(Role.REPORT, Role.DATA):
        for table in paper.tables:
            column = table.column(_ATTAINED) if table.header else None
            pair = table.planned_and_actual
            if column is None or pair is None or column in pair:
                continue
            for row in table.rows:
                yield from _of_row(paper, table, row, (*pair, column))


def _of_row(paper: Paper, table: Table, row: Row, columns: tuple[int, int, int]) -> Iterator[Clash]:
    figures = [_figure(table, row, n) for n in columns]
    target, result, rate = figures
    if not (target and result and rate) or target.is_rate or target.value <= 0 or result.value <= 0:
        return
    told = rate.value if rate.is_rate or rate.value > _WHOLE else rate.value * 100
    shares = [result.value * 100 / target.value, target.value * 100 / result.value]
    over = shares[0] - 100  # some give what is beyond the target
    apart = [abs(told - share) for share in (*shares, abs(over))]
    if min(apart) <= _SLACK or apart[0] > _REACH:
        return
    share = shares[0].quantize(Decimal("0.1"), ROUND_HALF_UP)
    written = f"{result.written} / {target.written} = {share}%"
    own = Claim(told, rate.written, paper, table.evidence(row))
    name = row.cell(table.name_column)
    yield Clash("rate", name, (own, Claim(share, written, paper, table.evidence(row))), "medium")


_WHOLE = Decimal(3)
"""A share of one, as spreadsheets keep it: 0.96."""


def _figure(table: Table, row: Row, number: int) -> Quantity | None:
    cell = row.cell(number)
    return read_cell(cell, column_unit(table.header[number])) if is_figure(cell) else None
