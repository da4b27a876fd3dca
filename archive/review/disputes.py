"""Figures somebody says are wrong: "the report says 8,150, our console 7,450", 打成2,310萬，正確是2,130萬.

Such a sentence holds both figures. It counts as a contradiction only where one of the two really stands in
a report or in the data, so that what is disputed can be shown beside what disputes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.citations import Evidence
from archive.review.claims import Claim
from archive.review.clashes import Clash, day_claimed
from archive.review.days import days_in
from archive.review.metrics import Metric
from archive.review.milestones import Milestone
from archive.review.names import features, mentioned
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, sentences_of, without_mark
from archive.review.quantities import Quantity, find_quantities
from archive.review.words import word_list

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
        for sentence in _told_together(paper):
            said = _SAYS.within(sentence.text) or (
                paper.role is Role.CLIENT and _SHOWS.within(sentence.text)
            )
            if len(sentence.text) <= _LONGEST and said:
                yield from _in_sentence(paper, sentence, written, metrics)


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


def _told_together(paper: Paper) -> Iterator[Passage]:
    """Sentences; and short points of two or three ("Your bill is for 900. The contract says 870.")."""
    yield from paper.sentences
    for paragraph in paper.paragraphs if paper.role is Role.CLIENT else ():
        if len(paragraph.text) <= _LONGEST and len(sentences_of(paragraph)) in (2, 3):
            yield paragraph


def _in_reports(papers: Papers) -> dict[Decimal, _Written]:
    """Every figure of reports, data and bills, by its value; the first place counts."""
    found: dict[Decimal, _Written] = {}
    for paper in (*papers.current(Role.REPORT, Role.DATA), *papers.of_class("invoice")):
        for passage in paper.told:
            for figure in find_quantities(passage.text):
                found.setdefault(
                    figure.value, _Written(figure, paper, passage.text, passage.evidence)
                )
        for table in paper.tables:
            for row in table.rows:
                for figure in (q for cell in row.cells for q in find_quantities(cell)[:1]):
                    told = _Written(figure, paper, " ".join(row.cells), table.evidence(row))
                    found.setdefault(figure.value, told)
    return found


def _in_sentence(
    paper: Paper, sentence: Passage, written: dict[Decimal, _Written], metrics: Sequence[Metric]
) -> Iterator[Clash]:
    figures = [q for q in find_quantities(sentence.text) if q.value >= _LEAST]
    put_right = _CORRECTS.within(sentence.text)
    for first in figures:
        for second in figures:
            if first.value == second.value or not _comparable(first, second):
                continue
            source = written.get(first.value)
            if (
                source is None
                or not _same_matter(sentence, source)
                or (second.value in written and not put_right)
            ):
                continue
            yield _clash(paper, sentence, (first, second), source, metrics)
            return


_LEAST = Decimal(2)


def _comparable(first: Quantity, second: Quantity) -> bool:
    if first.is_rate != second.is_rate or bool(first.currency) != bool(second.currency):
        return False
    return _NEAREST < second.value / first.value < _FARTHEST


def _same_matter(sentence: Passage, source: _Written) -> bool:
    """The report speaks of the same thing where it writes that figure; a large figure needs no more."""
    if source.figure.value >= 1000 and source.figure.value % 1000:
        return True
    at = source.text.find(source.figure.written)
    near = source.text[max(0, at - 24) : at + len(source.figure.written) + 24]
    return bool(features(near) & features(sentence.text))


_CENTS = re.compile(r"\.00(?!\d)")


def _clash(
    paper: Paper,
    sentence: Passage,
    pair: tuple[Quantity, Quantity],
    source: _Written,
    metrics: Sequence[Metric],
) -> Clash:
    shown = _CENTS.sub("", source.figure.written)
    told = Claim(source.figure.value, shown, source.paper, source.evidence)
    right = Claim(pair[1].value, pair[1].written, paper, sentence.evidence)
    return Clash("metric", _subject(sentence, pair, metrics), (told, right), "high")


def _subject(sentence: Passage, pair: tuple[Quantity, Quantity], metrics: Sequence[Metric]) -> str:
    """The metric with one of the figures, or that the sentence names; else the sentence's own words."""
    values = {figure.value for figure in pair}
    for metric in metrics:
        if metric.actual and metric.actual.value in values:
            return metric.name
    named = max(metrics, key=lambda m: mentioned(m.name, sentence.text), default=None)
    if named and mentioned(named.name, sentence.text) >= 0.6:
        return named.name
    begin = len(sentence.text) - len(without_mark(sentence).text)
    lead = re.split(r"[，,:：；;]", sentence.text[begin : min(f.start for f in pair)])
    return next((part.strip() for part in lead if part.strip()), sentence.text)[:24]
