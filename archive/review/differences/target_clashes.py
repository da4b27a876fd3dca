"""Targets that a report gives otherwise than the contract set them: reached 3,000 where 3,200 were agreed.

Left alone where any paper of the way there tells the other target too: it was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, agrees
from archive.review.papers.papers import Papers, Role
from archive.review.reading.names import core, mentioned
from archive.review.results.goals import Goal, goals_of
from archive.review.results.like_figures import of_one_measure
from archive.review.results.metric import Metric
from archive.review.results.metrics import told_metrics

_NAMED = 0.6
_NEAR = Decimal("0.5")


def target_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each row of a report's results whose target is not the one contract's."""
    agreed = [g for g in goals_of(papers) if g.paper.role is Role.CONTRACT and not g.weak]
    for paper in papers.current(Role.REPORT) if agreed else ():
        for metric in told_metrics(paper):
            found = [g for g in agreed if core(g.name) == core(metric.name)]
            if len(found) == 1 and (clash := _held_against(found[0], metric, papers)):
                yield clash


def _held_against(goal: Goal, metric: Metric, papers: Papers) -> Clash | None:
    told = metric.target
    if told is None or metric.computed or not of_one_measure(goal.target, told):
        return None
    if goal.target.is_rate != told.is_rate or not goal.target.value:
        return None
    claim = Claim(told.value, told.written, metric.paper, metric.evidence[0])
    near = abs(told.value / goal.target.value - 1) <= _NEAR
    if not near or agrees(claim, goal.target.value) or _was_changed(metric, told.value, papers):
        return None
    own = Claim(goal.target.value, goal.target.written, goal.paper, goal.evidence)
    return Clash("metric", metric.name, (own, claim), "medium")


def _was_changed(metric: Metric, value: Decimal, papers: Papers) -> bool:
    """The contract, minutes, a mail or the client tell the other target of it too."""
    said = (Role.CONTRACT, Role.PLAN, Role.INTERIM, Role.CLIENT, Role.OTHER)
    return any(
        any(q.value == value for q in figures) and mentioned(metric.name, passage.text) >= _NAMED
        for paper in papers.current(*said)
        for passage, _, figures in paper.figures
    ) or any(
        told.target is not None
        and told.target.value == value
        and core(told.name) == core(metric.name)
        for paper in papers.current(*said)
        for told in told_metrics(paper)
    )
