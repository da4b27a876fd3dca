"""/paths: reading paths, and what the caller has read of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.lessons.reading_paths import PathView, StopView
from archive.web.api.fields import (
    Answer,
    Body,
    Code,
    Empty,
    Identifier,
    Language,
    Paged,
    Revision,
    Text,
    Word,
)
from archive.web.api.lesson_answers import Theme
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("paths")
blueprint = resource.blueprint

PATH = "/paths/<path_id>"
STOP = PATH + "/stops/<stop_id>/read"
Audience = Literal[
    "newcomer", "manager", "account", "planner", "designer", "finance", "legal", "lead", "records"
]
Kind = Literal["lesson", "document", "template", "text"]
Minutes = Annotated[int, Field(ge=0, le=240)]


class PathsQuery(Paged):
    """Narrowed down by whom a path is for, and by its topic."""

    audience: Audience | None = None
    topic: Theme | None = None


class StopBody(Body):
    """A stop: `target` is a lesson's or document's id; a text has `title` and `text` instead.

    With the `id` of a stop that is there it stays the same stop. Minutes 0: reckoned from the text.
    """

    id: Identifier | None = None
    kind: Kind
    target: Identifier | None = None
    title: Word = ""
    text: Annotated[Text, Field(max_length=8000)] = ""
    minutes: Minutes = 0


class PathFields(Body):
    """What a path says of itself, and its stops in order."""

    lead: Annotated[Text, Field(max_length=2000)] | None = None
    language: Language | None = None
    audience: Audience | None = None
    topic: Theme | None = None
    stops: Annotated[list[StopBody], Field(max_length=60)] | None = None

    def said(self) -> dict[str, object]:
        """The members that were sent."""
        return self.model_dump(exclude_unset=True, exclude={"revision"})


class NewPath(PathFields):
    """A path for the team, or with `project` for that project's members."""

    title: Annotated[Text, Field(min_length=1, max_length=200)]
    project: Code | None = None


class PathChange(PathFields):
    """What changes; `revision` refuses a stale save. Stops the caller does not see stay."""

    title: Annotated[Text, Field(min_length=1, max_length=200)] | None = None
    retired: bool | None = None
    revision: Revision | None = None


class ReadBody(Empty):
    """`version` as the stop showed it: another one by now is refused."""

    version: Identifier | None = None


class StopAnswer(Answer):
    """A stop. `reading`: open, read, or changed since it was confirmed."""

    id: str
    kind: str
    title: str
    text: str
    target: str | None
    language: str
    minutes: int
    reading: str
    version: str
    label: str

    @classmethod
    def of(cls, view: StopView) -> StopAnswer:
        stop = view.stop
        return cls(
            id=stop.id,
            kind=stop.kind.value,
            title=view.title,
            text=stop.text,
            target=stop.target,
            language=view.language,
            minutes=stop.minutes,
            reading=view.reading.value,
            version=view.version,
            label=view.label,
        )


class ProgressAnswer(Answer):
    """How far the caller is, of the stops the caller may see; `next` is null when all is read."""

    total: int
    read: int
    minutes: int
    minutes_left: int
    next: str | None


class PathAnswer(Answer):
    """A path as the caller may see it."""

    id: str
    project: str | None
    title: str
    lead: str
    language: str
    audience: str
    topic: str | None
    stops: list[StopAnswer]
    progress: ProgressAnswer
    created_by: str
    created_at: datetime
    retired: bool
    may_edit: bool
    revision: int

    @classmethod
    def of(cls, view: PathView) -> PathAnswer:
        path, progress = view.path, view.progress
        return cls(
            **{name: getattr(path, name) for name in _SAME},
            project=path.project_code,
            stops=[StopAnswer.of(stop) for stop in view.stops],
            progress=ProgressAnswer(
                **{name: getattr(progress, name) for name in ProgressAnswer.model_fields}
            ),
            created_by=path.created_by_name,
            may_edit=view.may_edit,
        )


_SAME = (
    "id", "title", "lead", "language", "audience", "topic", "created_at", "retired", "revision",
)  # fmt: skip


class PathList(Answer):
    """A page of paths."""

    items: list[PathAnswer]
    total: int
    page: int
    per_page: int


class ReaderAnswer(Answer):
    """Somebody who confirmed stops of the path in the versions of today."""

    name: str
    read: int
    last: datetime


class ReaderList(Answer):
    """Who read how much."""

    items: list[ReaderAnswer]


@resource.route("GET", "/paths", signed_in, Contract(PathList, query=PathsQuery))
def find(query: PathsQuery) -> PathList:
    """Reading paths, oldest first, with the caller's progress."""
    found = services().reading_paths.find(
        principal(), query.audience, query.topic, query.page, query.per_page
    )
    return PathList(
        items=[PathAnswer.of(view) for view in found.items],
        total=found.total,
        page=found.page,
        per_page=found.per_page,
    )


@resource.route("GET", PATH, signed_in, Contract(PathAnswer, errors=(NotFound,)))
def show(path_id: str) -> PathAnswer:
    """One path with the stops the caller may see."""
    return PathAnswer.of(services().reading_paths.get(principal(), path_id))


@resource.route(
    "POST",
    "/paths",
    signed_in,
    Contract(PathAnswer, 201, body=NewPath, errors=(NotFound, ActionForbidden)),
)
def add(body: NewPath) -> PathAnswer:
    """Make a path: project managers, leads and records managers."""
    return PathAnswer.of(services().reading_paths.add(principal(), body.said()))


@resource.route(
    "PATCH",
    PATH,
    signed_in,
    Contract(PathAnswer, body=PathChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def edit(path_id: str, body: PathChange) -> PathAnswer:
    """Change a path; stops the caller does not see stay where they are."""
    view = services().reading_paths.edit(principal(), path_id, body.said(), body.revision)
    return PathAnswer.of(view)


@resource.route(
    "PUT", STOP, signed_in, Contract(PathAnswer, body=ReadBody, errors=(NotFound, Conflict))
)
def confirm(path_id: str, stop_id: str, body: ReadBody) -> PathAnswer:
    """Confirm having read a stop in its version of now."""
    view = services().reading_paths.confirm(principal(), path_id, stop_id, body.version)
    return PathAnswer.of(view)


@resource.route("DELETE", STOP, signed_in, Contract(PathAnswer, errors=(NotFound,)))
def take_back(path_id: str, stop_id: str) -> PathAnswer:
    """Take a confirmation back."""
    return PathAnswer.of(services().reading_paths.take_back(principal(), path_id, stop_id))


@resource.route(
    "GET", PATH + "/readers", signed_in, Contract(ReaderList, errors=(NotFound, ActionForbidden))
)
def readers(path_id: str) -> ReaderList:
    """Who confirmed how many of its stops, for those who may change the path."""
    found = services().reading_paths.readers(principal(), path_id)
    return ReaderList(
        items=[ReaderAnswer(name=one.name, read=one.read, last=one.last) for one in found]
    )


POLICIES = resource.POLICIES
