"""Figures of the whole as counted: the total row or column of a data table, and figures beside a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import core, same_thing
from archive.review.reading.quantities import Quantity
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table, is_total, total_row


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the whole, under the name its column or label gives."""

    name: str
    quantity: Quantity
    paper: Paper
    evidence: Evidence


def counted_in(papers: Iterable[Paper]) -> list[Counted]:
    """Every total that the papers' tables hold."""
    return [found for paper in papers for table in paper.tables for found in _counted(paper, table)]


def counted_as(name: str, counted: Iterable[Counted]) -> list[Counted]:
    """Those of that name: the same words first, then other words for the same thing."""
    alike = [c for c in counted if same_thing(name, c.name)]
    return sorted(alike, key=lambda c: core(c.name) != core(name))


def _counted(paper: Paper, table: Table) -> Iterator[Counted]:
    if table.planned_and_actual is not None:
        return
    total = total_row(table)
    if total is not None:
        yield from _under(paper, table, total)
    across = table.column(words.TOTAL, where=table.is_numeric)
    for row in table.rows:
        if row is total or is_total(row, table.name_column):
            continue
        label = row.cell(table.name_column)
        if across is not None and label:
            yield from _figure(paper, table, row, label, row.cell(across))
        elif total is not None or len(table.header) <= 2:
            yield from _labelled(paper, table, row)


def _under(paper: Paper, table: Table, total: Row) -> Iterator[Counted]:
    for number, heading in enumerate(table.header):
        if heading and number != table.name_column:
            yield from _figure(paper, table, total, heading, total.cell(number))


def _labelled(paper: Paper, table: Table, row: Row) -> Iterator[Counted]:
    """A row of a label and a figure, such as stand below the body of an exported list."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    figures = [cell for cell in filled[1:] if is_figure(cell)]
    if len(filled) >= 2 and len(figures) == 1 and not is_figure(filled[0]):
        yield from _figure(paper, table, row, filled[0], figures[0])


def _figure(paper: Paper, table: Table, row: Row, name: str, cell: str) -> Iterator[Counted]:
    quantity = read_cell(cell, column_unit(name)) if cell else None
    if quantity is not None:
        yield Counted(name, quantity, paper, table.evidence(row))
