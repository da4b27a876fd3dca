"""/saved-searches and /recent-searches: each person's own."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.saved_searches import LONGEST_NAME, Alert
from archive.errors import Conflict, IndexUnavailable, NotFound
from archive.indexer.port import FACETS, SearchRequest
from archive.services.search.saved_searches import SavedView
from archive.web.api.fields import Answer, Body, Empty, Paged, Text, Word
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("saved_searches")
blueprint = resource.blueprint

SAVED = "/saved-searches/<saved_id>"
Title = Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME)]
When = Literal["none", "at_once", "daily"]
Values = Annotated[list[Word], Field(max_length=20)]


class Filters(Body):
    """Which values of the facets are kept."""

    kind: Values = Field(default_factory=list)
    project: Values = Field(default_factory=list)
    class_key: Values = Field(default_factory=list, alias="class")
    client: Values = Field(default_factory=list)
    year: Values = Field(default_factory=list)
    language: Values = Field(default_factory=list)


class NewSavedSearch(Body):
    """A search to keep: words, filters, or both."""

    name: Title
    q: Annotated[Text, Field(max_length=300)] = ""
    filters: Filters = Filters()
    sort: Literal["relevance", "date", "name"] = "relevance"
    alert: When = "none"

    def request(self) -> SearchRequest:
        """The same as the index takes it."""
        asked = self.filters.model_dump(by_alias=True)
        kept = {facet: tuple(asked[facet]) for facet in FACETS if asked.get(facet)}
        return SearchRequest(self.q, kept, self.sort)


class SavedSearchChange(Body):
    """What changes; what is left out stays."""

    name: Title | None = None
    alert: When | None = None


class SavedSearchAnswer(Answer):
    """A search that is kept. `new`: hits that can be found only since `looked_at`, counted just now."""

    id: str
    name: str
    q: str
    filters: dict[str, list[str]]
    sort: str
    alert: When
    new: int
    created_at: datetime
    looked_at: datetime

    @classmethod
    def of(cls, view: SavedView) -> SavedSearchAnswer:
        saved = view.saved
        return cls.model_validate(
            {
                "id": saved.id,
                "name": saved.name,
                "q": saved.text,
                "filters": {name: list(values) for name, values in saved.filters.items()},
                "sort": saved.sort,
                "alert": saved.alert.value,
                "new": view.new,
                "created_at": saved.created_at,
                "looked_at": saved.looked_at,
            }
        )


class RecentAnswer(Answer):
    """Words the caller searched for."""

    text: str
    at: datetime


class RecentsAnswer(Answer):
    """The newest first."""

    items: list[RecentAnswer]


@resource.route(
    "GET",
    "/saved-searches",
    signed_in,
    Contract(Listing[SavedSearchAnswer], query=Paged, errors=(IndexUnavailable,)),
)
def list_saved(query: Paged) -> Listing[SavedSearchAnswer]:
    """The caller's saved searches with what is new in each."""
    return part_of(services().saved_searches.list(principal()), query, SavedSearchAnswer.of)


@resource.route(
    "POST",
    "/saved-searches",
    signed_in,
    Contract(SavedSearchAnswer, 201, body=NewSavedSearch, errors=(Conflict,)),
)
def add(body: NewSavedSearch) -> SavedSearchAnswer:
    """Keep a search."""
    made = services().saved_searches.add(principal(), body.name, body.request(), Alert(body.alert))
    return SavedSearchAnswer.of(made)


@resource.route(
    "PATCH",
    SAVED,
    signed_in,
    Contract(SavedSearchAnswer, body=SavedSearchChange, errors=(NotFound, IndexUnavailable)),
)
def change(saved_id: str, body: SavedSearchChange) -> SavedSearchAnswer:
    """Rename a saved search, or choose when to be told of new hits."""
    alert = Alert(body.alert) if body.alert else None
    return SavedSearchAnswer.of(
        services().saved_searches.change(principal(), saved_id, body.name, alert)
    )


@resource.route("DELETE", SAVED, signed_in, Contract(None, 204, errors=(NotFound,)))
def remove(saved_id: str) -> None:
    """Forget a saved search."""
    services().saved_searches.remove(principal(), saved_id)


@resource.route(
    "POST",
    SAVED + "/look",
    signed_in,
    Contract(SavedSearchAnswer, body=Empty, errors=(NotFound,)),
)
def look(saved_id: str) -> SavedSearchAnswer:
    """Say that the hits were looked at: nothing is new any more."""
    looked = services().saved_searches.look(principal(), saved_id)
    return SavedSearchAnswer.of(SavedView(looked.saved, 0))


@resource.route("GET", "/recent-searches", signed_in, Contract(RecentsAnswer))
def recent() -> RecentsAnswer:
    """What the caller searched for last on the search page."""
    found = services().saved_searches.recent(principal())
    return RecentsAnswer(items=[RecentAnswer(text=one.text, at=one.at) for one in found])


@resource.route("DELETE", "/recent-searches", signed_in, Contract(None, 204))
def forget() -> None:
    """Forget what the caller searched for."""
    services().saved_searches.forget(principal())


POLICIES = resource.POLICIES
