"""Results and days that a draft gives otherwise than the final; its costs are estimates anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from archive.review.claims import Claim
from archive.review.clashes import Clash, agrees, day_claimed
from archive.review.metrics import Metric, everything_told
from archive.review.milestones import Milestone, told_milestones
from archive.review.names import core
from archive.review.papers import Paper, Papers, Role

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
        if isinstance(became.value, Decimal) and not agrees(claim, became.value):
            yield Clash("draft", final.name, (became, claim), "low")


def _in_report(papers: Papers, metric: Metric) -> Claim | None:
    """The figure as the final report has it, which the draft became."""
    for paper in papers.current(Role.REPORT):
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
