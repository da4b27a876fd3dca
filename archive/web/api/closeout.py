"""/projects/{code}/closeout: the duties of a close, how complete they are, and what is missing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from archive.domain.closeout import LONGEST_SHIFT, Due, Gauge, RowState, Standing
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.closeout.closeout import CloseoutView
from archive.services.closeout.closeout_gaps import Gap
from archive.services.closeout.closeout_plan import PlanRow
from archive.web.api.fields import Answer, Body, ClassKey, Identifier, Name, Text
from archive.web.api.missing import MissingAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in
from archive.wording import say

resource = Resource("closeout")
blueprint = resource.blueprint

PATH = "/projects/<code>/closeout"
ERRORS = (NotFound, ActionForbidden, Conflict)
Shift = Annotated[int, Field(ge=-LONGEST_SHIFT, le=LONGEST_SHIFT)]
Reason = Annotated[Text, Field(max_length=500)]
KindKey = Literal["campaign", "event", "content", "media_buy", "consulting"]
StateKey = Literal["open", "in_progress", "done", "waived", "not_applicable"]


class RelativeDue(Body):
    """So many days after the project's first or last day."""

    anchor: Literal["start", "end"]
    days: Shift = 0


class ItemChange(Body):
    """What may change in a duty; what is not named stays. null gives back what the template says.

    `due` is a day or relative. `evidence` are the ids of documents, in place of those shown.
    """

    title: Name | None = None
    owner: Name | None = None
    due: date | RelativeDue | None = None
    standard: Reason | None = None
    state: StateKey = "open"
    reason: Reason | None = None
    evidence: list[Identifier] = Field(default_factory=list, max_length=100)
    revision: Identifier = ""


class NewItem(Body):
    """A duty of this project's own; with a class it is met by filed documents of that class."""

    title: Name
    class_key: ClassKey | None = Field(default=None, alias="class")
    owner: Name | None = None
    due: date | RelativeDue | None = None
    standard: Reason | None = None


class KindBody(Body):
    """The kind of project the plan is for."""

    kind: KindKey


class EvidenceAnswer(Answer):
    """A document linked to a duty."""

    document: str
    name: str


class DueAnswer(Answer):
    """How a due day is worked out."""

    anchor: str
    days: int


class ItemAnswer(Answer):
    """A duty as the caller sees it. `standing` is what the gauge counts; `filed` of `needed` documents."""

    id: str
    title: str
    classes: tuple[str, ...]
    own: bool
    owner: str | None
    owner_name: str | None
    due: date | None
    due_rule: DueAnswer | None
    overdue: bool
    standard: str
    state: RowState
    standing: Standing
    reason: str | None
    filed: int
    needed: int
    evidence: tuple[EvidenceAnswer, ...]
    revision: str

    @classmethod
    def of(cls, row: PlanRow, spoken: str) -> ItemAnswer:
        due = row.due
        return cls(
            id=row.id,
            title=row.title[spoken],
            classes=row.duty.classes,
            own=row.duty.own,
            owner=row.owner.username if row.owner else None,
            owner_name=(row.owner.display_name or row.owner.username) if row.owner else None,
            due=row.due_on,
            due_rule=DueAnswer(anchor=due.anchor, days=due.days) if due.anchor else None,
            overdue=row.overdue,
            standard=row.standard[spoken],
            state=row.state,
            standing=row.standing,
            reason=row.reason,
            filed=row.filed,
            needed=row.duty.needed if row.duty.classes else 0,
            evidence=tuple(EvidenceAnswer(document=e.document, name=e.name) for e in row.evidence),
            revision=row.revision,
        )


class GaugeAnswer(Answer):
    """The duties that count, by where they stand for the caller."""

    total: int
    filed: int
    to_confirm: int
    missing: int
    overdue: int

    @classmethod
    def of(cls, gauge: Gauge) -> GaugeAnswer:
        return cls(
            total=gauge.total,
            filed=gauge.filed,
            to_confirm=gauge.to_confirm,
            missing=gauge.missing,
            overdue=gauge.overdue,
        )


class GapAnswer(Answer):
    """Something that was not filed when it should have been; it never stands in the way of a close."""

    kind: str
    class_: str = Field(alias="class")
    day: date
    message: str
    document: str | None

    @classmethod
    def of(cls, gap: Gap, spoken: str) -> GapAnswer:
        return cls.model_validate(
            {
                "kind": gap.kind,
                "class": gap.class_key,
                "day": gap.day,
                "message": say(spoken, gap.message),
                "document": gap.document,
            }
        )


class PromisedAnswer(Answer):
    """A paper the review found asked for and not there."""

    class_: str = Field(alias="class")
    name: str
    why: str
    documents: tuple[str, ...]


class CloseoutAnswer(Answer):
    """A project's plan, limited to the caller. `completeness` in whole per cent of the duties that count."""

    project: str
    state: str
    kind: str
    completeness: int
    gauge: GaugeAnswer
    items: tuple[ItemAnswer, ...]
    missing: tuple[MissingAnswer, ...]
    gaps: tuple[GapAnswer, ...]
    promised: tuple[PromisedAnswer, ...]

    @classmethod
    def of(cls, view: CloseoutView, spoken: str) -> CloseoutAnswer:
        items = tuple(ItemAnswer.of(row, spoken) for row in view.plan.rows)
        return cls(
            project=view.project.code,
            state=view.project.state,
            kind=view.plan.kind,
            completeness=view.plan.gauge.percent,
            gauge=GaugeAnswer.of(view.plan.gauge),
            items=items,
            missing=tuple(MissingAnswer.of(thing, spoken) for thing in view.missing),
            gaps=tuple(GapAnswer.of(gap, spoken) for gap in view.gaps),
            promised=tuple(map(_promised, view.promised)),
        )


def _promised(gap: Any) -> PromisedAnswer:
    documents = dict.fromkeys(str(citation["document"]) for citation in gap["citations"])
    return PromisedAnswer.model_validate(
        {
            "class": str(gap["class"]),
            "name": str(gap.get("name") or ""),
            "why": str(gap.get("why") or ""),
            "documents": tuple(documents),
        }
    )


@resource.route(
    "GET", PATH, signed_in, Contract(CloseoutAnswer, errors=(NotFound, ActionForbidden))
)
def show(code: str) -> CloseoutAnswer:
    """The plan with its completeness and what is missing, for members and leads."""
    return CloseoutAnswer.of(services().closeout.get(principal(), code), language())


@resource.route(
    "PATCH",
    f"{PATH}/items/<item_id>",
    signed_in,
    Contract(ItemAnswer, body=ItemChange, errors=ERRORS),
)
def change(code: str, item_id: str, body: ItemChange) -> ItemAnswer:
    """Change a duty: managers everything, its owner how far it is and with what evidence."""
    changes = _said(body)
    row = services().closeout.change(principal(), code, item_id, changes)
    return ItemAnswer.of(row, language())


@resource.route(
    "POST", f"{PATH}/items", signed_in, Contract(ItemAnswer, 201, body=NewItem, errors=ERRORS)
)
def add(code: str, body: NewItem) -> ItemAnswer:
    """Add a duty of this project's own."""
    changes = _said(body)
    title, class_key = changes.pop("title"), changes.pop("class_key", None)
    row = services().closeout.add(principal(), code, title, class_key, changes)
    return ItemAnswer.of(row, language())


@resource.route(
    "PUT", f"{PATH}/kind", signed_in, Contract(CloseoutAnswer, body=KindBody, errors=ERRORS)
)
def set_kind(code: str, body: KindBody) -> CloseoutAnswer:
    """Make the plan for another kind of project."""
    services().closeout.set_kind(principal(), code, body.kind)
    return CloseoutAnswer.of(services().closeout.get(principal(), code), language())


def _said(body: Body) -> dict[str, Any]:
    """What the body names, with its due date as the service takes it."""
    changes = body.model_dump(exclude_unset=True)
    if changes.get("due") is not None:
        changes["due"] = _due(getattr(body, "due", None))
    return changes


def _due(due: date | RelativeDue | None) -> Due:
    if isinstance(due, RelativeDue):
        return Due(anchor=due.anchor, days=due.days)
    return Due(on=due)


POLICIES = resource.POLICIES
