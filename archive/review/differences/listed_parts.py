"""Figures of parts (a city, a stop, a month) that a report lists otherwise than the data: Hull 841 for 814.

Two lists tell of the same matter where they share several names and agree on most of them; where they then differ on
one name, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, agrees
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import core
from archive.review.tables.cells import column_unit, is_figure, read_cell
from archive.review.tables.tables import Table, is_total

_COUNTING = (Role.DATA, Role.PROOF)
_TELLING = (Role.REPORT, Role.OTHER, Role.RETRO, Role.CLIENT)
_LEAST_SHARED, _LEAST_AGREEING, _MOST_APART = 3, 2, 2
_MOST_ROWS, _LONGEST_NAME, _BETWEEN = 80, 24, 3
_NEAR = Decimal("0.34")


@dataclass(frozen=True, slots=True)
class _Listing:
    """What one list gives for each name: `value` by the name's core, and where it stands."""

    what: str
    values: Mapping[str, tuple[str, Decimal, Claim]]


def listed_parts(papers: Papers) -> Iterator[Clash]:
    """One clash for each name of which a report's list and the data's have two figures."""
    counted = [c for p in papers.current(*_COUNTING) for t in p.tables for c in _columns(p, t)]
    if not counted:
        return
    names = {key for listing in counted for key in listing.values}
    for paper in papers.current(*_TELLING):
        for told in (*(c for t in paper.tables for c in _columns(paper, t)), *_said(paper, names)):
            yield from _compared(told, counted)


def _compared(told: _Listing, counted: Sequence[_Listing]) -> Iterator[Clash]:
    """Against the list that agrees on most; a figure that any list bears out is of another matter."""
    best = max(counted, key=lambda listing: len(_agreeing(told, listing)), default=None)
    if best is None:
        return
    same = _agreeing(told, best)
    apart = [key for key in told.values if key in best.values and key not in same]
    few = len(apart) <= min(_MOST_APART, len(same) - 1)
    if len(same) < _LEAST_AGREEING or len(same) + len(apart) < _LEAST_SHARED or not few:
        return
    for key in apart:
        name, value, claim = told.values[key]
        other = best.values[key]
        if _is_meant(value, other[1]) and not _borne_out(key, claim, counted):
            subject = f"{name} {best.what}".strip() if best.what else name
            yield Clash("count", subject, (claim, other[2]))


def _agreeing(told: _Listing, counted: _Listing) -> set[str]:
    return {
        key
        for key, (_, _, claim) in told.values.items()
        if key in counted.values and agrees(claim, counted.values[key][1])
    }


def _is_meant(value: Decimal, other: Decimal) -> bool:
    if value <= 0 or other <= 0:
        return False
    return abs(value - other) <= other * _NEAR or is_slip(value, other)


def _borne_out(key: str, claim: Claim, counted: Sequence[_Listing]) -> bool:
    return any(
        key in listing.values and agrees(claim, listing.values[key][1]) for listing in counted
    )


# ------------------------------------------------------------------ lists in tables
def _columns(paper: Paper, table: Table) -> Iterator[_Listing]:
    """Each column of counts behind the names; of names that stand twice none is meant for sure."""
    if not table.header or not _LEAST_SHARED <= len(table.rows) <= _MOST_ROWS:
        return
    if paper.role is Role.REPORT and table.planned_and_actual is not None:
        return  # a table of results: they have names of their own
    for number, heading in enumerate(table.header):
        if number == table.name_column or table.is_dated(number) or not table.is_numeric(number):
            continue
        values = _of_column(paper, table, number)
        if len(values) >= _LEAST_SHARED:
            yield _Listing(heading.strip(), values)


def _of_column(paper: Paper, table: Table, number: int) -> dict[str, tuple[str, Decimal, Claim]]:
    values: dict[str, tuple[str, Decimal, Claim]] = {}
    twice: set[str] = set()
    unit = column_unit(table.header[number])
    for row in table.rows:
        name, cell = row.cell(table.name_column), row.cell(number)
        figure = read_cell(cell, unit) if is_figure(cell) and _is_name(name) else None
        if figure is None or figure.is_rate or is_total(row, table.name_column):
            continue
        if core(name) in values:
            twice.add(core(name))
        claim = Claim(figure.value, figure.written, paper, table.evidence(row))
        values[core(name)] = (name.strip(), figure.value, claim)
    return {key: told for key, told in values.items() if key not in twice}


def _is_name(name: str) -> bool:
    plain = name.strip()
    return 2 <= len(plain) <= _LONGEST_NAME and not is_figure(plain)


# ------------------------------------------------------------------ lists in sentences
def _said(paper: Paper, names: set[str]) -> Iterator[_Listing]:
    """Names of the data with a figure right behind each: Leeds 936, York 1,012 and Hull 841."""
    for passage, _, figures in paper.figures:
        if len(figures) < _LEAST_SHARED:
            continue
        values: dict[str, tuple[str, Decimal, Claim]] = {}
        begin = 0
        for figure in figures:
            name = _name_before(passage.text[begin : figure.start], names)
            begin = figure.end
            if name and core(name) not in values and not figure.is_rate:
                claim = Claim(figure.value, figure.written, paper, passage.evidence)
                values[core(name)] = (name, figure.value, claim)
        if len(values) >= _LEAST_SHARED:
            yield _Listing("", values)


def _name_before(text: str, names: set[str]) -> str:
    """The longest name of the data at the very end of the words before a figure."""
    bare = text.rstrip(" :：为為-–—\t(（")
    if len(text) - len(bare) > _BETWEEN:
        return ""
    for length in range(min(_LONGEST_NAME, len(bare)), 1, -1):
        tail = bare[-length:]
        if not tail[0].isalnum() or _cuts_word(bare, length):
            continue
        if core(tail) in names:
            return tail
    return ""


def _cuts_word(text: str, length: int) -> bool:
    """The tail would begin in the middle of a Latin word."""
    before = text[-length - 1 : -length]
    return before.isascii() and before.isalnum() and text[-length].isascii()
