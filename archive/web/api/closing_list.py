"""/projects/{code}/closing-list: accounts, licences, shares and tokens to be ended or handed over."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from archive.domain.closing_list import Thing
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.closeout.closing_list import ClosingList
from archive.web.api.fields import Answer, Body, Identifier, Name, Text
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("closing_list")
blueprint = resource.blueprint

PATH = "/projects/<code>/closing-list"
ERRORS = (NotFound, ActionForbidden, Conflict)
KindKey = Literal["account", "licence", "media_account", "share_folder", "token", "other"]
StateKey = Literal["open", "ended", "handed_over", "not_needed"]
Line = Annotated[Text, Field(max_length=500)]


class ThingChange(Body):
    """What may change in a row; what is not named stays. What was done needs a note or a proof."""

    name: Name | None = None
    kind: KindKey = "other"
    owner: Name | None = None
    due: date | None = None
    state: StateKey = "open"
    note: Line | None = None
    proof: Identifier | None = None
    revision: Identifier = ""


class NewThing(Body):
    """A row added by hand."""

    name: Name
    kind: KindKey = "other"
    owner: Name | None = None
    due: date | None = None


class ThingAnswer(Answer):
    """A row as the caller sees it; `own`: added by hand."""

    id: str
    kind: KindKey
    name: str
    owner: str | None
    due: date | None
    overdue: bool
    state: StateKey
    note: str
    proof: str | None
    own: bool
    revision: str

    @classmethod
    def of(cls, row: Thing, found: ClosingList, spoken: str) -> ThingAnswer:
        usernames = {member.user_id: member.username for member in found.members}
        return cls.model_validate(
            {
                "id": row.key,
                "kind": row.kind.value,
                "name": row.name[spoken],
                "owner": usernames.get(row.owner or ""),
                "due": row.due,
                "overdue": row.overdue,
                "state": row.state.value,
                "note": row.note,
                "proof": row.proof,
                "own": row.own,
                "revision": row.revision,
            }
        )


class ThingsAnswer(Answer):
    """The closing list of a project."""

    items: tuple[ThingAnswer, ...]
    open: int


@resource.route("GET", PATH, signed_in, Contract(ThingsAnswer, errors=(NotFound, ActionForbidden)))
def show(code: str) -> ThingsAnswer:
    """The closing list, for members."""
    found = services().closing_list.get(principal(), code)
    items = tuple(ThingAnswer.of(row, found, language()) for row in found.rows)
    return ThingsAnswer(items=items, open=found.open)


@resource.route("POST", PATH, signed_in, Contract(ThingAnswer, 201, body=NewThing, errors=ERRORS))
def add(code: str, body: NewThing) -> ThingAnswer:
    """Add a row by hand."""
    said: dict[str, Any] = body.model_dump(exclude_unset=True)
    row = services().closing_list.add(principal(), code, said.pop("name"), said)
    return ThingAnswer.of(row, services().closing_list.get(principal(), code), language())


@resource.route(
    "PATCH",
    f"{PATH}/<thing_id>",
    signed_in,
    Contract(ThingAnswer, body=ThingChange, errors=ERRORS),
)
def change(code: str, thing_id: str, body: ThingChange) -> ThingAnswer:
    """Say what became of a row: managers, and the member it belongs to."""
    said = body.model_dump(exclude_unset=True)
    row = services().closing_list.change(principal(), code, thing_id, said)
    return ThingAnswer.of(row, services().closing_list.get(principal(), code), language())


POLICIES = resource.POLICIES
