"""A search as it is shown: hits with their passages, facets, what was tried, what to drop."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.domain.text_quality import NOT_KNOWN
from archive.indexer.marking import mark_spans
from archive.indexer.plan import LEFT_OUT
from archive.indexer.port import SearchRequest
from archive.services.search.index_entries import DOCUMENT, KINDS, LESSON, REVIEW
from archive.services.search.search import SearchAnswer
from archive.services.search.search_hits import SearchHit
from archive.services.search.search_remedies import Remedy
from archive.understanding.scripts import in_script
from archive.web.presenters.citations import Address, cite_values
from archive.web.presenters.marks import Link, Mark, html_lang, joined, level_mark
from archive.web.presenters.names import Run, marked_runs
from archive.web.presenters.page_quality import found_words, hit_words, passage_mark
from archive.web.presenters.text_blocks import place_label
from archive.wording import catalogue, say

SHOWN_FACETS = ("kind", "class", "project", "client", "year", "language")
SHORT = 6
"""Values of a facet shown at once; the rest folds out."""

LONGEST_ONLY, MOST_ONLY = 24, 4
"""Characters and words of a query that may be asked for just so."""
_SIGNS = re.compile(r'["“”「」『』:：*]|(?:^|\s)-')
_QUOTED = re.compile(r'["“「『]([^"“”「」『』]+)["”」』]')
SORTS = ("relevance", "date", "name")
Rebuild = Callable[[Mapping[str, tuple[str, ...]], str, str], str]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its place and where it opens."""

    place: str
    runs: tuple[Run, ...]
    url: str
    evidence: str
    quality: str = ""
    """`poor` or `ocr` where its page is so."""


@dataclass(frozen=True, slots=True)
class HitView:
    """A document, review or lesson found. `kind_label` is empty for a plain document."""

    id: str
    kind: str
    kind_label: str
    title: tuple[Run, ...]
    lang: str | None
    url: str
    class_label: str
    project: str
    project_name: str
    date: str
    level: Mark
    name: str
    passages: tuple[PassageView, ...]
    evidence: str
    is_draft: bool
    poor: str = ""
    """How much of it could not be read well: words may be in it that the search does not find."""
    is_new: bool = False
    """New to the reader since the saved search was looked at last."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A value to tick, with how many hits carry it."""

    value: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet; values beyond the first few fold out."""

    name: str
    label: str
    choices: tuple[FacetChoice, ...]
    rest: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The results page. `remedies` lead out of an empty result, each with what it finds."""

    asked: str
    named: str
    """The query in a sentence that has quotation marks of its own."""
    total: int
    seconds: str
    hits: tuple[HitView, ...]
    facets: tuple[FacetGroup, ...]
    chips: tuple[Chip, ...]
    times: tuple[str, ...]
    """What words for a time were read as, told with and without results."""
    nothing_of: str
    """Those of them, and of the times written out in the query, that nothing of what was found is of, in a row."""
    tried: tuple[str, ...]
    """Other words that were searched for too, in the reader's script: both are searched, whichever is written."""
    only_url: str
    """The same words and no others; empty where no others were tried, or the query has signs of its own."""
    left_out: tuple[str, ...]
    """Words of other regions that were left out with those that the search leaves out."""
    did_you_mean: str
    did_you_mean_url: str
    remedies: tuple[Link, ...]
    poor: str
    """How much of all that was found is hard to read; empty where nothing is."""
    sort: str
    sorts: tuple[tuple[str, str], ...]
    clear_url: str


def search_view(
    request: SearchRequest,
    answer: SearchAnswer,
    labels: Mapping[str, str],
    language: str,
    address: Address,
    fresh: Collection[str] = (),
) -> SearchView:
    """Everything on the page; `address` makes links, `fresh` are the ids of what is new to the reader."""

    def here(filters: Mapping[str, tuple[str, ...]], text: str = request.text) -> str:
        kept = {name: list(values) for name, values in filters.items() if values}
        sort = request.sort if request.sort != "relevance" else None
        return address("search.show", q=text or None, sort=sort, **kept)

    facets = _facets(request, answer, labels, language)
    said = tuple(dict.fromkeys(in_script(word, language) for word in answer.tried))
    return SearchView(
        asked=request.text,
        named=_unquoted(request.text),
        total=answer.total,
        seconds=f"{answer.took_ms / 1000:.2f}",
        hits=tuple(
            replace(
                _hit(hit, request, labels, language, address),
                title=_title(hit, answer.words),
                is_new=hit.id in fresh,
            )
            for hit in answer.hits
        ),
        facets=facets,
        chips=_chips(request, facets, here),
        times=answer.times,
        nothing_of=joined(language, answer.nothing_of),
        tried=tuple(
            word for word in said if not word.startswith(LEFT_OUT) and word not in answer.times
        ),
        only_url=_only_url(request, answer.tried, here),
        left_out=tuple(word[1:] for word in said if word.startswith(LEFT_OUT)),
        did_you_mean=answer.did_you_mean or "",
        did_you_mean_url=here(request.filters, answer.did_you_mean or ""),
        remedies=tuple(_remedy(one, request, language, here) for one in answer.remedies),
        poor=found_words(answer.poor_documents, answer.poor_pages, language),
        sort=request.sort,
        sorts=tuple((sort, say(language, f"ui_search.sort_{sort}")) for sort in SORTS),
        clear_url=here({}),
    )


def _unquoted(text: str) -> str:
    """A single quoted phrase without its quotation marks."""
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def _only_url(request: SearchRequest, tried: Sequence[str], here: Callable[..., str]) -> str:
    """The address of the search for the words just so: a long question is no phrase."""
    text, pieces = request.text, request.text.split()
    plain = not _SIGNS.search(text) and len(text) <= LONGEST_ONLY and len(pieces) <= MOST_ONLY
    return (
        here(request.filters, " ".join(f'"{piece}"' for piece in pieces)) if plain and tried else ""
    )


def _remedy(
    remedy: Remedy, request: SearchRequest, language: str, here: Callable[..., str]
) -> Link:
    filters = {} if remedy.kind == "filters" else dict(request.filters)
    name = say(language, f"ui_search.facet_{remedy.facet}") if remedy.facet else ""
    if remedy.facet:
        filters.pop(remedy.facet, None)
    key = f"ui_search.remedy_{remedy.kind}"
    label = say(language, key, name=name, words=_unquoted(remedy.left_out or remedy.text))
    return Link(label, here(filters, remedy.text), count=remedy.total)


def _hit(
    hit: SearchHit,
    request: SearchRequest,
    labels: Mapping[str, str],
    language: str,
    address: Address,
) -> HitView:
    places = _lesson_places if hit.kind == LESSON else _document_places
    passages = tuple(places(hit, request.text, language, address))
    document = hit.document
    return HitView(
        id=hit.id,
        kind=hit.kind,
        kind_label="" if hit.kind == DOCUMENT else say(language, f"ui_search.kind_{hit.kind}"),
        title=marked_runs(hit.title or hit.name, ()),
        lang=html_lang(hit.language),
        url=passages[0].url if passages else hit_address(hit, request.text, address),
        class_label=labels.get(hit.class_key, hit.class_key) if hit.kind != REVIEW else "",
        project=hit.project,
        project_name=hit.project_name,
        date=hit.date or "",
        level=level_mark(hit.level, language),
        name=hit.name,
        passages=passages,
        evidence=passages[0].evidence if passages else _plain_evidence(hit, address),
        is_draft=document is not None and document.is_draft,
        poor=hit_words(document.pages, hit.poor_pages, language) if document else "",
    )


def _title(hit: SearchHit, words: Sequence[str]) -> tuple[Run, ...]:
    """The title with the words marked: it may be all that was found."""
    title = hit.title or hit.name
    return marked_runs(title, mark_spans(title, words))


def hit_address(hit: SearchHit, text: str, address: Address) -> str:
    """Where a hit opens, with the words marked."""
    if hit.kind == LESSON:
        return address("lessons.show", lesson_id=hit.id, q=text or None)
    return address("documents.show", document_id=hit.id, q=text or None)


def _plain_evidence(hit: SearchHit, address: Address) -> str:
    if hit.kind == LESSON:
        return address("search.lesson", lesson_id=hit.id)
    return address("documents.evidence", document_id=hit.id)


def _lesson_places(
    hit: SearchHit, text: str, language: str, address: Address
) -> Iterator[PassageView]:
    """Passages of a lesson stand under the question they answer."""
    for passage in hit.passages:
        yield PassageView(
            place=say(language, f"ui_lesson.{passage.place.heading[0]}"),
            runs=marked_runs(passage.text, passage.marks),
            url=hit_address(hit, text, address),
            evidence=address("search.lesson", lesson_id=hit.id, q=text or None),
        )


def _document_places(
    hit: SearchHit, text: str, language: str, address: Address
) -> Iterator[PassageView]:
    pages = hit.document.pages if hit.document else NOT_KNOWN
    for passage in hit.passages:
        opened: dict[str, Any] = {"document_id": hit.id, "q": text or None}
        if passage.marks:
            start, end = (passage.start + edge for edge in passage.marks[0])
            opened |= cite_values(passage.place, passage.ordinal, start, end)
        else:  # nothing was found in it: it is the beginning, and no words of it are what is cited
            opened["page"] = passage.place.page
        yield PassageView(
            place=place_label(passage.place, language),
            runs=_cells_apart(marked_runs(passage.text, passage.marks)),
            url=address("documents.show", **opened, _anchor="cited" if passage.marks else None),
            evidence=address("documents.evidence", **opened),
            quality=passage_mark(pages, passage.place.number),
        )


def _cells_apart(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The cells of a table's row, told apart as in the answers of the HTTP interface."""
    return tuple(replace(run, text=run.text.replace("\t", " · ")) for run in runs)


def _facets(
    request: SearchRequest, answer: SearchAnswer, labels: Mapping[str, str], language: str
) -> tuple[FacetGroup, ...]:
    groups = []
    for name in SHOWN_FACETS:
        values = {v.value: (v.label, v.count) for v in answer.facets.get(name, ())}
        ticked = request.filters.get(name, ())
        for value in ticked:
            named = answer.project_names.get(value, value) if name == "project" else value
            values.setdefault(value, (named, 0))
        choices = [
            FacetChoice(
                value, value_label(name, value, label, labels, language), count, value in ticked
            )
            for value, (label, count) in values.items()
            if value
        ]
        choices.sort(key=lambda choice: not choice.ticked)
        if choices:
            label = say(language, f"ui_search.facet_{name}")
            groups.append(FacetGroup(name, label, tuple(choices[:SHORT]), tuple(choices[SHORT:])))
    return tuple(groups)


def value_label(name: str, value: str, label: str, labels: Mapping[str, str], language: str) -> str:
    if name == "class":
        return labels.get(value, label)
    if name == "kind":
        return say(language, f"ui_search.kind_{value}") if value in KINDS else value
    if name == "language" and f"ui.language_{value}" in catalogue():
        return say(language, f"ui.language_{value}")
    return label or value


def _chips(
    request: SearchRequest, facets: Sequence[FacetGroup], here: Callable[..., str]
) -> tuple[Chip, ...]:
    named = {
        (group.name, choice.value): choice.label
        for group in facets
        for choice in (*group.choices, *group.rest)
    }
    chips = []
    for name, values in request.filters.items():
        for value in values:
            left = tuple(other for other in values if other != value)
            label = named.get((name, value), value)
            chips.append(Chip(label, here({**request.filters, name: left})))
    return tuple(chips)
