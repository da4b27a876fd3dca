"""A mean score of a survey."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence


@dataclass(frozen=True, slots=True)
class Score:
    """A mean score with the scale it is on, when that is written."""

    value: Decimal
    scale: int | None
    paper: Paper
    evidence: Evidence
    computed: bool = False
    """No paper writes it: the mean of the rows that are cited."""
