"""What is done to several items of a batch at once, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.intake import BatchAct
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.services.intake.item_changes import ItemChange
from archive.web.api.fields import Answer, Body, ClassKey, Identifier, LevelKey, Paged, Sentence
from archive.web.api.item_answers import ItemAnswer
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in
from archive.web.problems import problem_of
from archive.wording import say

resource = Resource("batch_acts")
blueprint = resource.blueprint


class ManyPatch(Body):
    """One change for several items; what is not named stays. `decision` none takes one back."""

    items: Annotated[list[Identifier], Field(min_length=1, max_length=2000)]
    class_key: ClassKey | None = Field(default=None, alias="class")
    confidentiality: LevelKey | None = None
    decision: Literal["hold", "discard", "link", "new_version", "keep_both", "none"] | None = None
    reason: Sentence | None = None


class RefusedItem(Answer):
    """An item that stayed as it was, and why."""

    item: str
    code: str
    why: str


class ActAnswer(Answer):
    """Something the caller did to items together. `kind` is a decision, class, level, edit or file."""

    id: str
    kind: str
    items: int
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, act: BatchAct) -> ActAnswer:
        return cls(
            id=act.id, kind=act.kind, items=len(act.entries), at=act.at, undone_at=act.undone_at
        )


class ManyAnswer(Answer):
    """What became of each item. `act` is what to name to have it undone."""

    act: str | None
    items: list[ItemAnswer]
    refused: list[RefusedItem]


class UndoBody(Body):
    """Which act; without it the last one that was not undone."""

    act: Identifier | None = None


class UndoAnswer(Answer):
    """Items that stand as before the act, and those that changed since and were left alone."""

    act: str
    restored: list[str]
    left: list[str]


@resource.route(
    "PATCH",
    "/batches/<batch_id>/items",
    signed_in,
    Contract(
        ManyAnswer, body=ManyPatch, errors=(NotFound, ActionForbidden, Conflict, InvalidInput)
    ),
)
def change(batch_id: str, body: ManyPatch) -> ManyAnswer:
    """Change several items alike; what cannot be done to one leaves the others done."""
    wanted = ItemChange(
        class_key=body.class_key,
        level=body.confidentiality,
        decision=body.decision,
        reason=body.reason,
    )
    spoken = language()
    outcome = services().batch_acts.change(principal(), batch_id, body.items, wanted)
    return ManyAnswer(
        act=outcome.act.id if outcome.act else None,
        items=[ItemAnswer.from_item(item, spoken) for item in outcome.done],
        refused=[
            RefusedItem(item=item, code=error.code, why=say(spoken, problem_of(error).detail))
            for item, error in outcome.refused
        ],
    )


@resource.route(
    "GET",
    "/batches/<batch_id>/acts",
    signed_in,
    Contract(Listing[ActAnswer], query=Paged, errors=(NotFound,)),
)
def latest(batch_id: str, query: Paged) -> Listing[ActAnswer]:
    """What the caller did last to items of this batch, the newest first."""
    return part_of(services().batch_acts.latest(principal(), batch_id), query, ActAnswer.of)


@resource.route(
    "POST",
    "/batches/<batch_id>/undo",
    signed_in,
    Contract(UndoAnswer, body=UndoBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def undo(batch_id: str, body: UndoBody) -> UndoAnswer:
    """Take back what the caller did: decisions, classes, levels, and filing (the documents are withdrawn)."""
    undone = services().batch_acts.undo(principal(), batch_id, body.act)
    return UndoAnswer(act=undone.act.id, restored=list(undone.restored), left=list(undone.left))


POLICIES = resource.POLICIES
