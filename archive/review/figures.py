"""Figures computed from those a review copies, for showing: shares, differences, days late.

Nothing here is part of the review's stored content. A page or an export that shows one says that it
was computed, and the figures it comes from stand beside it with their citations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that no document has. `inputs` are the figures it was computed from, as decimals."""

    value: Decimal
    inputs: tuple[Decimal, ...]


def decimal_of(figure: object) -> Decimal | None:
    """A figure of the review's content (a decimal string) as a number; None for anything else."""
    if isinstance(figure, bool) or not isinstance(figure, str | int | float | Decimal):
        return None
    try:
        value = Decimal(str(figure))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def achieved(metric: Mapping[str, object]) -> Computed | None:
    """Actual in per cent of the target, one decimal.

    None where less is better, a figure is missing, or the two cannot be compared.
    """
    target, actual = decimal_of(metric.get("target")), decimal_of(metric.get("actual"))
    if target is None or actual is None or target <= 0 or metric.get("direction") == "lower":
        return None
    if metric.get("met", True) is None:
        return None
    share = (actual / target * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Computed(share, (target, actual))


def variance(budget: object, actual: object) -> Computed | None:
    """Actual less budget: above zero is over budget."""
    first, second = decimal_of(budget), decimal_of(actual)
    return (
        Computed(second - first, (first, second))
        if first is not None and second is not None
        else None
    )


def days_late(planned: object, actual: object) -> int | None:
    """Days from planned to actual; below zero is early; None unless both are whole days."""
    try:
        return (date.fromisoformat(str(actual)) - date.fromisoformat(str(planned))).days
    except ValueError:
        return None


def grouped(figure: object) -> str:
    """A decimal string with its thousands grouped, to be read: 2860000 -> 2,860,000."""
    value = decimal_of(figure)
    return "" if value is None else f"{value:,f}"
