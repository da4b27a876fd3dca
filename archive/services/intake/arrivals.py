"""What is new to somebody since a moment, among what a search finds for them now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from archive.domain.access import AccessScope
from archive.indexer.port import SearchIndex, SearchRequest
from archive.persistence.database import Work
from archive.services.operations.entry_ids import lesson_entry, stale_entries

MOST_LOOKED_AT = 5_000
"""New things that are looked through; of more, the newest."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Entries that came in since a moment, the newest first, as far as one scope sees them."""

    entries: tuple[tuple[str, datetime], ...]

    def since(self, moment: datetime) -> frozenset[str]:
        """Those of them that came in after a later moment."""
        return frozenset(entry for entry, at in self.entries if at > moment)


def arrivals(work: Work, scope: AccessScope, moments: Sequence[datetime]) -> Arrivals:
    """Everything that came in since the earliest of the moments."""
    if not moments:
        return Arrivals(())
    first = min(moments)
    found = list(work.arrivals.documents(scope, first, MOST_LOOKED_AT))
    released = work.arrivals.lessons(scope, first, MOST_LOOKED_AT)
    found += [(lesson_entry(lesson), at) for lesson, at in released]
    return Arrivals(tuple(sorted(found, key=lambda one: (one[1], one[0]), reverse=True)))


def count_new(
    index: SearchIndex,
    work: Work,
    scope: AccessScope,
    asked: Iterable[tuple[SearchRequest, datetime]],
) -> tuple[int, ...]:
    """For each search how many of its hits came in since its moment, all of it within the scope."""
    searches = list(asked)
    came = arrivals(work, scope, [moment for _, moment in searches])
    stale = stale_entries(work) if came.entries else frozenset[str]()
    counts = []
    for request, moment in searches:  # a person keeps few, and most have nothing new
        among = came.since(moment)
        counts.append(_total(index, request, scope, stale, among) if among else 0)
    return tuple(counts)


def _total(
    index: SearchIndex,
    request: SearchRequest,
    scope: AccessScope,
    stale: frozenset[str],
    among: frozenset[str],
) -> int:
    narrowed = replace(request, sort="relevance", page=1, per_page=1, among=among)
    return index.search(narrowed, scope, stale).total
