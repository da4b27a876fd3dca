"""A contradiction, and whether two values contradict each other at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.reading.approximate import same_within_words
from archive.review.reading.days import Day
from archive.review.results.milestones import Milestone


@dataclass(frozen=True, slots=True)
class Measured:
    """What was meant and what came: of a milestone (date), of the money (cost), of a metric."""

    kind: str
    name: str
    meant: Claim
    came: Claim


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with several answers. `subject` names the thing; `kind` sorts it.

    Where a paper claims something in words (all on time), `measured` says what speaks against it.
    """

    kind: str
    subject: str
    claims: tuple[Claim, ...]
    severity: str = "high"
    measured: tuple[Measured, ...] = ()


def distinct_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each value, the first that made it."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        value = claim.value
        same = str(value.normalize() if isinstance(value, Decimal) else value)
        seen.setdefault(same, claim)
    return tuple(seen.values())


def agrees(claim: Claim, value: Decimal) -> bool:
    """The claim is the value, or the value as the words around it allow (about, over, rounded)."""
    if not isinstance(claim.value, Decimal):
        return str(claim.value) == str(value)
    return same_within_words(claim.value, claim.written, _around(claim), value)


def _around(claim: Claim) -> tuple[str, str]:
    for span in claim.evidence.spans:
        text = claim.paper.source.segments[span.segment].text[span.start : span.end]
        at = text.find(claim.written)
        if at >= 0:
            return text[max(0, at - 16) : at], text[at + len(claim.written) :][:8]
    return "", ""


def day_claimed(milestone: Milestone, actual: Day) -> Claim:
    """The day as the paper that tells the milestone has it."""
    return Claim(actual.value, actual.written, milestone.paper, milestone.evidence[0])
