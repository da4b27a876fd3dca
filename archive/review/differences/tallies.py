"""Wholes as papers count them: totals of tables, labels with a figure, sums of columns that have no total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.counted_rows import counted_rows, is_whole_list
from archive.review.differences.things_told import Noun, done_only, nouns_of, says_they_came
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.quantities import Quantity, find_quantities, number_text
from archive.review.reading.words import folded, word_list
from archive.review.results.totals import counted_in
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table, is_total, total_row

_DONE = word_list("differences.done")


@dataclass(frozen=True, slots=True)
class Tally:
    """A thing with how many there were. `summed`: no paper writes the figure, its rows are cited."""

    nouns: tuple[Noun, ...]
    quantity: Quantity
    claim: Claim
    summed: bool = False
    name: str = ""
    done: str = ""
    """Where the name is only what was done, with a counter: 發放份數, Raised £."""
    listed: bool = False
    """The number of rows of a list that has one for each."""
    complete: bool = False
    """The list is there to show all of them, as one of clippings is."""
    strict: bool = False
    """Held only against a thing of just this name: accounts have many lines that sound alike."""


def tallies_in(papers: Iterable[Paper]) -> list[Tally]:
    """Every whole that the papers count; parts (a month, the first stop) are none."""
    papers = list(papers)
    lists = sum(p.source.class_key == "media_clipping" for p in papers)
    found: list[Tally] = []
    for paper in papers:
        if paper.role is not Role.REPORT:
            found += _totals(paper)
            found += _labels(paper)
            found += _lines(paper)
            found += _lists(paper, alone=lists == 1)
        found += _sums(paper)
    return found


def _totals(paper: Paper) -> Iterator[Tally]:
    for total in counted_in([paper]):
        claim = Claim(total.quantity.value, total.quantity.written, paper, total.evidence)
        yield from _tally(total.name, total.quantity, claim)


def _tally(name: str, quantity: Quantity, claim: Claim, *, summed: bool = False) -> Iterator[Tally]:
    done = done_only(name)
    nouns = () if done else nouns_of(name)
    if (nouns or done) and not quantity.is_rate and not words.SUBSET.within(_DONE.without(name)):
        yield Tally(nouns, quantity, claim, summed, name, done)


# ------------------------------------------------------------------ a label and its figure
_WITH_NOTE = 3


def _labels(paper: Paper) -> Iterator[Tally]:
    """Rows of a label and a figure (累计推文, 18篇), a remark behind them perhaps, under or beside a list."""
    for table in paper.tables:
        narrow = len(table.header) <= _WITH_NOTE and table.planned_and_actual is None
        total = total_row(table)
        below = table.rows.index(total) if total in table.rows else len(table.rows)
        for row in table.every_row:
            under = row in table.rows and table.rows.index(row) > below
            if narrow or under:
                yield from _labelled(paper, table, row)


def _labelled(paper: Paper, table: Table, row: Row) -> Iterator[Tally]:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) == _WITH_NOTE and is_figure(filled[2]) and _is_specified(table):
        filled = [filled[0], filled[2]]  # gift box | large | 3,060
    elif len(filled) == _WITH_NOTE and is_figure(filled[2]) and not _holds_figure(filled[:2]):
        filled = [_in_section(*filled[:2]), filled[2]]  # guests | checked in at the door | 417
    if not 2 <= len(filled) <= _WITH_NOTE or is_figure(filled[0]):
        return
    if len(filled) == _WITH_NOTE and any(map(str.isdigit, filled[0])):
        return
    quantity = read_cell(filled[1], column_unit(filled[0]))
    counted = quantity is not None and (is_figure(filled[1]) or _is_count(filled[1]))
    if quantity and counted and (len(filled) == 2 or not _begins(filled[2])):
        claim = Claim(quantity.value, quantity.written, paper, table.evidence(row))
        yield from _tally(filled[0], quantity, claim)


_SPECIFICATION = re.compile(
    r"(?:[规規]格|型[号號]|尺寸|材[质質]|[颜顏]色|[单單]位)(?:型[号號])?|spec(?:ification)?|size|model|colou?r|unit",
    re.IGNORECASE,
)


def _is_specified(table: Table) -> bool:
    """The second column says of which make the thing of the first is."""
    return len(table.header) == _WITH_NOTE and bool(
        _SPECIFICATION.fullmatch(table.header[1].strip())
    )


def _holds_figure(cells: list[str]) -> bool:
    return any(char.isdigit() for cell in cells for char in cell)


def _in_section(section: str, item: str) -> str:
    """Who came is told under what the section is called; other items have their own names."""
    return f"{section} {item}" if says_they_came(item) else item


def _begins(cell: str) -> bool:
    return cell[:1].isdigit()


def _is_count(cell: str) -> bool:
    return re.fullmatch(r"[\d,.]+\s?[万萬]?\s?[^\W\d]{1,12}", cell) is not None


_LABEL_LINE = re.compile(
    r"^[\s#*•\-–·]*(?P<label>[^:：\d]{2,40}[:：]|[\u4e00-\u9fff]{3,10}(?=\s\d))\s*(?P<figure>\d[\d,.]*\s?[万萬]?\s?[^\W\d]{0,3})(?=$|[\s。.；;，,（(])"
)


def _lines(paper: Paper) -> Iterator[Tally]:
    """Lines under the data: "E-mails sent: 16 (two were merged)", 上架影片：14支."""
    if paper.role is Role.OTHER:
        return
    for passage in paper.told:
        match = _LABEL_LINE.match(passage.text)
        if match is None:
            continue
        figure = next(iter(find_quantities(match["figure"])), None)
        if figure:
            claim = Claim(figure.value, match["figure"].strip(" .,"), paper, passage.evidence)
            yield from _tally(match["label"].rstrip(":："), figure, claim)


def _lists(paper: Paper, *, alone: bool) -> Iterator[Tally]:
    """`alone`: no other paper lists clippings too, so that it may be all of them."""
    for nouns, name, claim in counted_rows(paper):
        quantity = Quantity(Decimal(str(claim.value)), "", claim.written, 0, 0)
        complete = alone and is_whole_list(paper)
        yield Tally(nouns, quantity, claim, name=name, listed=True, complete=complete)


# ------------------------------------------------------------------ sums of lists
_LEAST_ROWS = 3


def _sums(paper: Paper) -> Iterator[Tally]:
    """What the rows of a list without a total come to."""
    for table in paper.tables:
        if table.planned_and_actual is not None or total_row(table) is not None:
            continue
        rows = [r for r in table.rows if r.cell(table.name_column)]
        if len(rows) < _LEAST_ROWS or any(is_total(r, table.name_column) for r in rows):
            continue
        for number, heading in enumerate(table.header):
            if number != table.name_column and heading.strip():
                yield from _summed(paper, table, rows, number)


def _summed(paper: Paper, table: Table, rows: list[Row], number: int) -> Iterator[Tally]:
    heading = table.header[number]
    cells = [row.cell(number) for row in rows]
    if table.is_dated(number) or words.RATE.within(heading) or not all(map(is_figure, cells)):
        return
    figures = [q for cell in cells if (q := read_cell(cell, column_unit(heading)))]
    if len(figures) != len(cells) or any(q.is_rate for q in figures):
        return
    value = sum((q.value for q in figures), Decimal(0))
    whole = Quantity(value, figures[0].unit, f"{Decimal(number_text(value)):,f}", 0, 0)
    claim = Claim(value, whole.written, paper, table.evidence(rows[0], rows[-1]))
    yield from _tally(heading, whole, claim, summed=True)


# ------------------------------------------------------------------ quantities that were paid for
_QUANTITY = re.compile(
    r"^(?:数量|采购数量|印[刷制]?数?量|qty|quantity|units?|copies)(?:\s*[(（].*[)）])?$"
)
_LEAST_BOUGHT = 10


def bought_quantities(papers: Iterable[Paper]) -> Iterator[Tally]:
    """How many of a thing settlements and bills have, where only one line of the accounts is of it."""
    found: dict[Noun, list[Tally]] = {}
    for paper in papers:
        for table in paper.tables:
            for row in table.rows:
                for tally in _bought(paper, table, row):
                    for noun in tally.nouns:
                        found.setdefault(noun, []).append(tally)
    for tallies in found.values():
        if len({tally.quantity.value for tally in tallies}) == 1:
            yield tallies[0]


def _bought(paper: Paper, table: Table, row: Row) -> Iterator[Tally]:
    name = row.cell(table.name_column).strip()
    for number, heading in enumerate(table.header):
        cell = row.cell(number)
        if number == table.name_column or not _QUANTITY.match(folded(heading).strip()):
            continue
        quantity = read_cell(cell, column_unit(heading))
        if not name or quantity is None or is_total(row, table.name_column):
            continue
        if quantity.value >= _LEAST_BOUGHT and (is_figure(cell) or _is_count(cell)):
            claim = Claim(quantity.value, quantity.written, paper, table.evidence(row))
            yield from (replace(t, strict=True) for t in _tally(name, quantity, claim))
