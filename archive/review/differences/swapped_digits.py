"""Figures that are another paper's figure with two neighbouring digits swapped: 6,214 for 6,124.

The commonest slip of the pen tells by itself which figure was meant, also where the two papers are in two
languages or name the thing in other words. A figure of three digits is too short for that: its name must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.tallies import Tally
from archive.review.money.cost import Cost
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import significant_digits
from archive.review.reading.names import mentioned
from archive.review.reading.quantities import Quantity, find_quantities, number_text
from archive.review.reading.words import folded
from archive.review.results.metric import Metric
from archive.review.results.metrics import everything_told
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import Row, Table, is_total

_TELLING = (Role.REPORT, Role.OTHER, Role.PROOF, Role.CLIENT)
_COUNTING = (Role.DATA, Role.PROOF, Role.MONEY, Role.CONTRACT, Role.PLAN)
_TELLS_ALONE, _LEAST_DIGITS = 4, 3
_NAMED = 0.6


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure that a result or a list stands for."""

    name: str
    quantity: Quantity
    claim: Claim
    whole: bool = True
    """False of one cell among many: its name must be said."""


def swapped_digits(
    papers: Papers, metrics: Sequence[Metric], tallies: Sequence[Tally], cost: Cost
) -> Iterator[Clash]:
    """One clash for each told figure that no list bears out, and that is a known one with digits swapped."""
    known = _by_digits(chain(_known(metrics, tallies), _cells(papers), _spent(cost)))
    if not known:
        return
    seen: set[Decimal] = set()
    for paper in papers.current(*_TELLING):
        for told in _told(paper):
            value = told.quantity.value
            meant = next((k for k in _candidates(told, known) if _is_meant(told, k)), None)
            if meant is None or value in seen:
                continue
            seen.add(value)
            if not _is_borne_out(told.quantity, papers):
                yield Clash("count", meant.name, (told.claim, meant.claim))


def _known(metrics: Sequence[Metric], tallies: Sequence[Tally]) -> Iterator[_Known]:
    for metric in metrics:
        if metric.actual is not None and not metric.prose:
            figure = metric.actual
            claim = Claim(figure.value, figure.written, metric.paper, metric.evidence[-1])
            yield _Known(metric.name, figure, claim)
    for tally in tallies:
        if not tally.summed and tally.claim.paper.role is not Role.REPORT:
            yield _Known(tally.name, tally.quantity, tally.claim)


def _spent(cost: Cost) -> Iterator[_Known]:
    """What each line of the settlement cost, in full: a sentence that names the line may have its digits swapped."""
    if cost.paper is None:
        return
    for line in cost.lines:
        if line.actual is None or line.actual != int(line.actual) or abs(line.actual) < _IN_FULL:
            continue
        figure = Quantity(line.actual, "元", f"{line.actual:,f}", 0, 0)
        claim = Claim(line.actual, figure.written, cost.paper, line.evidence[-1])
        yield _Known(line.item, figure, claim, whole=False)


_IN_FULL = 1000
_MOST_ROWS, _MOST_NAME = 40, 24


def _cells(papers: Papers) -> Iterator[_Known]:
    """Figures beside a label in records and short tables of data: 在線觀看, 38.6萬人次."""
    for paper in papers.current(Role.PROOF, Role.DATA):
        for table in paper.tables:
            if len(table.rows) <= _MOST_ROWS:
                for row in table.every_row:
                    yield from _labelled(paper, table, row)


def _labelled(paper: Paper, table: Table, row: Row) -> Iterator[_Known]:
    name = row.cell(table.name_column)
    if not _LEAST_NAME <= len(name) <= _MOST_NAME or is_figure(name) or is_total(row, 0):
        return
    aside = {table.name_column, *(table.planned_and_actual or ())[:1]}
    figures = [(c, find_quantities(c)) for n, c in enumerate(row.cells) if n not in aside]
    told = [found[0] for cell, found in figures if len(found) == 1 and len(cell) <= _MOST_NAME]
    if len(told) == 1:
        claim = Claim(told[0].value, told[0].written, paper, table.evidence(row))
        yield _Known(name, told[0], claim, whole=False)


_LEAST_NAME = 2


def _by_digits(known: Iterable[_Known]) -> dict[str, list[_Known]]:
    """The figures under every form that a swap of two neighbouring digits gives them."""
    found: dict[str, list[_Known]] = {}
    for one in known:
        digits = significant_digits(one.quantity.value)
        for n in range(len(digits) - 1):
            if digits[n] != digits[n + 1] and len(digits) >= _LEAST_DIGITS:
                swapped = digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
                found.setdefault(swapped, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    quantity: Quantity
    claim: Claim
    text: str


def _told(paper: Paper) -> Iterator[_Told]:
    """The figures of sentences, and those of the results that its tables give."""
    for passage, _, figures in paper.figures:
        for figure in figures:
            claim = Claim(figure.value, figure.written, paper, passage.evidence)
            yield _Told(figure, claim, passage.text)
    for metric in everything_told(paper):
        if metric.actual is not None:
            claim = Claim(metric.actual.value, metric.actual.written, paper, metric.evidence[-1])
            yield _Told(metric.actual, claim, metric.name)


def _candidates(told: _Told, known: dict[str, list[_Known]]) -> list[_Known]:
    return known.get(significant_digits(told.quantity.value), [])


def _is_meant(told: _Told, known: _Known) -> bool:
    """Of one kind and size; its sentence does not give both, and names the thing or has digits enough."""
    one, other = told.quantity, known.quantity
    if one.is_rate != other.is_rate or not other.value / 10 < one.value < other.value * 10:
        return False
    money = [bool(q.currency or q.unit == "元") for q in (one, other)]
    if money[0] != money[1] and (one.currency or other.currency):
        return False
    if any(q.value == other.value for q in find_quantities(told.text)):
        return False
    if words.PROMISED_BEFORE.within(told.text[max(0, one.start - 8) : one.start]):
        return False
    if len(significant_digits(one.value)) >= _TELLS_ALONE and known.whole:
        return True
    units = {folded(q.unit) for q in (one, other) if q.unit and not q.unit.isascii()}
    return len(units) == 1 and mentioned(known.name, told.text) >= _NAMED


def _is_borne_out(quantity: Quantity, papers: Papers) -> bool:
    """A list, an account, a contract or a plan has the figure too: then it is no slip of the pen."""
    plain = {number_text(quantity.value), re.sub(r"[^\d.]", "", quantity.written).strip(".")}
    figure = re.compile("|".join(rf"(?<![\d.]){re.escape(p)}(?![\d.]*\d)" for p in plain if p))
    return any(
        figure.search(segment.text.replace(",", "").replace("，", ""))
        for paper in papers.current(*_COUNTING)
        for segment in paper.source.segments
    )
