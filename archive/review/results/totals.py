"""Figures of the whole as counted: the total row or column of a data table, and figures beside a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import core, likeness, same_thing
from archive.review.reading.quantities import COUNTERS, Quantity
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
    return [
        found
        for paper in papers
        for table in paper.tables
        for found in _counted(paper, _with_head(table))
    ]


def _with_head(table: Table) -> Table:
    """A first row of periods that ends in Total is the head, though it looks like a row of figures."""
    if table.header_spans or any(table.header) or len(table.rows) < 2:
        return table
    first, *rest = table.rows
    filled = [cell for cell in first.cells if cell.strip()]
    if not filled or is_figure(filled[-1]) or not words.TOTAL.within(filled[-1]):
        return table
    return replace(table, header=first.cells, header_spans=first.spans, rows=tuple(rest))


def counted_as(name: str, counted: Iterable[Counted]) -> list[Counted]:
    """Those of that name: the same words first, then other words for the same thing."""
    short = _IN_BRACKETS.search(name)
    alike = [
        c for c in counted
        if same_thing(name, c.name) or (short and core(short[1]) == core(c.name))
    ]  # fmt: skip
    return sorted(alike, key=lambda c: core(c.name) != core(name))


_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,12})[)）]\s*$")
"""Qualified leads (MQL): the short name is the one that columns have."""


def nearly_counted(name: str, told: Quantity, counted: Iterable[Counted]) -> Counted | None:
    """The one total that counts the thing in partly other words and is close to the told figure, but not it.

    A slip of the pen keeps the size of a figure; another thing hardly has nearly the same one.
    """
    named = [c for c in counted if likeness(name, c.name) >= _PARTLY and _as_kind(told, c.quantity)]
    if any(c.quantity.value == told.value for c in named):
        return None
    near = [c for c in named if abs(c.quantity.value - told.value) <= _CLOSE * told.value]
    return near[0] if len({c.quantity.value for c in near}) == 1 else None


_PARTLY = 0.3
_CLOSE = Decimal("0.1")


def _as_kind(told: Quantity, other: Quantity) -> bool:
    return not told.is_rate and not other.is_rate and told.value >= _MANY


_MANY = 50


def _counted(paper: Paper, table: Table) -> Iterator[Counted]:
    if table.planned_and_actual is not None:
        return
    if not table.header or (len(table.header) == _LABELLED and is_figure_text(table.header[1])):
        yield from _beside_labels(paper, table)
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


_LABELLED = 2


def is_figure_text(cell: str) -> bool:
    """A cell that begins with a figure and ends with its counter: 18篇, 4,335."""
    return bool(re.fullmatch(rf"[\d,.]+\s?(?:{COUNTERS}|[万萬]|%)?", cell.strip()))


def _beside_labels(paper: Paper, table: Table) -> Iterator[Counted]:
    """Labels and figures without a header: the first line is one of them."""
    lines = [Row(table.header, table.header_spans)] if table.header_spans else []
    for row in (*lines, *table.rows):
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        noted = len(filled) == _LABELLED + 1 and not filled[-1][0].isdigit()
        if (len(filled) == _LABELLED or noted) and not is_figure(filled[0]):
            yield from _figure(paper, table, row, filled[0], filled[1])


def _under(paper: Paper, table: Table, total: Row) -> Iterator[Counted]:
    for number, heading in enumerate(table.header):
        if heading and number != table.name_column:
            name = table.caption if _ONLY_COUNTS.fullmatch(heading.strip()) else ""
            yield from _figure(paper, table, total, name or heading, total.cell(number))


_ONLY_COUNTS = re.compile(
    rf"(?:{COUNTERS})[数數]?|[数數]量|[件][数數]|numbers?|counts?|qty|quantity|no\.?", re.IGNORECASE
)
"""則數, Number: what is counted says the caption."""


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


def in_first_rows(paper: Paper) -> Iterator[Counted]:
    """累计推文 | 18篇 as the first row of a list of labels and figures, which has no heading."""
    for table in paper.tables:
        if not table.header_spans:  # the head of the table before it goes on here
            continue
        label, *cells = [cell.strip() for cell in table.header if cell.strip()] or [""]
        figure = read_cell(cells[0], column_unit(label)) if len(cells) == 1 else None
        if figure is not None and _BARE.fullmatch(cells[0]) and not label[0].isdigit():
            head = Row(table.header, table.header_spans)
            yield Counted(label, figure, paper, table.evidence(head))


_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?\s?\w{0,2}")
