"""/actions: improvement actions, as far as the caller may see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.improvements import ImprovementState
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.closeout.improvements import ImprovementQuery, ImprovementView
from archive.web.api.fields import Answer, Body, Code, Identifier, Name, Paged, Revision, Sentence
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("improvements")
blueprint = resource.blueprint

ACTION = "/actions/<action_id>"
State = Literal["open", "done", "dropped"]
Day = Annotated[date, Field(strict=False)]


class ActionsQuery(Paged):
    """`mine`: those the caller owns; `overdue`: open ones whose day has passed."""

    project: Code | None = None
    state: State | None = None
    mine: bool = False
    overdue: bool = False


class ActionFields(Body):
    """`owner` is a member's account name, `owner_name` whoever has none; `proof` a document of the project."""

    text: Annotated[Sentence, Field(min_length=1)] | None = None
    owner: Name | None = None
    owner_name: Annotated[Sentence, Field(max_length=200)] | None = None
    due: Day | None = None
    state: State | None = None
    proof: Identifier | None = None
    note: Sentence | None = None

    def said(self) -> dict[str, object]:
        """The members that were sent."""
        return self.model_dump(exclude_unset=True, exclude={"project", "revision"})


class NewAction(ActionFields):
    """An action of one project."""

    project: Code
    text: Annotated[Sentence, Field(min_length=1)]


class ActionChange(ActionFields):
    """What changes; `revision` refuses a stale save. Dropping one asks for a note."""

    revision: Revision | None = None


class ImprovementAnswer(Answer):
    """An improvement action; `proof` only where the caller may open it."""

    id: str
    project: str
    text: str
    owner: str
    due: date | None
    state: str
    overdue: bool
    confidentiality: str
    proof: str | None
    note: str
    created_at: datetime
    closed_at: datetime | None
    may_edit: bool
    revision: int

    @classmethod
    def of(cls, view: ImprovementView) -> ImprovementAnswer:
        action = view.action
        return cls(
            id=action.id,
            project=action.project_code,
            text=action.text,
            owner=action.owner_name,
            due=action.due,
            state=action.state.value,
            overdue=view.overdue,
            confidentiality=action.level.key,
            proof=view.proof,
            note=action.note,
            created_at=action.created_at,
            closed_at=action.closed_at,
            may_edit=view.may_edit,
            revision=action.revision,
        )


class ImprovementList(Answer):
    """A page of actions."""

    items: list[ImprovementAnswer]
    total: int
    page: int
    per_page: int


@resource.route(
    "GET", "/actions", signed_in, Contract(ImprovementList, query=ActionsQuery, errors=(NotFound,))
)
def find(query: ActionsQuery) -> ImprovementList:
    """Improvement actions, open ones first, the soonest due before the others."""
    state = ImprovementState(query.state) if query.state else None
    asked = ImprovementQuery(
        query.project, state, query.mine, query.overdue, query.page, query.per_page
    )
    found = services().improvements.find(principal(), asked)
    return ImprovementList(
        items=[ImprovementAnswer.of(view) for view in found.items],
        total=found.total,
        page=found.page,
        per_page=found.per_page,
    )


@resource.route("GET", ACTION, signed_in, Contract(ImprovementAnswer, errors=(NotFound,)))
def show(action_id: str) -> ImprovementAnswer:
    """One action."""
    return ImprovementAnswer.of(services().improvements.get(principal(), action_id))


@resource.route(
    "POST",
    "/actions",
    signed_in,
    Contract(ImprovementAnswer, 201, body=NewAction, errors=(NotFound, ActionForbidden)),
)
def add(body: NewAction) -> ImprovementAnswer:
    """Write an action of a project the caller is in."""
    return ImprovementAnswer.of(services().improvements.add(principal(), body.project, body.said()))


@resource.route(
    "PATCH",
    ACTION,
    signed_in,
    Contract(ImprovementAnswer, body=ActionChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def edit(action_id: str, body: ActionChange) -> ImprovementAnswer:
    """Change an action: done with a proof, dropped with a note."""
    view = services().improvements.edit(principal(), action_id, body.said(), body.revision)
    return ImprovementAnswer.of(view)


POLICIES = resource.POLICIES
