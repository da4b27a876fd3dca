"""A metric as a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import Quantity


@dataclass(frozen=True, slots=True)
class ProseMetric:
    """A name, a target and an actual figure of one sentence."""

    name: str
    target: Quantity
    actual: Quantity
    evidence: Evidence
