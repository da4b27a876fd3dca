"""Days told differently: when a milestone came about, and when a paper was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archive.review.contracts.contract import Contract
from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, day_claimed, distinct_claims
from archive.review.differences.day_claims import day_claims
from archive.review.differences.event_days import (
    listed_events,
    listed_otherwise,
    main_event_clash,
)
from archive.review.differences.signed_days import signed_clashes
from archive.review.papers.papers import Papers
from archive.review.results.milestones import Milestone

_FARTHEST = 45  # days; a day farther off is of something else


def day_clashes(
    papers: Papers, milestones: Sequence[Milestone], contracts: Sequence[Contract]
) -> Iterator[Clash]:
    """Every milestone and every signature with the other days that papers give for it."""
    for milestone in (*milestones, *listed_events(papers, milestones)):
        actual = milestone.actual
        if actual is None or not actual.is_exact:
            continue
        other = [c for c in day_claims(milestone, papers) if _another_day(c, actual.first)]
        if other:
            yield Clash(
                "date", milestone.name, (day_claimed(milestone, actual), *distinct_claims(other))
            )
    yield from listed_otherwise(papers, milestones)
    yield from main_event_clash(papers)
    yield from signed_clashes(papers, contracts)


def _another_day(claim: Claim, actual: date) -> bool:
    told = date.fromisoformat(str(claim.value))
    return 0 < abs((told - actual).days) <= _FARTHEST
