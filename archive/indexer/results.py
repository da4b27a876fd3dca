"""From ranked documents to a page: order, facets, variants that were tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.domain.folding import fold
from archive.indexer.columns import Mask
from archive.indexer.field_words import FieldWord
from archive.indexer.plan import Alternative, QueryPlan
from archive.indexer.port import FACETS, FacetValue, IndexHit, SearchRequest
from archive.indexer.scoring import Scorer
from archive.indexer.snapshot import Floats, Snapshot

TRIED: Final = 8
_ALL: Final = -1


def filtered(snapshot: Snapshot, filters: Mapping[str, Sequence[str]]) -> Mask:
    """Which documents pass the caller's filters.

    A facet without values is no filter; one that does
    not exist lets nothing pass.
    """
    passing: Mask = np.ones(snapshot.size, bool)
    for facet, values in filters.items():
        if facet not in FACETS:
            passing[:] = False
        elif values:
            passing &= snapshot.facets[facet].among(values)
    return passing


def fielded(snapshot: Snapshot, fields: Sequence[FieldWord]) -> Mask:
    """Which documents meet every field word of the query."""
    passing: Mask = np.ones(snapshot.size, bool)
    for field in fields:
        passing &= snapshot.facets[field.facet].matching(field.holds)
    return passing


def facets_of(snapshot: Snapshot, chosen: Mask) -> dict[str, tuple[FacetValue, ...]]:
    """How many of the chosen documents have each value: the most frequent first."""
    numbers = np.flatnonzero(chosen)
    counts = {facet: snapshot.facets[facet].counts(numbers) for facet in FACETS}
    return {
        facet: tuple(
            FacetValue(v, n) for v, n in sorted(found.items(), key=lambda i: (-i[1], i[0]))
        )
        for facet, found in counts.items()
        if found
    }


def page_of(
    snapshot: Snapshot, request: SearchRequest, score: Floats, chosen: Mask
) -> tuple[IndexHit, ...]:
    """The hits of the page asked for. Ties are in the order of the ids."""
    numbers = np.flatnonzero(chosen)
    start = (max(request.page, 1) - 1) * request.per_page
    end = start + request.per_page
    if request.sort == "name":
        ordered = _by_name(snapshot, numbers)
    elif request.sort == "date":
        ordered = snapshot.first(numbers, snapshot.dates[numbers].astype(np.float64), end)
    else:
        ordered = snapshot.first(numbers, score[numbers].astype(np.float64), end)
    return tuple(
        IndexHit(snapshot.ids[number].decode(), float(score[number]))
        for number in ordered[start:end]
    )


def _by_name(snapshot: Snapshot, numbers: npt.NDArray[np.intp]) -> list[int]:
    def key(number: int) -> tuple[str, str]:
        view, position = snapshot.place(number)
        values = view.values(position)
        return fold(values.name), values.id

    return sorted(numbers.tolist(), key=key)


def tried(plan: QueryPlan, scorer: Scorer) -> tuple[str, ...]:
    """The other wordings that the visible documents use."""
    found = (other.shown for other in _others(plan) if _occurs(other, scorer))
    return tuple(dict.fromkeys(found))[:TRIED]


def _others(plan: QueryPlan) -> Iterator[Alternative]:
    for clause in plan.clauses:
        yield from (other for other in clause.alternatives if other.shown)


def _occurs(other: Alternative, scorer: Scorer) -> bool:
    """True when one visible document at least holds the first term: the word, not its neighbours."""
    return bool(other.terms) and len(scorer.postings(other.terms[0])[0]) > 0
