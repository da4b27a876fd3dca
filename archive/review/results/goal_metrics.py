"""Metrics of goals that one paper sets and another answers, and deliverables that are nobody's goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.papers.papers import Papers, Role
from archive.review.reading.names import likeness
from archive.review.results.goal_results import answers_to
from archive.review.results.goals import Goal
from archive.review.results.metric import Metric, in_one_scale, plain_name, unit_of, value_of

Deliverable = tuple[str, Decimal]
"""A thing that a contract promises by number: its name and how many."""
_LARGE = 1000


def only_delivered(
    group: Sequence[Metric], goals: Sequence[Goal], promised: Sequence[Deliverable]
) -> bool:
    """Counted as promised in the contract, or a few more, and named a goal by nobody."""
    return all(
        metric.paper.role is Role.DATA
        and _reached(metric)
        and is_promised(metric.name, value_of(metric.target), promised)
        and not any(_is_aimed_at(metric, goal) for goal in goals)
        for metric in group
    )


def _reached(metric: Metric) -> bool:
    target, actual = value_of(metric.target), value_of(metric.actual)
    return target is not None and actual is not None and actual >= target


def _is_aimed_at(metric: Metric, goal: Goal) -> bool:
    same = goal.target.value == value_of(metric.target)
    return same and not goal.weak and _is_of(metric, goal)


def is_promised(name: str, value: Decimal | None, promised: Sequence[Deliverable]) -> bool:
    """A contract promises so many of the thing."""
    least = _MOSTLY if value is None or value < _LARGE else _ANY
    return any(quantity == value and likeness(name, own) >= least for own, quantity in promised)


_ANY = 0.01


_FEW = 3


def metrics_of_goals(
    papers: Papers,
    known: Sequence[Metric],
    goals: Sequence[Goal],
    promised: Sequence[Deliverable],
) -> Iterator[Metric]:
    """Goals that one paper sets and another answers, where no paper tells both sides.

    What a contract promises and another paper repeats is answered by its delivery. Where results are
    told against targets already, a word beside a figure makes no further goal.
    """
    open_goals = [
        goal
        for goal in goals
        if not any(_is_of(metric, goal) for metric in known)
        and not (goal.weak and len(known) >= _FEW)
        and (
            goal.paper.role is Role.CONTRACT
            or not is_promised(goal.name, goal.target.value, promised)
        )
    ]
    for goal, answer in answers_to(open_goals, papers):
        target, actual = in_one_scale(goal.target, answer.figure)
        if any(
            (target.value, actual.value) == (value_of(m.target), value_of(m.actual)) for m in known
        ):
            continue  # told already, under a name that shares no word
        yield Metric(
            plain_name(goal.name), target, actual, unit_of(target, actual), "", answer.paper,
            (goal.evidence, answer.evidence), prose=answer.prose, computed="actual" if answer.share else "",
        )  # fmt: skip


def _is_of(metric: Metric, goal: Goal) -> bool:
    """The metric is what the goal is about: its name, or its target under another one."""
    alike = likeness(metric.name, goal.name)
    if value_of(metric.target) == goal.target.value:
        return alike > 0 or goal.target.value >= _LARGE
    return alike >= _MOSTLY


_MOSTLY = 0.66
