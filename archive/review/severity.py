"""How much a contradiction or a gap weighs, and the order that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

HIGH, MEDIUM, LOW = "high", "medium", "low"
SEVERITIES = (HIGH, MEDIUM, LOW)

_OF_GAPS = {
    "review.missing_required": HIGH,
    "review.missing_acceptance": HIGH,
    "review.missing_bills": HIGH,
    "review.missing_every_bill": HIGH,
    "review.missing_proofs_of_payment": HIGH,
    "review.missing_template": LOW,
    "review.missing_mail": LOW,
}
"""What a gap says -> its weight; without it, one that a contract demands weighs most."""

Part = TypeVar("Part", bound=Mapping[str, Any])


def severity_of_gap(key: str, asked_by: Iterable[str]) -> str:
    """The weight of a gap that says `key`, told by documents of the classes `asked_by`."""
    return _OF_GAPS.get(key) or (HIGH if "contract" in set(asked_by) else MEDIUM)


def weightiest_first(parts: Iterable[Part]) -> list[Part]:
    """The parts by their `severity`; of one weight in the order they came, without one in the middle."""
    return sorted(parts, key=lambda part: SEVERITIES.index(_known(part.get("severity"))))


def _known(severity: object) -> str:
    return str(severity) if severity in SEVERITIES else MEDIUM
