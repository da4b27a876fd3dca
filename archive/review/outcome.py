"""How a project came out, in a few figures: told from a review that is already limited to its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """None stands for what the reader's sources do not say, or say in another currency than the cost.

    `met` of `targets` metrics were reached.
    """

    met: int = 0
    targets: int = 0
    budget: Decimal | None = None
    actual: Decimal | None = None
    currency: str | None = None
    mean: Decimal | None = None
    scale: Decimal | None = None

    @property
    def told(self) -> bool:
        """It tells anything at all; what it does not tell is unknown, whether hidden or not there."""
        return self != Outcome()

    @property
    def over(self) -> bool | None:
        """It cost more than its budget; None where one of the two is not known."""
        return None if self.budget is None or self.actual is None else self.actual > self.budget

    @property
    def satisfaction(self) -> Decimal | None:
        """The mean as a share of its scale, to compare across scales."""
        return self.mean / self.scale if self.mean is not None and self.scale else None


def outcome_of(review: Mapping[str, Any]) -> Outcome:
    """The outcome a review tells: metrics with a verdict, totals of cost, the client's mean."""
    judged = judged_metrics(review)
    cost = review.get("cost") or {}
    satisfaction = review.get("satisfaction") or {}
    return Outcome(
        met=sum(1 for metric in judged if metric["met"]),
        targets=len(judged),
        budget=None if cost.get("budget_currency") else _figure(cost.get("budget_total")),
        actual=_figure(cost.get("actual_total")),
        currency=cost.get("currency"),
        mean=_figure(satisfaction.get("mean")),
        scale=_figure(satisfaction.get("scale")),
    )


def told_outcome(review: Mapping[str, Any] | None) -> Outcome | None:
    """The outcome, or None where the review is not there or tells this reader nothing of it: one answer."""
    outcome = outcome_of(review or {})
    return outcome if outcome.told else None


def judged_metrics(review: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The metrics that are counted as targets: those of which the review says whether they were met."""
    return tuple(
        metric
        for metric in review.get("metrics") or ()
        if isinstance(metric, Mapping) and isinstance(metric.get("met"), bool)
    )


def _figure(value: object) -> Decimal | None:
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None
