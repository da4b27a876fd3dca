"""Random searches put to the real service and to one that looks at every document, compared."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from archive.domain.access import scope_of
from archive.indexer.port import SearchRequest
from archive.services.search.index_entries import KINDS
from archive.services.search.indexing import IndexingService
from archive.services.search.search import SearchAnswer, SearchService
from tests.support.leak_corpus import query_text
from tests.support.memory_index import MemoryIndex
from tests.support.twin_contents import OBSERVERS, OPEN, OWN, SECRETS, SHARED
from tests.support.world import World

CLOSE = 1e-4
"""Scores are float32 on one side: that near to each other two hits may change places."""


class Oracle:
    """The brute-force searches of an archive as it stands now."""

    def __init__(self, world: World) -> None:
        self._world = world
        index = MemoryIndex()
        database = world.services.database
        IndexingService(database, index, lambda: None).rebuild(lambda _done, _all: None)  # type: ignore[arg-type,return-value]
        self._service = SearchService(database, index, clock=world.services.search._clock)

    def deviations(self, count: int, seed: int) -> Iterator[str]:
        """Searches by all observers whose hits, totals, facets, pages or order are not the right ones."""
        chance = random.Random(seed)  # noqa: S311 - drawn examples
        for _ in range(count):
            username, request = chance.choice(OBSERVERS), _request(chance)
            principal = self._world.as_(username)
            found = self._world.services.search.search(principal, request)
            right = self._service.search(principal, request)
            whole = self._service.search(principal, replace(request, page=1, per_page=50))
            problem = _deviation(found, right, whole) or self._hidden(username, found)
            if problem:
                yield f"{username} {request}: {problem}"

    def _hidden(self, username: str, answer: SearchAnswer) -> str:
        """Hits the caller may not see by the rule itself, asked for each document."""
        scope = scope_of(self._world.as_(username))
        with self._world.services.database.read() as work:
            ids = [hit.id for hit in answer.hits]
            tokens = work.documents.tokens(ids) | work.indexed_lessons.tokens(ids)
        seen = [i for i, held in tokens.items() if not scope.sees(held)]
        return f"hidden {seen}" if seen else ""


def _request(chance: random.Random) -> SearchRequest:
    values = {
        "project": (OPEN, SHARED, OWN, *SECRETS), "class": ("plan", "minutes", "other"), "year": ("2026", "1999"),
        "client": ("Harbour Light", "Krakenfest Ltd"), "language": ("zh-Hant", "en"), "kind": KINDS,
    }  # fmt: skip
    facets = chance.sample(sorted(values), chance.choice((0, 0, 1, 2)))
    return SearchRequest(
        query_text(chance),
        {
            f: tuple(chance.sample(values[f], chance.randrange(1, len(values[f]) + 1)))
            for f in facets
        },
        chance.choice(("relevance", "relevance", "date", "name")),
        chance.choice((1, 1, 2)),
        chance.choice((3, 10, 50)),
    )


def _deviation(found: SearchAnswer, right: SearchAnswer, whole: SearchAnswer) -> str:
    if (found.total, found.facets, found.tried) != (right.total, right.facets, right.tried):
        return f"{found.total} {found.facets} instead of {right.total} {right.facets}"
    poor, right_poor = ((a.poor_documents, a.poor_pages) for a in (found, right))
    if poor != right_poor:
        return f"{poor} hard to read instead of {right_poor}"
    if found.nothing_of != right.nothing_of:
        return f"nothing of {found.nothing_of} instead of {right.nothing_of}"
    scores = {hit.id: hit.score for hit in (*whole.hits, *right.hits)}
    if len(found.hits) != len(right.hits) or len({h.id for h in found.hits}) != len(found.hits):
        return "another number of hits"
    for mine, other in zip(found.hits, right.hits, strict=True):
        own = scores.get(mine.id)
        near = own is not None and abs(own - mine.score) <= CLOSE * max(1.0, own)
        if not near or (
            mine.id != other.id and abs(mine.score - other.score) > CLOSE * max(1.0, other.score)
        ):
            return f"{mine.name} {mine.score} where {other.name} {other.score} belongs"
    return ""
