"""A search as it is shown: hits with their passages, facets, what was tried, what to drop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.documents import DocumentState
from archive.indexer.passages import Passage
from archive.indexer.port import SearchRequest
from archive.services.search import SearchAnswer, SearchHit
from archive.web.presenters.citations import Address, cite_values
from archive.web.presenters.marks import Mark, file_icon, html_lang, level_mark
from archive.web.presenters.names import Run, marked_runs
from archive.web.presenters.text_blocks import place_label
from archive.wording import catalogue, say

SHOWN_FACETS = ("class", "project", "client", "year", "language")
SHORT = 6
"""Values of a facet shown at once; the rest folds out."""

SORTS = ("relevance", "date", "name")
Rebuild = Callable[[Mapping[str, tuple[str, ...]], str, str], str]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its place and where it opens."""

    place: str
    runs: tuple[Run, ...]
    url: str
    evidence: str


@dataclass(frozen=True, slots=True)
class HitView:
    """A document found."""

    id: str
    title: tuple[Run, ...]
    lang: str | None
    url: str
    class_label: str
    project: str
    project_name: str
    date: str
    level: Mark
    icon: str
    name: str
    passages: tuple[PassageView, ...]
    evidence: str
    is_draft: bool


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
    """The results page."""

    asked: str
    total: int
    seconds: str
    hits: tuple[HitView, ...]
    facets: tuple[FacetGroup, ...]
    chips: tuple[Chip, ...]
    tried: tuple[str, ...]
    did_you_mean: str
    did_you_mean_url: str
    sort: str
    sorts: tuple[tuple[str, str], ...]
    clear_url: str


def search_view(
    request: SearchRequest,
    answer: SearchAnswer,
    labels: Mapping[str, str],
    language: str,
    address: Address,
) -> SearchView:
    """Everything on the page; `address` makes links."""

    def here(filters: Mapping[str, tuple[str, ...]], text: str = request.text) -> str:
        kept = {name: list(values) for name, values in filters.items() if values}
        sort = request.sort if request.sort != "relevance" else None
        return address("search.show", q=text or None, sort=sort, **kept)

    facets = _facets(request, answer, labels, language)
    return SearchView(
        asked=request.text,
        total=answer.total,
        seconds=f"{answer.took_ms / 1000:.2f}",
        hits=tuple(_hit(hit, request, labels, language, address) for hit in answer.hits),
        facets=facets,
        chips=_chips(request, facets, here),
        tried=tuple(answer.tried),
        did_you_mean=answer.did_you_mean or "",
        did_you_mean_url=here(request.filters, answer.did_you_mean or ""),
        sort=request.sort,
        sorts=tuple((sort, say(language, f"ui_search.sort_{sort}")) for sort in SORTS),
        clear_url=here({}),
    )


def _hit(
    hit: SearchHit,
    request: SearchRequest,
    labels: Mapping[str, str],
    language: str,
    address: Address,
) -> HitView:
    document = hit.document
    passages = tuple(
        _passage(passage, document.id, request.text, language, address) for passage in hit.passages
    )
    plain = address("documents.show", document_id=document.id, q=request.text or None)
    return HitView(
        id=document.id,
        title=marked_runs(document.title or document.name, ()),
        lang=html_lang(document.language),
        url=passages[0].url if passages else plain,
        class_label=labels.get(document.class_key, document.class_key),
        project=document.project_code,
        project_name=document.project_name,
        date=document.date or "",
        level=level_mark(document.level, language),
        icon=file_icon(document.extension),
        name=document.name,
        passages=passages,
        evidence=passages[0].evidence
        if passages
        else address("documents.evidence", document_id=document.id),
        is_draft=document.is_draft or document.state is DocumentState.WITHDRAWN,
    )


def _passage(
    passage: Passage, document_id: str, text: str, language: str, address: Address
) -> PassageView:
    first = passage.marks[0] if passage.marks else (0, len(passage.text))
    start, end = passage.start + first[0], passage.start + first[1]
    values = cite_values(passage.place, passage.ordinal, start, end)
    return PassageView(
        place=place_label(passage.place, language),
        runs=marked_runs(passage.text, passage.marks),
        url=address("documents.show", document_id=document_id, **values, q=text, _anchor="cited"),
        evidence=address("documents.evidence", document_id=document_id, **values),
    )


def _facets(
    request: SearchRequest, answer: SearchAnswer, labels: Mapping[str, str], language: str
) -> tuple[FacetGroup, ...]:
    groups = []
    for name in SHOWN_FACETS:
        values = {v.value: (v.label, v.count) for v in answer.facets.get(name, ())}
        ticked = request.filters.get(name, ())
        for value in ticked:
            values.setdefault(value, (value, 0))
        choices = [
            FacetChoice(value, _label(name, value, label, labels, language), count, value in ticked)
            for value, (label, count) in values.items()
            if value
        ]
        choices.sort(key=lambda choice: not choice.ticked)
        if choices:
            label = say(language, f"ui_search.facet_{name}")
            groups.append(FacetGroup(name, label, tuple(choices[:SHORT]), tuple(choices[SHORT:])))
    return tuple(groups)


def _label(name: str, value: str, label: str, labels: Mapping[str, str], language: str) -> str:
    if name == "class":
        return labels.get(value, label)
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
