"""/search: words in, documents, lessons and passages out, all of it inside the caller's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from flask import Response
from pydantic import Field
from pydantic_core import to_json

from archive.domain.messages import LANGUAGES
from archive.errors import IndexUnavailable
from archive.indexer.passages import as_html
from archive.indexer.port import FACETS, SearchRequest
from archive.services.search.compared_figures import ComparedFigure, Comparison
from archive.services.search.search import FacetLabel, SearchAnswer
from archive.services.search.search_hits import SearchHit
from archive.web.api.fields import Answer, JsonObject, PageNumber, Query, Text, Word
from archive.web.api.resource import Contract, Resource
from archive.web.api.review_answers import Citation
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("search")
blueprint = resource.blueprint

Kind = Literal["document", "review", "lesson"]
Values = Annotated[tuple[Word, ...], Field(max_length=20)]


class SearchQuery(Query):
    """Words, and which values of the facets to keep; a facet may be named several times."""

    q: Annotated[Text, Field(max_length=300)] = ""
    kind: Values = ()
    project: Values = ()
    class_key: Values = Field(default=(), alias="class")
    client: Values = ()
    year: Values = ()
    language: Values = ()
    sort: Literal["relevance", "date", "name"] = "relevance"
    page: Annotated[PageNumber, Field(le=100)] = 1
    per_page: Annotated[int, Field(ge=1, le=50)] = 10

    def request(self) -> SearchRequest:
        """The same as the index takes it."""
        asked = self.model_dump(by_alias=True)
        return SearchRequest(
            text=self.q,
            filters={facet: asked[facet] for facet in FACETS if asked[facet]},
            sort=self.sort,
            page=self.page,
            per_page=self.per_page,
        )


class PassageAnswer(Answer):
    """Text around the words found; `html` is escaped text with `<mark>`.

    `text_quality` is that of the page where it stands; null for a lesson, and where it is not known.
    """

    place: JsonObject
    html: str
    text_quality: str | None


class HitAnswer(Answer):
    """A thing found. A review is a document too; a lesson has its address under /lessons.

    `project` is null for a masked lesson, `class` for a lesson that applies to no class. The place of a
    lesson's passage names the question it answers: `{"heading": ["advice"]}`. `text_quality` (good, poor,
    none, ocr) is null for a lesson: in poor text a word may stand without being found. `poor_pages` is the
    number of pages of which that is so.
    """

    kind: Kind
    id: str
    name: str
    title: str
    project: str | None
    class_key: str | None = Field(alias="class")
    date: str | None
    score: float
    text_quality: str | None
    poor_pages: int
    passages: list[PassageAnswer]


class FacetAnswer(Answer):
    """A value of a facet and how many hits carry it; never with count 0."""

    value: str
    label: str
    count: int


class RemedyAnswer(Answer):
    """A change of the search that finds something: without the filter `facet`, without any, other words."""

    kind: Literal["filter", "filters", "quotes", "word", "nearest"]
    facet: str | None
    q: str
    total: int


class PoorAnswer(Answer):
    """How many documents of the whole result have pages that are hard to read, and how many such pages."""

    documents: int
    pages: int


class ComparedFigureAnswer(Answer):
    """What the newest approved review of a project says of the figure, as far as the caller may be told.

    `kind` metric: `name`, `target`, `actual` (decimals, and as the document writes them), `unit`, `met`.
    `kind` satisfaction: `actual` is the mean on `scale`, of so many `responses`. `computed` names the figures
    that no document has. `key` names the metric in the review.
    """

    kind: Literal["metric", "satisfaction"]
    project: str
    project_name: str
    ended_on: date | None
    key: str | None
    name: str | None
    target: str | None
    actual: str
    target_written: str | None
    actual_written: str | None
    unit: str | None
    direction: Literal["higher", "lower"]
    met: bool | None
    scale: str | None
    responses: int | None
    computed: list[str]
    citations: list[Citation]


class ComparedAnswer(Answer):
    """A figure that the query names, in the projects whose approved reviews tell its result.

    `name` is the word of the query. `figures` are those of the newest projects, by the day the project ended
    (else was approved), the newest first; `more`: older projects tell it too.
    """

    name: str
    more: bool
    figures: list[ComparedFigureAnswer]


class FoundAnswer(Answer):
    """A page of hits; totals and facets count only what the caller may see.

    `compared` stands on the first page alone, null where the query names no figure that two projects tell.
    `times` is what words for a time were read as, whether or not anything is of that time,
    `nothing_of` those of them, and of the times typed with their year, that no hit is of, so that all that was
    found is of other times or of none; empty where nothing was found.
    `incomplete` while the index is being made anew: what it does not hold yet is not found.
    """

    total: int
    took_ms: float
    hits: list[HitAnswer]
    facets: dict[str, list[FacetAnswer]]
    did_you_mean: str | None
    tried: list[str]
    times: list[str]
    nothing_of: list[str]
    remedies: list[RemedyAnswer]
    poor: PoorAnswer
    compared: ComparedAnswer | None
    incomplete: bool
    page: int
    per_page: int


def answer_of(answer: SearchAnswer, query: SearchQuery) -> dict[str, object]:
    """A `FoundAnswer`, put together without being checked: that was half the work of answering."""
    return {
        "total": answer.total,
        "took_ms": answer.took_ms,
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {name: _facets(name, values) for name, values in answer.facets.items()},
        "did_you_mean": answer.did_you_mean,
        "tried": answer.tried,
        "times": answer.times,
        "nothing_of": answer.nothing_of,
        "remedies": [
            {"kind": r.kind, "facet": r.facet, "q": r.text, "total": r.total}
            for r in answer.remedies
        ],
        "poor": {"documents": answer.poor_documents, "pages": answer.poor_pages},
        "compared": _compared(answer.compared),
        "incomplete": answer.incomplete,
        "page": query.page,
        "per_page": query.per_page,
    }


def _compared(compared: Comparison | None) -> dict[str, object] | None:
    if compared is None:
        return None
    figures = [_figure(figure) for figure in compared.figures]
    return {"name": compared.name, "more": compared.more, "figures": figures}


def _figure(figure: ComparedFigure) -> dict[str, object]:
    part, project = figure.part, figure.project
    metric = {} if figure.satisfaction else part
    mean = part if figure.satisfaction else {}
    scale = mean.get("scale")
    return {
        "kind": "satisfaction" if figure.satisfaction else "metric",
        "project": project.code,
        "project_name": project.name,
        "ended_on": project.ended_on,
        "key": metric.get("key"),
        "name": metric.get("name"),
        "target": metric.get("target"),
        "actual": mean.get("mean") if figure.satisfaction else metric.get("actual"),
        "target_written": metric.get("target_written"),
        "actual_written": metric.get("actual_written"),
        "unit": metric.get("unit"),
        "direction": metric.get("direction") or "higher",
        "met": metric.get("met"),
        "scale": None if scale is None else str(scale),
        "responses": mean.get("responses"),
        "computed": part.get("computed") or [],
        "citations": part.get("citations") or [],
    }


def _hit(hit: SearchHit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "name": hit.name,
        "title": hit.title,
        "project": hit.project or None,
        "class": hit.class_key or None,
        "date": hit.date,
        "score": hit.score,
        "text_quality": hit.document.text_quality if hit.document else None,
        "poor_pages": hit.poor_pages,
        "passages": [
            {
                "place": passage.place.as_dict(),
                "html": as_html(passage),
                "text_quality": hit.quality_of(passage),
            }
            for passage in hit.passages
        ],
    }


def _facets(name: str, values: Sequence[FacetLabel]) -> list[dict[str, object]]:
    """A class goes by the label the rules give it, in the caller's language."""
    labels = {value.value: value.label for value in values}
    if name == "class":
        rules, spoken = services().names.rules(), LANGUAGES.index(language())
        labels = {key: rules.class_for(key).labels[spoken] for key in labels}
    return [{"value": v.value, "label": labels[v.value], "count": v.count} for v in values]


@resource.route(
    "GET",
    "/search",
    signed_in,
    Contract(FoundAnswer, query=SearchQuery, errors=(IndexUnavailable,)),
)
def search(query: SearchQuery) -> Response:
    """Search documents, reviews and lessons by text, name and title, in either Chinese script."""
    found = services().search.search(principal(), query.request(), language())
    return Response(to_json(answer_of(found, query)), mimetype="application/json")


class SuggestQuery(Query):
    """What was typed so far."""

    q: Annotated[Text, Field(max_length=300)] = ""


class SuggestionAnswer(Answer):
    """Something to search for."""

    kind: Literal["recent", "word", "project", "client", "title"]
    text: str


class SuggestionsAnswer(Answer):
    """Completions, of each kind a few; all of them from what the caller may see."""

    items: list[SuggestionAnswer]


@resource.route("GET", "/suggest", signed_in, Contract(SuggestionsAnswer, query=SuggestQuery))
def suggest(query: SuggestQuery) -> SuggestionsAnswer:
    """Complete a query with recent searches, words, projects, clients and titles the caller may see."""
    found = services().search.suggest(principal(), query.q, language())
    return SuggestionsAnswer(
        items=[SuggestionAnswer.model_validate({"kind": s.kind, "text": s.text}) for s in found]
    )


POLICIES = resource.POLICIES
