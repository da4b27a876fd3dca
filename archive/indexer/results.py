"""From ranked documents to a page: order, facets, variants that were tried; how a query was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

import numpy as np

from archive.domain.folding import fold
from archive.indexer.analysis import normal_form, plain_form
from archive.indexer.columns import Numbers
from archive.indexer.plan import LEFT_OUT, Alternative, Phrase, QueryPlan
from archive.indexer.port import FacetValue, IndexHit, SearchRequest, Wording
from archive.indexer.ranking import Ranked
from archive.indexer.scoring import Scorer
from archive.indexer.snapshot import Snapshot
from archive.indexer.wordings import SAME_THING

TRIED: Final = 8


def facets_of(snapshot: Snapshot, hits: Ranked) -> dict[str, tuple[FacetValue, ...]]:
    """How many of the hits have each value: the most frequent first."""
    counts = snapshot.cells.counts(hits.cells)  # in the order of the values, which a sort keeps
    return {
        facet: tuple(
            FacetValue(v, n) for v, n in sorted(found.items(), key=itemgetter(1), reverse=True)
        )
        for facet, found in counts.items()
        if found
    }


def poor_of(snapshot: Snapshot, hits: Ranked) -> tuple[int, int]:
    """How many of the hits have pages that are hard to read, and how many such pages they have."""
    if snapshot.poor_pages is None:
        return 0, 0
    pages = snapshot.poor_pages[hits.numbers]
    return int(np.count_nonzero(pages)), int(pages.sum())


def page_of(snapshot: Snapshot, request: SearchRequest, hits: Ranked) -> tuple[IndexHit, ...]:
    """The hits of the page asked for. Ties are in the order of the ids."""
    numbers = hits.numbers
    start = (max(request.page, 1) - 1) * request.per_page
    end = start + request.per_page
    if request.sort == "name":
        ordered = _by_name(snapshot, numbers)
    elif request.sort == "date":
        ordered = snapshot.order(numbers, snapshot.dates[numbers], end)
    else:
        ordered = snapshot.order(numbers, hits.scores, end)
    shown = ordered[start:end]
    ids, scores = snapshot.ids[numbers[shown]].tolist(), hits.scores[shown].tolist()
    return tuple([IndexHit(name.decode(), score) for name, score in zip(ids, scores, strict=True)])


def _by_name(snapshot: Snapshot, numbers: Numbers) -> Numbers:
    def key(place: int) -> tuple[str, str]:
        view, position = snapshot.place(int(numbers[place]))
        values = view.values(position)
        return fold(values.name), values.id

    return np.array(sorted(range(len(numbers)), key=key), np.intp)


def nothing_of(plan: QueryPlan, scorer: Scorer, hits: Ranked) -> tuple[str, ...]:
    """The times that are asked for and none of the hits is of; nothing where there are no hits."""
    times = {**plan.times, **plan.written}
    if not times or not len(hits.numbers):
        return ()
    return tuple(
        told
        for told, ways in times.items()
        if not any(_holds(scorer, hits.numbers, way) for way in ways)
    )


def _holds(scorer: Scorer, documents: Numbers, way: Alternative) -> bool:
    """True when one of the documents holds every term of a way, not each a part of it."""
    for term in way.terms:
        documents = scorer.term(term).among(documents)
    return bool(way.terms) and len(documents) > 0


def tried(plan: QueryPlan, scorer: Scorer) -> tuple[str, ...]:
    """The other wordings that the visible documents use."""
    found = (other.shown for other in _others(plan) if _occurs(other, scorer))
    return tuple(dict.fromkeys(found))[:TRIED]


def words_of(plan: QueryPlan, tried: Sequence[str]) -> tuple[str, ...]:
    """What to mark: the words as typed and the other wordings, but for those that were left out."""
    others = (word for word in tried if not word.startswith(LEFT_OUT))
    return tuple(dict.fromkeys([*plan.words, *map(normal_form, map(plain_form, others))]))


def wording_of(plan: QueryPlan) -> Wording:
    """How a query is read, whatever is in the index."""
    others = [one for clause in plan.clauses for one in clause.alternatives if one.shown]
    nearest = sorted(others, key=lambda other: -other.weight) if len(plan.clauses) == 1 else []
    return Wording(
        sought=plan.sought,
        words=plan.words,
        same=tuple(one.shown for one in others if one.weight >= SAME_THING),
        just_so=bool(plan.required),
        instead=tuple(one.shown for one in nearest),
        times=tuple(plan.times),
    )


def _others(plan: QueryPlan) -> Iterator[Alternative | Phrase]:
    for clause in plan.clauses:
        yield from (other for other in clause.alternatives if other.shown)
    yield from (phrase for phrase in plan.excluded if phrase.shown)


def _occurs(other: Alternative | Phrase, scorer: Scorer) -> bool:
    """True when one visible document at least holds all of it: the wording, not its neighbours."""
    terms = other.terms if isinstance(other, Phrase) else other.all_of_it
    return bool(terms) and scorer.held_together(terms)
