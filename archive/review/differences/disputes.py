"""Figures somebody says are wrong: "the report says 8,150, our console 7,450", 打成2,310萬，正確是2,130萬.

Such a sentence holds both figures. It counts as a contradiction only where one of the two really stands in
a report or in the data, so that what is disputed can be shown beside what disputes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, day_claimed
from archive.review.papers.askings import Told, told_in
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.approximate import is_slip
from archive.review.reading.bare_ordinals import names_nothing
from archive.review.reading.citations import Evidence
from archive.review.reading.counts import is_ordinal
from archive.review.reading.days import days_in
from archive.review.reading.names import features, mentioned
from archive.review.reading.passages import Passage, sentences_of
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.results.metric import Metric
from archive.review.results.milestones import Milestone
from archive.review.results.prose_names import thing_behind

_SAYS = word_list("disputes.says")
_SHOWS = word_list("disputes.shows")
"""Of the client alone: their system shows another figure. In a look back the words are the team's own."""
_CORRECTS = word_list("disputes.corrects")
_LONGEST = 160
_NEAREST, _FARTHEST = Decimal("0.5"), Decimal(2)


@dataclass(frozen=True, slots=True)
class _Written:
    """Where a report writes a figure."""

    figure: Quantity
    paper: Paper
    text: str
    evidence: Evidence


def disputed_figures(papers: Papers, metrics: Sequence[Metric]) -> Iterator[Clash]:
    """A clash for each figure of a report that the client or the team's look back puts right."""
    written = _in_reports(papers)
    for paper in papers.current(Role.CLIENT, Role.RETRO):
        for told in _told_together(paper):
            said = _SAYS.within(told.text) or (
                paper.role is Role.CLIENT and _SHOWS.within(told.text)
            )
            if len(told.text) <= _LONGEST and said:
                yield from _in_sentence(told, written, metrics)


def disputed_days(papers: Papers, milestones: Sequence[Milestone]) -> Iterator[Clash]:
    """A clash for each day of a milestone that somebody puts beside another: "you wrote 3 May, it came on 9 May"."""
    for paper in papers.current(Role.CLIENT, Role.RETRO):
        for sentence in paper.sentences:
            if len(sentence.text) > _LONGEST or not _SAYS.within(sentence.text):
                continue
            near = paper.day or papers.middle
            days = {day.value: day for day in days_in(sentence.text, near) if not day.month_only}
            if len(days) == 2 and (milestone := _on_one_of(milestones, list(days), sentence)):
                actual = milestone.actual
                other = next((d for v, d in days.items() if actual and v != actual.value), None)
                if actual is None or other is None:
                    continue
                written = sentence.text[other.start : other.end]
                claim = Claim(other.value, written, paper, sentence.evidence)
                yield Clash("date", milestone.name, (day_claimed(milestone, actual), claim))


def _on_one_of(
    milestones: Sequence[Milestone], days: Sequence[str], sentence: Passage
) -> Milestone | None:
    """The milestone that came on one of the days, of which the sentence speaks; none planned for the other."""
    for milestone in milestones:
        came = milestone.actual.value if milestone.actual else ""
        meant = milestone.planned.value if milestone.planned else ""
        told = features(milestone.name) & features(sentence.text)
        if came in days and told and (meant == came or meant not in days):
            return milestone
    return None


def _told_together(paper: Paper) -> Iterator[Told]:
    """Sentences and rows; and short points of two or three ("Your bill is for 900. The contract says 870.")."""
    rows = paper.role is Role.RETRO  # in a survey's rows figures stand side by side that are marks
    yield from (told for told in told_in(paper) if rows or not told.row)
    for paragraph in paper.paragraphs if paper.role is Role.CLIENT else ():
        if len(paragraph.text) <= _LONGEST and len(sentences_of(paragraph)) in (2, 3):
            yield Told(paragraph.text, paper, paragraph.evidence)


_Places = dict[Decimal, list[_Written]]
_MOST_PLACES = 12


def _in_reports(papers: Papers) -> _Places:
    """Every figure of reports, data and bills, by its value, with the places that write it."""
    found: _Places = {}
    for paper in (*papers.current(Role.REPORT, Role.DATA), *papers.of_class("invoice")):
        for passage in paper.told:
            for figure in find_quantities(passage.text):
                _keep(found, _Written(figure, paper, passage.text, passage.evidence))
        for table in paper.tables:
            for row in table.rows:
                for figure in (q for cell in row.cells for q in find_quantities(cell)[:1]):
                    told = _Written(figure, paper, " ".join(row.cells), table.evidence(row))
                    _keep(found, told)
    return found


def _keep(found: _Places, written: _Written) -> None:
    places = found.setdefault(written.figure.value, [])
    if len(places) < _MOST_PLACES:
        places.append(written)


def _in_sentence(told: Told, written: _Places, metrics: Sequence[Metric]) -> Iterator[Clash]:
    """Each figure that a report writes with the one that puts it right; of several pairs the likest first."""
    every = [q for q in find_quantities(told.text) if not is_ordinal(told.text, q)]
    figures = [q for q in _without_parts(told.text, every) if q.value >= _LEAST]
    put_right = _CORRECTS.within(told.text)
    used: set[int] = set()
    for first, second in sorted(_pairs(figures), key=_unlike):
        if first.start in used or second.start in used:
            continue
        source = _place(told, first, written)
        if source is None:
            continue
        known = put_right or is_slip(first.value, second.value)
        if not known and _place(told, second, written, Role.REPORT):
            continue
        used |= {first.start, second.start}
        yield _clash(told, (first, second), source, metrics)


def _without_parts(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """15 films, six and six and three; nine talks, four in Leeds; 9份（北區5、南區4）: the parts contradict nothing."""
    values = {figure.value for figure in figures}
    parts: set[int] = set()
    for begin in range(len(figures)):
        for end in range(begin + 2, len(figures) + 1):
            run = figures[begin:end]
            strung = all(_STRUNG.fullmatch(text, a.end, b.start) for a, b in pairwise(run))
            if strung and sum(figure.value for figure in run) in values:
                parts.update(figure.start for figure in run)
    somewhere = {q.start for q in figures if _AT_A_PLACE.match(text, q.end)}
    whole = max([Decimal(0), *(q.value for q in figures if q.start not in somewhere)])
    least = whole if whole < _SMALL else Decimal(_SMALL)
    parts.update(q.start for q in figures if q.start in somewhere and q.value < least)
    return [figure for figure in figures if figure.start not in parts]


_STRUNG = re.compile(
    r"\s*(?:[,，、+＋]|[和及加]|\band\b|\bplus\b)\s*(?:\band\b\s*|[\u4e00-\u9fff]{1,6})?"
)
_AT_A_PLACE = re.compile(r"\s+(?:in|at|from|for)\s+(?:the\s+)?[A-Z]")


def _pairs(figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for first in figures:
        for second in figures:
            if first.value != second.value and _comparable(first, second):
                yield first, second


def _unlike(pair: tuple[Quantity, Quantity]) -> tuple[bool, bool, int, int]:
    """Slips of the pen first, then figures of one unit, then those that stand close together."""
    first, second = pair
    other_unit = folded(first.unit) != folded(second.unit)
    return (
        not is_slip(first.value, second.value),
        other_unit,
        abs(first.start - second.start),
        first.start,
    )


def _place(told: Told, figure: Quantity, written: _Places, *roles: Role) -> _Written | None:
    """Where a report writes the figure of the same matter."""
    places = written.get(figure.value, [])
    if roles:
        places = [place for place in places if place.paper.role in roles]
    return next((place for place in places if _same_matter(told.text, place)), None)


_LEAST = Decimal(2)


def _comparable(first: Quantity, second: Quantity) -> bool:
    if first.is_rate != second.is_rate or bool(first.currency) != bool(second.currency):
        return False
    if _of_other_things(first, second):
        return False
    if is_slip(first.value, second.value):
        return True
    return _NEAREST < second.value / first.value < _FARTHEST


def _of_other_things(first: Quantity, second: Quantity) -> bool:
    """Small numbers with counters of their own, as three stops and two hours."""
    units = {folded(q.unit) for q in (first, second) if q.unit and not q.unit.isascii()}
    return len(units) > 1 and max(first.value, second.value) <= _SMALL


_SMALL = 20


def _same_matter(text: str, source: _Written) -> bool:
    """The report speaks of the same thing where it writes that figure; a large figure needs no more."""
    if source.figure.value >= 1000 and source.figure.value % 1000:
        return True
    at = source.text.find(source.figure.written)
    near = source.text[max(0, at - 24) : at + len(source.figure.written) + 24]
    return bool(features(near) & features(text))


_CENTS = re.compile(r"\.00(?!\d)")


def _clash(
    told: Told,
    pair: tuple[Quantity, Quantity],
    source: _Written,
    metrics: Sequence[Metric],
) -> Clash:
    shown = _CENTS.sub("", source.figure.written)
    wrong = Claim(source.figure.value, shown, source.paper, source.evidence)
    right = Claim(pair[1].value, pair[1].written, told.paper, told.evidence)
    return Clash("metric", _subject(told.text, pair, metrics), (wrong, right), "high")


def _subject(text: str, pair: tuple[Quantity, Quantity], metrics: Sequence[Metric]) -> str:
    """The metric with one of the figures, or that the sentence names; else the sentence's own words."""
    values = {figure.value for figure in pair}
    for metric in metrics:
        if metric.actual and metric.actual.value in values:
            return metric.name
    named = max(metrics, key=lambda m: mentioned(m.name, text), default=None)
    if named and mentioned(named.name, text) >= 0.6:
        return named.name
    lead = re.split(r"[，,:：；;]", text[: min(f.start for f in pair)])
    told = (part.strip() for part in lead if part.strip() and not _names_nothing(part))
    return (next(told, "") or thing_behind(text, pair) or text)[:24]


def _names_nothing(part: str) -> bool:
    """First; 其一; I count: who counts what in which order."""
    return names_nothing(part) or _COUNTS.fullmatch(part.strip()) is not None


_COUNTS = re.compile(
    r"(?:and |but )?(?:I|we)(?: only| still)? (?:count|make it|see|find|counted|found|saw)(?: only)?"
    r"|(?:我們?|我们|本人)?(?:[只僅仅])?(?:[数數點点][到得了出]|[算看]到|算[出來来]*)",
    re.IGNORECASE,
)
