"""What reports tell of a number of things, against how many the data, lists and records count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from archive.review.differences.claims import (
    A_TIME,
    REPORTED,
    Claim,
    part_labels,
)
from archive.review.differences.clashes import Clash, agrees
from archive.review.differences.tallies import Tally, bought_quantities, tallies_in
from archive.review.differences.things_told import (
    EXACT,
    NARROWER,
    WIDER,
    Noun,
    bare_figure,
    clause_of,
    kinship,
    noun_of,
    nouns_beside,
    nouns_of,
)
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip
from archive.review.reading.counts import is_ordinal
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.results.metrics import everything_told

_EXCEPTED = word_list("differences.excepted")
_PLANNED = word_list("claims.plan_words")
_DONE = word_list("differences.done")
_COUNTING = (Role.DATA, Role.PROOF, Role.OTHER, Role.REPORT)
_TELLING = (Role.REPORT, Role.OTHER)
_LONGEST_NAME = 24
_WAY_OFF = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a report gives for a thing, in the words of its own clause."""

    name: str
    nouns: tuple[Noun, ...]
    quantity: Quantity
    claim: Claim
    text: str


def whole_tallies(papers: Papers) -> list[Tally]:
    """What data, lists and records count, and reports' own lists come to."""
    return [*tallies_in(_counting(papers)), *bought_quantities(papers.current(Role.MONEY))]


def _counting(papers: Papers) -> list[Paper]:
    return [p for p in papers.current(*_COUNTING) if _counts_the_whole(p, papers)]


def counted_clashes(papers: Papers, tallies: Sequence[Tally]) -> Iterator[Clash]:
    """One clash for each told figure that no count of the same thing bears out."""
    known = {noun for tally in tallies for noun in tally.nouns}
    parts = part_labels(_counting(papers))
    labels = frozenset(label for label in parts if noun_of(label) not in known)
    cells = _figures_of(papers)
    for paper in _tellers(papers):
        for told in told_things(paper, labels):
            best = _counted(told, tallies)
            if best is None or _is_known(told, best, cells):
                continue
            yield Clash("count", told.name, (told.claim, best.claim))


def _counts_the_whole(paper: Paper, papers: Papers) -> bool:
    """Not older than the project's middle, as a list of aims or a first count would be."""
    ahead = paper.day is not None and paper.day < papers.middle
    return not ahead and not _PLANNED.within(paper.source.title)


def _tellers(papers: Papers) -> list[Paper]:
    """Reports, and papers of no class that are not much older than the last report."""
    current = papers.current(*_TELLING)
    last = max((p.day for p in current if p.day and p.role is Role.REPORT), default=None)
    return [
        p
        for p in current
        if p.role is Role.REPORT or last is None or p.day is None or last - p.day <= _WAY_OFF
    ]


# ------------------------------------------------------------------ what reports tell
def told_things(paper: Paper, labels: frozenset[str], *, few: bool = False) -> Iterator[Told]:
    """The figures that a paper gives for things as a whole; `labels` are names of parts.

    `few`: also what there were only so many of, which in a report is of a part.
    """
    for metric in everything_told(paper):
        if metric.actual and not metric.actual.is_rate and not words.SUBSET.within(metric.name):
            claim = Claim(metric.actual.value, metric.actual.written, paper, metric.evidence[-1])
            yield Told(metric.name, nouns_of(metric.name), metric.actual, claim, metric.name)
    for passage, _, figures in paper.figures:
        text = passage.text
        for number, figure in enumerate(figures):
            begin = figures[number - 1].end if number else 0
            end = figures[number + 1].start if number + 1 < len(figures) else len(text)
            if not _is_of_the_whole(text, figure, labels, few=few):
                continue
            claim = Claim(figure.value, bare_figure(figure), paper, passage.evidence)
            named = nouns_beside(text, figure, begin, end)
            for name, nouns in named or [(clause_of(text, figure)[:_LONGEST_NAME], ())]:
                yield Told(name, nouns, figure, claim, text)


def _is_of_the_whole(
    text: str, figure: Quantity, labels: frozenset[str], *, few: bool = False
) -> bool:
    """No rate, ordinal, aim, part, moment or figure that somebody else wrote."""
    if figure.is_rate or is_ordinal(text, figure):
        return False
    if not any(map(str.isdigit, figure.written)) and figure.value < _LEAST_IN_WORDS:
        return False
    clause = clause_of(text, figure)
    bare = _ONLY.sub(" ", _DONE.without(clause)) if few else _DONE.without(clause)
    bare = _ON_THE_DAY.sub(" ", bare)
    before = text[: figure.start]
    return not (
        words.SUBSET.within(bare)
        or words.PROMISED_BEFORE.within(clause)
        or _PLANNED.within(clause)
        or _EXCEPTED.within(bare)
        or A_TIME.search(clause)
        or any(label in clause for label in labels)
        or REPORTED.within(before[-8:] if not before.isascii() else before[-30:])
        or words.SHORTFALL.within(before[-3:] if not before.isascii() else before[-12:])
    )


_ON_THE_DAY = re.compile(
    r"活动当[天日]|\bon the day\b|\b(?:all|both|the) (?:two |three |four |five |\d )?days\b"
)
"""The day of the whole event, or all its days: no part of it."""
_ONLY = re.compile(r"只有|仅有|[只仅]|\bonly\b")
_LEAST_IN_WORDS = 4
"""One, two or three of something are words of any sentence."""


# ------------------------------------------------------------------ against what is counted
_EXACT_REACH, _LOOSE_REACH, _SUM_REACH = Decimal("0.25"), Decimal("0.13"), Decimal("0.05")
_FEW, _FEW_APART = 20, 2


def _counted(told: Told, tallies: Sequence[Tally]) -> Tally | None:
    """The count of the nearest name that is meant and says otherwise; None as soon as one bears it out."""
    ranked: list[tuple[int, Tally]] = []
    for tally in tallies:
        degree = max((_kinship(told, a, b) for a in told.nouns for b in tally.nouns), default=0)
        if tally.done and _does_it(told, tally):
            degree = NARROWER
        if not degree or not one_kind(told.quantity, tally.quantity):
            continue
        if tally.listed and not _lacks_rows(told, degree, tally):
            continue
        if agrees(told.claim, tally.quantity.value):
            return None
        ranked.append((degree, tally))
    ranked.sort(key=lambda r: (-r[0], r[1].summed))
    best = ranked[0][0] if ranked else 0
    for degree, tally in ranked:
        if degree == best and _is_meant(told, tally, exact=degree == EXACT):
            return tally
    return None


_MOST_LACKING, _SHARE_LACKING = 3, Decimal("0.15")


def _lacks_rows(told: Told, degree: int, tally: Tally) -> bool:
    """A list may have other things too, and few of many things; it tells something only where it is a little short."""
    lacking = told.quantity.value - tally.quantity.value
    if tally.complete:
        return 0 <= lacking < told.quantity.value / 2 and not _MORE_THAN_LISTED.search(told.text)
    few = lacking <= _MOST_LACKING or lacking <= told.quantity.value * _SHARE_LACKING
    return degree >= NARROWER and few and lacking < told.quantity.value / 2 and lacking >= 0


_MORE_THAN_LISTED = re.compile(
    r"[转轉][载載發发]|[社][群媒交]|\b(?:reposts?|reprints?|syndicat\w+|pick-?ups?|social)\b",
    re.IGNORECASE,
)
"""A list of clippings has the originals; who copied them is counted by others."""


def _does_it(told: Told, tally: Tally) -> bool:
    """The clause says that this was done, with a counter or a currency that the label has too."""
    if tally.done not in clause_of(told.text, told.quantity):
        return False
    if told.quantity.currency or tally.quantity.currency:
        return told.quantity.currency == tally.quantity.currency
    unit = folded(told.quantity.unit)
    return bool(unit) and not unit.isascii() and unit[0] in folded(tally.name)


def _kinship(told: Told, own: Noun, counted: Noun) -> int:
    """As the words are alike; what the count says more may stand elsewhere in the sentence."""
    degree = kinship(own, counted)
    if degree == WIDER and counted.han and own.han:
        more = _DONE.without(counted.han.removesuffix(own.han)).replace("到场", "").strip()
        return EXACT if len(more) > 1 and more in folded(told.text) else degree
    return degree


def _is_meant(told: Told, tally: Tally, *, exact: bool) -> bool:
    one, other = told.quantity.value, tally.quantity.value
    if other <= 0 or (tally.strict and not (exact and _is_of_all_made(told))):
        return False
    if exact and is_turned(one, other):
        return True
    apart = abs(one - other) / other
    if tally.listed:
        return True
    if tally.summed:
        return apart <= _SUM_REACH
    if is_slip(one, other) and apart <= _EXACT_REACH:
        return True
    few = max(one, other) <= _FEW and abs(one - other) <= _FEW_APART and apart < Decimal("0.5")
    return few or apart <= (_EXACT_REACH if exact else _LOOSE_REACH)


_NOT_MADE = re.compile(
    r"送|派|发[放出完给]|领|寄|用[掉了]|使用|售|卖|剩|结余|库存|退|收回|赠|加[印做订]|备用|另|含|其中"
    r"|\b(?:given|gave|handed|distributed|sent|sold|used|mailed|left|remain\w*|returned|free|spare|extra"
    r"|includ\w+|of which)\b"
)


def _is_of_all_made(told: Told) -> bool:
    """Of what was bought: what was given away of it may be fewer, and what came free makes them more."""
    return not _NOT_MADE.search(folded(told.text))


def is_turned(one: Decimal, other: Decimal) -> bool:
    """Two figures written the wrong way round: 46 for 64."""
    first, second = str(one), str(other)
    return len(first) == len("64") and first.isdigit() and first == second[::-1] and one != other


def one_kind(first: Quantity, second: Quantity) -> bool:
    """Both money or both not; counters that people use for one thing, or one without any."""
    money = [bool(q.currency or q.unit == "元") for q in (first, second)]
    if money[0] != money[1] and (money[1] or first.currency):
        return False
    units = {folded(q.unit) for q in (first, second) if q.unit and not q.unit.isascii()}
    return len(units) < 2 or units <= _PEOPLE or units <= _TIMES or units <= _PIECES


_PEOPLE = frozenset(map(folded, ("人", "名", "位", "人次")))
_TIMES = frozenset(map(folded, ("場", "次", "場次", "站", "節", "堂", "檔")))
_PIECES = frozenset(map(folded, ("條", "支", "部", "則", "篇", "件", "個", "集", "期", "份")))

_LARGE = 100


def _is_known(told: Told, tally: Tally, cells: frozenset[Decimal]) -> bool:
    """The figure is a part in the data, or its sentence gives both (12 planned, 10 came)."""
    value = told.quantity.value
    if value >= _LARGE and value in cells and not tally.summed:
        return True
    return any(
        q.value == tally.quantity.value and one_kind(q, told.quantity)
        for q in find_quantities(told.text)
    )


def _figures_of(papers: Papers) -> frozenset[Decimal]:
    return frozenset(
        quantity.value
        for paper in papers.current(Role.DATA, Role.PROOF)
        for table in paper.tables
        for row in table.rows
        for cell in row.cells
        if len(cell) <= 16
        for quantity in find_quantities(cell)
    )
