"""A milestone: the day it was meant for and the day it came."""

from __future__ import annotations

from dataclasses import dataclass

from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence
from archive.review.reading.days import Day


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone; a day is None where the paper has none."""

    name: str
    planned: Day | None
    actual: Day | None
    note: str
    paper: Paper
    evidence: tuple[Evidence, ...]

    @property
    def late(self) -> bool | None:
        """The actual day lies after the planned one; None when either is not known."""
        if self.planned is None or self.actual is None:
            return None
        if self.planned.is_exact and self.actual.is_exact:
            return self.actual.first > self.planned.first
        return self.actual.value[:7] > self.planned.value[:7]
