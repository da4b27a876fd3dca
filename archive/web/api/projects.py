"""/projects: making, listing, showing and changing projects."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from archive.domain.projects import Project
from archive.errors import ActionForbidden, AlreadyExists, Conflict, NotFound
from archive.services.projects.project_details import NewProject
from archive.services.projects.projects import ProjectCard
from archive.web.api.closeout import KindKey
from archive.web.api.fields import Answer, Body, Code, Language, Money, Name, Paged, Word
from archive.web.api.listing import Listing, listing
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("projects")
blueprint = resource.blueprint


class NewProjectBody(Body):
    """What a project is made from."""

    code: Code
    name: Name
    client: Word | None = None
    industry: Word | None = None
    language: Language | None = None
    started_on: date | None = None
    ended_on: date | None = None
    budget: Money | None = None
    currency: Word | None = None
    restricted: bool = False
    kind: KindKey | None = None


class ProjectChange(Body):
    """What may change in a project; what is not named stays. null empties a value.

    `revision`, where given, is the one the change was made from: 409 if the details are others by now.
    """

    name: Name = ""
    client: Word | None = None
    industry: Word | None = None
    language: Language = "zh-Hant"
    started_on: date | None = None
    ended_on: date | None = None
    budget: Money | None = None
    currency: Word | None = None
    restricted: bool = False
    revision: Word | None = None


class ProjectQuery(Paged):
    """Which projects."""

    q: Word = ""
    state: Literal["open", "closed"] | None = None
    mine: bool = False


class ProjectAnswer(Answer):
    """A project. Money is a decimal string."""

    id: str
    code: str
    name: str
    client: str | None
    industry: str | None
    language: str
    started_on: date | None
    ended_on: date | None
    budget: str | None
    currency: str | None
    restricted: bool
    state: str
    created_at: datetime
    revision: str

    @classmethod
    def of(cls, project: Project) -> ProjectAnswer:
        return cls.model_validate(_shown(project))


class ProjectCardAnswer(ProjectAnswer):
    """A project in a list; `documents` counts those the caller may see."""

    documents: int
    mine: bool
    role: str | None

    @classmethod
    def of_card(cls, card: ProjectCard) -> ProjectCardAnswer:
        own = {"documents": card.documents, "mine": card.mine, "role": card.role}
        return cls.model_validate(_shown(card.project) | own)


def _shown(project: Project) -> dict[str, object]:
    return {
        "id": project.id,
        "code": project.code,
        "name": project.name,
        "client": project.client,
        "industry": project.industry,
        "language": project.language,
        "started_on": project.started_on,
        "ended_on": project.ended_on,
        "budget": None if project.budget is None else f"{project.budget:f}",
        "currency": project.currency,
        "restricted": project.restricted,
        "state": project.state,
        "created_at": project.created_at,
        "revision": project.revision,
    }


@resource.route(
    "POST",
    "/projects",
    signed_in,
    Contract(ProjectAnswer, 201, body=NewProjectBody, errors=(ActionForbidden, AlreadyExists)),
)
def create(body: NewProjectBody) -> ProjectAnswer:
    """Make a project; the caller becomes its manager."""
    new = NewProject(**body.model_dump())
    return ProjectAnswer.of(services().projects.create(principal(), new))


@resource.route(
    "GET", "/projects", signed_in, Contract(Listing[ProjectCardAnswer], query=ProjectQuery)
)
def list_projects(query: ProjectQuery) -> Listing[ProjectCardAnswer]:
    """Projects the caller may see, newest first."""
    found = services().projects.list(
        principal(),
        q=query.q,
        state=query.state,
        mine=query.mine,
        page=query.page,
        per_page=query.per_page,
    )
    return listing(found, ProjectCardAnswer.of_card)


@resource.route("GET", "/projects/<code>", signed_in, Contract(ProjectAnswer, errors=(NotFound,)))
def show(code: str) -> ProjectAnswer:
    """One project by its code."""
    return ProjectAnswer.of(services().projects.get(principal(), code))


@resource.route(
    "PATCH",
    "/projects/<code>",
    signed_in,
    Contract(ProjectAnswer, body=ProjectChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def edit(code: str, body: ProjectChange) -> ProjectAnswer:
    """Change some values of a project."""
    changes = body.model_dump(exclude_unset=True)
    revision = changes.pop("revision", None)
    return ProjectAnswer.of(services().projects.edit(principal(), code, changes, revision))


POLICIES = resource.POLICIES
