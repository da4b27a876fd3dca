"""Milestones on one time axis: hollow is planned, filled is actual, the bridge between them the delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 168.0
"""Length of the axis in drawing units; a mark is 8 wide and stays inside."""
_EDGE = 6.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One milestone's marks; places in drawing units from the left, None where a day is not known."""

    planned: float | None
    actual: float | None
    late: bool
    label: str

    @property
    def bridge(self) -> tuple[float, float] | None:
        """Where the delay starts and how long it is."""
        if self.planned is None or self.actual is None or self.planned == self.actual:
            return None
        start = min(self.planned, self.actual)
        return start, round(max(self.planned, self.actual) - start, 1)


def timeline(days: Sequence[tuple[str, str, str]]) -> tuple[Moment | None, ...]:
    """For each (planned, actual, label) its marks; a month alone counts as its first day.

    None for a milestone without any day. With fewer than two different days there is no axis.
    """
    read = [(_day(planned), _day(actual), label) for planned, actual, label in days]
    known = [day for planned, actual, _ in read for day in (planned, actual) if day]
    if not known or min(known) == max(known):
        return tuple(None for _ in days)
    first, length = min(known), (max(known) - min(known)).days

    def place(day: date | None) -> float | None:
        if day is None:
            return None
        return round(_EDGE + (WIDTH - 2 * _EDGE) * (day - first).days / length, 1)

    return tuple(
        Moment(place(planned), place(actual), bool(planned and actual and actual > planned), label)
        if planned or actual
        else None
        for planned, actual, label in read
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return None
