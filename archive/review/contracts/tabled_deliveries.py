"""What tables of data, proofs and money say was delivered of the things a contract promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.review.contracts.delivery import Delivery, Promised, is_other_unit, unit_fits
from archive.review.contracts.told_deliveries import thing_named
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.counts import counts_in, head_of, names_it
from archive.review.reading.names import core, features, mentioned, same_thing, sides
from archive.review.reading.words import folded
from archive.review.results.totals import Counted
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Row, Table, total_row


def in_tables(thing: Promised, paper: Paper) -> Iterator[Delivery]:
    """What the rows and notes of a paper's tables of results give for the thing."""
    for table in paper.tables:
        kind = kind_of(paper, table)
        if kind in (TableKind.METRICS, TableKind.DELIVERIES, TableKind.BREAKDOWN):
            yield from _compared(thing, paper, table)
        if kind is TableKind.BREAKDOWN:
            yield from _split(thing, paper, table)
        if kind is TableKind.COST:
            yield from _in_notes(thing, paper, table)


def in_totals(thing: Promised, counted: Sequence[Counted]) -> Iterator[Delivery]:
    """The totals that data papers count of the thing themselves."""
    for total in counted:
        quantity = total.quantity
        if not quantity.is_rate and _is_total_of(thing, total.name, quantity.unit):
            yield Delivery(quantity.value, quantity.written, 0, total.paper, total.evidence)


def _is_total_of(thing: Promised, name: str, unit: str) -> bool:
    """A total is of the thing by its name, or by what stands for one of them (schools of school talks)."""
    if thing.counted_by and core(name) == core(thing.counted_by):
        return True
    if is_other_unit(thing, unit):
        return False
    done = _AS_DONE.sub("", head_of(name)).strip()
    named = names_it(thing.name, name, same_unit=unit_fits(thing, unit))
    return (
        (named and _ends_alike(thing.name, done))
        or _is_its_noun(thing, done)
        or _is_counter_of(thing, name, done)
    )


def _is_counter_of(thing: Promised, name: str, done: str) -> bool:
    """巡游场次 of 巡游表演64场: the counting word says which figure of theirs it is; 主播数 is not of 主播视频30条."""
    head, whole = folded(done), folded(thing.name)
    if len(head) < 2 or head == folded(name):
        return False
    if thing.unit and folded(thing.unit)[0] in folded(name)[len(head) :]:
        return head in whole
    return whole.startswith(head) and not (thing.unit and folded(name)[len(head) :] == "数")


_AS_DONE = re.compile(
    r"^(?:累[计計]|[实實][际際]|已)|(?:上[线線架]|[发發]布|[发發]出|完成|交付|[执執]行|播出|派[发發]|出刊|刊[发發登])+$"
    r"|\s+(?:sent|issued|published|delivered|run|held|live|posted|produced|completed|done|to date)$",
    re.IGNORECASE,
)
"""What a list says was done with them: 短片上線, Digests sent."""


def _is_its_noun(thing: Promised, name: str) -> bool:
    """Digests, of daily coverage digests: the noun of an English name and nothing that says another."""
    if not (name.isascii() and thing.name.isascii()):
        return False
    said, head = features(name), thing.name.split()[-1:]
    return bool(said) and said <= features(thing.name) and features("".join(head)) <= said


def beside_totals(thing: Promised, paper: Paper) -> Iterator[Delivery]:
    """11場 in the remarks of the total of a table by city: how many rows there were of the thing."""
    for table in paper.tables if paper.role in (Role.DATA, Role.PROOF) else ():
        total = total_row(table)
        if total is None or not thing.unit:
            continue
        about = " ".join((*table.about, table.header[table.name_column]))
        if not mentioned(about, thing.name) and not mentioned(head_of(thing.name), about):
            continue
        for cell in total.cells:
            count = next(iter(counts_in(cell)), None) if len(cell) <= _SHORT_CELL else None
            if count and unit_fits(thing, count.unit) and not count.before:
                text = cell[count.start : count.end]
                yield Delivery(count.value, text, 0, paper, table.evidence(total))


_SHORT_CELL = 8


def _ends_alike(first: str, second: str) -> bool:
    """The noun at the end of a Chinese name says what is counted: 創作者 are not 創作者貼文."""
    one, other = (_LATIN.sub("", folded(head_of(name))).strip() for name in (first, second))
    if not (one and other):
        return True
    return one.endswith(other[-2:]) or other.endswith(one[-2:])


_LATIN = re.compile(r"[\x00-\x7f]+$|^[\x00-\x7f]+(?=[^\x00-\x7f])")
"""The English side of a name in two languages."""


def _compared(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """A row of that name whose planned figure is the promised one."""
    planned, actual = table.planned_and_actual or (0, 0)
    for row in table.rows:
        name = row.cell(table.name_column)
        meant = read_cell(row.cell(planned), column_unit(name))
        done = read_cell(row.cell(actual), column_unit(name))
        if name and meant and done and meant.value == thing.quantity and _same(thing.name, name):
            rank = 0 if paper.role is Role.DATA else 1
            yield Delivery(done.value, done.written, rank, paper, table.evidence(row), name)


def _same(first: str, second: str) -> bool:
    alike = any(same_thing(head_of(side), head_of(second)) for side in sides(first))
    return alike or names_it(first, second, same_unit=True)


def _split(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """A table of one thing by theme, city or month: its planned sum is the promised figure."""
    total, columns = total_row(table), table.planned_and_actual
    if total is None or columns is None:
        return
    meant, done = (read_cell(total.cell(n), column_unit()) for n in columns)
    about = " ".join((*table.about, table.header[table.name_column], *map(_first, table.titles)))
    named = mentioned(head_of(thing.name), about) > 0 or _short_title_of(thing.name, table.about)
    if meant and done and meant.value == thing.quantity and named:
        yield Delivery(done.value, done.written, 0, paper, table.evidence(total))


def _first(row: Row) -> str:
    return next((cell for cell in row.cells if cell.strip()), "")


def _short_title_of(name: str, titles: Sequence[str]) -> bool:
    return any(len(t) >= 2 and folded(t) in folded(name) for t in titles)


def _in_notes(thing: Promised, paper: Paper, table: Table) -> Iterator[Delivery]:
    """Counts in the remarks of a settlement: 57篇, "5 pages built"."""
    note = table.column(words.NOTE, where=lambda n: table.share(n, is_figure) < 1)
    for row in table.rows:
        line = row.cell(table.name_column)
        for count in counts_in(row.cell(note)):
            fits = unit_fits(thing, count.unit)
            in_line = _same(thing.name, line) or names_it(line, thing.name, same_unit=False)
            if (in_line and (fits or not count.unit)) or thing_named([thing], count):
                text = row.cell(note)[count.start : count.end]
                yield Delivery(count.value, text, 1, paper, table.evidence(row))
