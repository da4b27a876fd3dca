"""Results and days that a draft gives otherwise than the final; its costs are estimates anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, agrees, day_claimed
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.approximate import is_slip, significant_digits
from archive.review.reading.names import core
from archive.review.reading.vocabulary import SPENT_TOTAL
from archive.review.results.metric import Metric
from archive.review.results.metrics import everything_told
from archive.review.results.milestones import Milestone, told_milestones

_Known = TypeVar("_Known", Metric, Milestone)


def draft_differences(
    papers: Papers, metrics: Sequence[Metric], milestones: Sequence[Milestone]
) -> Iterator[Clash]:
    """One clash of low severity for each figure or day that changed; the final comes first."""
    for paper in papers.drafts():
        yield from _figures(papers, paper, metrics)
        yield from _days(papers, paper, milestones)


def _figures(papers: Papers, paper: Paper, metrics: Sequence[Metric]) -> Iterator[Clash]:
    for told in everything_told(paper):
        final = _named(metrics, told.name) or told
        became = _in_report(papers, final)
        if became is None or told.actual is None:
            continue
        claim = Claim(told.actual.value, told.actual.written, paper, told.evidence[0])
        if not isinstance(became.value, Decimal) or agrees(claim, became.value):
            continue
        if not (
            _was_counting(paper, told, became.value)
            or _was_rough(claim, became.value)
            or _is_raw(paper, told)
        ):
            yield Clash("draft", final.name, (became, claim), "low")


_UNFINISHED = re.compile(
    r"待(?:补|補|定|统|統|核|对|對|确|確|收|彙|汇|[会會]后|复)|未完|暂|暫|尚在|未[导導結结]|[（(](?:未定|估)[)）]|未定稿"
    r"|[数數][字據据]?[^，,。；;\n]{0,4}(?:[没沒未](?:有)?(?:[对對]|核|校|[审審]|定|完|清洗)|可能[变變會会]|待|截至)|(?:[还還]|尚)[没沒未][进進补補入到]"
    r"|\b(?:tbc|tbd|pending|to come|to follow|not final|so far|not yet|not in yet|estimate[ds]?|approx\w*)\b"
    r"|\b(?:figures?|numbers?|data)\b[^.;\n]{0,24}\b(?:not|may|unchecked|unaudited|to be|half|provisional)\b"
    r"|\bbefore the\b",
    re.IGNORECASE,
)


def _was_rough(claim: Claim, final: Decimal) -> bool:
    """The draft gives a round number of nearly that size: 11,400 before there were 11,274, 7% for 6.7%."""
    if not isinstance(claim.value, Decimal) or final == 0:
        return False
    rough, exact = significant_digits(claim.value), significant_digits(final)
    rounder = len(exact) - len(rough)
    near = abs(claim.value / final - 1) <= _NEARLY
    return (near and rounder >= len(("tens", "hundreds"))) or (
        rounder >= 1
        and final.quantize(Decimal(1).scaleb(_exponent(claim.value)), ROUND_HALF_UP) == claim.value
    )


_NEARLY = Decimal("0.06")
_CORRECTION = Decimal("0.025")
"""What checking a figure changes: duplicates taken out, a late list added."""


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is_raw(paper: Paper, told: Metric) -> bool:
    """The draft says beside the figure what is not taken off or added yet: 1,860条（未去重）."""
    segments = paper.source.segments
    return any(
        _RAW.search(segments[span.segment].text[span.start : span.end])
        for evidence in told.evidence
        for span in evidence.spans
    )


_RAW = re.compile(
    r"未(?:去重|[经經]?[核审審校]|扣除?|[计計]入?|[补補]算?|含|剔除?|清洗|[结結])|需剔除|[还還仍]在"
    r"|\b(?:interim|provisional|unaudited|so far|to date|still in|still coming|not yet"
    r"|including (?:duplicates|staff|blanks))\b",
    re.IGNORECASE,
)


def _was_counting(paper: Paper, told: Metric, final: Decimal) -> bool:
    """A figure of a draft that says that its figures are not final: a count that only grew, or a small change.

    Costs of a draft are always estimates and say nothing of its other figures.
    """
    actual = told.actual
    if actual is None or final == 0 or is_slip(actual.value, final):
        return False
    grew = actual.value < final and not actual.is_rate
    if not grew and abs(actual.value / final - 1) > _CORRECTION:
        return False
    return any(
        _UNFINISHED.search(segment.text) and not SPENT_TOTAL.within(segment.text)
        for segment in paper.source.segments
    )


def _in_report(papers: Papers, metric: Metric) -> Claim | None:
    """The figure as the final report has it, which the draft became."""
    for paper in papers.current(Role.REPORT):
        if paper.source.draft:
            continue  # where there is no final, no draft became anything
        for told in everything_told(paper):
            if core(told.name) == core(metric.name) and told.actual:
                return Claim(told.actual.value, told.actual.written, paper, told.evidence[0])
    return None


def _days(papers: Papers, paper: Paper, milestones: Sequence[Milestone]) -> Iterator[Clash]:
    for event in told_milestones(paper, papers):
        final = _named(milestones, event.name)
        if final is None or final.actual is None or event.actual is None:
            continue
        if paper.day is not None and event.actual.first >= paper.day:
            continue  # a draft only expects what lies ahead of it
        if final.actual.value != event.actual.value:
            claim = Claim(event.actual.value, event.actual.written, paper, event.evidence[0])
            yield Clash("draft", final.name, (day_claimed(final, final.actual), claim), "low")


def _named(items: Sequence[_Known], name: str) -> _Known | None:
    return next((item for item in items if core(item.name) == core(name)), None)
