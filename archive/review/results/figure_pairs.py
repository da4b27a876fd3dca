"""Targets paired with the figures that came of them, from what a sentence says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.review.reading.figure_roles import FigureRole, Told
from archive.review.reading.quantities import Quantity
from archive.review.results.like_figures import of_one_measure

_NO_SIDE = (FigureRole.GAP, FigureRole.FORMER)


def figure_pairs(told: Sequence[Told]) -> Iterator[tuple[Quantity, Quantity]]:
    """Each target with the figure beside it that came of it: the explained one before the open one."""
    left = [t for t in _with_rates(told) if t.role not in _NO_SIDE]
    while target := next((t for t in left if t.role is FigureRole.TARGET), None):
        at = left.index(target)
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(left)]
        fits = [n for n in beside if are_comparable(target.figure, left[n])]
        chosen = min(fits, key=lambda n: (left[n].role is not FigureRole.ACTUAL, n), default=None)
        if chosen is None:
            left.remove(target)
            continue
        actual = left[chosen]
        yield target.figure, actual.figure
        left.remove(target)
        left.remove(actual)


def _with_rates(told: Sequence[Told]) -> list[Told]:
    """集章完成率 18%／目標 25%: a rate of completion is the figure itself where the target is a rate too."""
    aimed = any(t.role is FigureRole.TARGET and t.figure.is_rate for t in told)
    open_rates = any(
        t.role in (FigureRole.OPEN, FigureRole.ACTUAL) and t.figure.is_rate for t in told
    )
    if not aimed or open_rates:
        return list(told)
    return [
        replace(t, role=FigureRole.OPEN) if t.role is FigureRole.GAP and t.figure.is_rate else t
        for t in told
    ]


def are_comparable(target: Quantity, other: Told) -> bool:
    """What was meant and what came: figures of one measure, and what came is no span."""
    came = other.role is not FigureRole.TARGET and other.figure.upper is None
    return came and of_one_measure(target, other.figure)


def in_one_unit(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity]:
    """In "16.4 per cent against a target of 18": the figure without a unit has the other's."""
    if actual.is_rate and not target.unit:
        return replace(target, unit="%"), actual
    if target.is_rate and not actual.unit:
        return target, replace(actual, unit="%")
    return target, actual
