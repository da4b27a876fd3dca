"""Searching: scope first, then the index, then the database confirms, then passages are cut."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive.domain.access import AccessScope, Principal, scope_of
from archive.domain.folding import fold
from archive.errors import InvalidInput
from archive.indexer.passages import cut_passages
from archive.indexer.port import FACETS, FacetValue, SearchIndex, SearchRequest, Wording
from archive.indexer.thesaurus import Thesaurus, shipped_thesaurus
from archive.persistence.database import Database
from archive.persistence.documents import DocumentFilter
from archive.services.operations.entry_ids import stale_entries
from archive.services.operations.identifiers import Clock, now_utc
from archive.services.search.compared_figures import Comparison, FigureComparer
from archive.services.search.kept_reads import KeptReads
from archive.services.search.mails_first import mails_first
from archive.services.search.project_words import with_projects
from archive.services.search.search_hits import SearchHit, confirmed_in, texts_in
from archive.services.search.search_remedies import Remedy, remedies
from archive.services.search.written_words import WordsAsWritten
from archive.team_time import day_of

LONGEST_QUERY = 300
LAST_PAGE, LARGEST_PAGE = 100, 50
SUGGESTED = 4
"""How many suggestions of each kind."""
RECENT_LOOKED_AT, RECENT_AT_FIRST = 20, 8
"""Recent searches that are compared with what is typed, and those offered before anything is."""
SORTS = ("relevance", "date", "name")
FILTERS_NAMED = 20
"""Projects of a filter whose names are looked up, found or not."""


@dataclass(frozen=True, slots=True)
class FacetLabel:
    """A value to narrow down to. `label` is the value, or a project's name."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of hits with the totals of the whole result; all of it from what the caller may see."""

    total: int
    took_ms: float
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, tuple[FacetLabel, ...]]
    did_you_mean: str | None
    tried: tuple[str, ...]
    words: tuple[str, ...]
    remedies: tuple[Remedy, ...] = ()
    """What would find something; only where nothing was found."""
    project_names: Mapping[str, str] = field(default_factory=dict)
    """Code -> name of the projects found and of those asked for, as far as the caller sees them."""
    poor_documents: int = 0
    poor_pages: int = 0
    """How many of all that was found have pages that are hard to read, and how many pages these are."""
    compared: Comparison | None = None
    """How projects compare in a figure that the query names."""
    incomplete: bool = False
    """The index is being made anew: what it does not hold yet is not found."""
    times: tuple[str, ...] = ()
    """What words for a time were read as (上個月: 2026年10月), whether or not anything is of that time."""
    nothing_of: tuple[str, ...] = ()
    """Those of `times`, and of the times typed with their year, that nothing found is of; empty without hits."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for. `kind`: recent (searched for before), project, client, title or word."""

    kind: str
    text: str


class SearchService:
    """Answers searches within the caller's scope."""

    def __init__(
        self,
        database: Database,
        index: SearchIndex,
        thesaurus: Thesaurus | None = None,
        clock: Clock = now_utc,
    ) -> None:
        """`thesaurus` is that of the index; without one that of the package. `clock`: for last month and 去年."""
        self._database = database
        self._clock = clock
        self._index = index
        self._comparer = FigureComparer(thesaurus or shipped_thesaurus())
        self._kept = KeptReads(database, content=True)

    def search(
        self,
        principal: Principal,
        request: SearchRequest,
        language: str | None = None,
        *,
        beside: bool = False,
    ) -> SearchAnswer:
        """Find documents. The request is bounded here, whatever the door was.

        Args:
            principal: who asks.
            request: what is asked.
            language: the caller's: of two scripts words are offered in that.
            beside: whether a facet that is filtered by also counts the values that could be added to the
                filter; else what was left out has no value.
        """
        started = time.perf_counter()
        request = replace(bounded(request), today=request.today or day_of(self._clock()))
        scope = scope_of(principal)
        with self._kept.reading() as reading:
            stale = reading.one("stale", stale_entries)
            request = with_projects(request, scope, lambda: reading.work)
            result = self._index.search(request, scope, stale)
            counted = dict(result.facets)
            for facet in request.filters if beside else ():
                counted[facet] = self._values_beside(request, facet, scope, stale)
            found = confirmed_in(reading, scope, [hit.id for hit in result.hits])
            shown = [hit for hit in result.hits if hit.id in found]
            if request.sort == "relevance":
                shown = mails_first(reading, found, shown)
            texts = texts_in(reading, found)
            codes = [value.value for value in counted.get("project", ())]
            codes += request.filters.get("project", ())[:FILTERS_NAMED]
            names = reading.many(
                ("name", scope), codes, lambda work, some: work.projects.names(scope, some)
            )
            written = WordsAsWritten(self._index, reading, scope, stale, request.text, language)
            put_right = result.did_you_mean
            did_you_mean = put_right and written.within(put_right, request.text)
            ways = () if result.total else self._remedies(request, scope, stale, written)
            compared = self._comparer.compare(reading, scope, request)
        read = self._index.wording(request.text, request.today)
        passages = cut_passages([texts[hit.id] for hit in shown], result.words, read.sought)
        hits = tuple(
            SearchHit(found[hit.id], round(hit.score, 4), tuple(cut))
            for hit, cut in zip(shown, passages, strict=True)
        )
        facets = {
            name: tuple(FacetLabel(v.value, names.get(v.value, v.value), v.count) for v in values)
            for name, values in counted.items()
        }
        took = round((time.perf_counter() - started) * 1000, 2)
        return SearchAnswer(
            result.total,
            took,
            hits,
            facets,
            did_you_mean,
            result.tried,
            result.words,
            ways,
            names,
            result.poor_documents,
            result.poor_pages,
            compared,
            self._index.lost,
            read.times,
            result.nothing_of,
        )

    def wording(self, typed: str) -> Wording:
        """How a query is read, in the words that are searched with: for marking them in what was found."""
        return self._index.wording(_sound(typed), day_of(self._clock()))

    def _values_beside(
        self, request: SearchRequest, facet: str, scope: AccessScope, stale: frozenset[str]
    ) -> tuple[FacetValue, ...]:
        """What a facet counts without the filter of its own: several values of one filter widen."""
        filters = {name: values for name, values in request.filters.items() if name != facet}
        wider = replace(request, filters=filters, page=1, per_page=1)
        return self._index.search(wider, scope, stale).facets.get(facet, ())

    def _remedies(
        self,
        request: SearchRequest,
        scope: AccessScope,
        stale: frozenset[str],
        written: WordsAsWritten,
    ) -> tuple[Remedy, ...]:
        def count(other: SearchRequest) -> int:
            return self._index.search(replace(other, per_page=1), scope, stale).total

        def complete(text: str) -> tuple[str, ...]:
            return tuple(map(written.last_of, self._index.complete(text, scope, stale, 1)))

        return remedies(
            request, count, complete, self._index.wording(request.text, request.today).instead
        )

    def suggest(
        self, principal: Principal, typed: str, language: str | None = None
    ) -> tuple[Suggestion, ...]:
        """What the caller may be about to type: projects, clients, titles and words they may see.

        Words as documents write them: in the script that was typed, else in that of the `language`.
        """
        text = " ".join(_sound(typed).split())
        scope = scope_of(principal)
        with self._kept.reading() as reading:
            work = reading.work
            recent = work.saved_searches.recent(principal.user_id, RECENT_LOOKED_AT)
            if not text:
                return tuple(Suggestion("recent", one.text) for one in recent[:RECENT_AT_FIRST])
            projects, _ = work.projects.find(scope, text, None, None, 0, SUGGESTED)
            wanted = DocumentFilter(None, None, None, text, "-filed_at")
            documents, _ = work.documents.find(scope, wanted, 0, 4 * SUGGESTED)
            stale = reading.one("stale", stale_entries)
            written = WordsAsWritten(self._index, reading, scope, stale, text, language)
            completed = self._index.complete(text, scope, stale, SUGGESTED)
            words = tuple(map(written.last_of, completed))
        clients = (p.client for p in projects if p.client and fold(text) in fold(p.client))
        found = {
            "recent": (one.text for one in recent if fold(text) in fold(one.text) != fold(text)),
            "word": words,
            "project": (project.name for project in projects),
            "client": clients,
            "title": (d.title for d in documents if d.title and fold(text) in fold(d.title)),
        }
        return tuple(
            Suggestion(kind, value)
            for kind, values in found.items()
            for value in list(dict.fromkeys(values))[:SUGGESTED]
        )


def bounded(request: SearchRequest) -> SearchRequest:
    """The request within its limits; InvalidInput for a page, filter or order that cannot be."""
    if not 1 <= request.page <= LAST_PAGE:
        raise InvalidInput(field="page", why=f"1-{LAST_PAGE}")
    if not 1 <= request.per_page <= LARGEST_PAGE:
        raise InvalidInput(field="per_page", why=f"1-{LARGEST_PAGE}")
    if request.sort not in SORTS:
        raise InvalidInput(field="sort", why=", ".join(SORTS))
    if unknown := set(request.filters) - set(FACETS):
        raise InvalidInput(field=sorted(unknown)[0], why=", ".join(FACETS))
    return replace(request, text=_sound(request.text))


def _sound(text: str) -> str:
    """Text that can be stored and compared, cut to what is read of a query."""
    sound = text.encode("utf-8", "replace").decode().replace("\0", " ")
    return without_format_signs(sound)[:LONGEST_QUERY]


def without_format_signs(text: str) -> str:
    """Text without signs that have no width and only steer how it is set.

    They come along unseen where text is pasted, part words in two, and turn the words beside them round.
    """
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
