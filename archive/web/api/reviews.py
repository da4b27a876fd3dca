"""/projects/{code}/review: building, reading, changing, approving and downloading the project review."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from flask import Response, json
from pydantic import Field

from archive.errors import ActionForbidden, Conflict, NotFound, PrintingFailed
from archive.services.reviews.change import Change
from archive.services.reviews.reviews import ReviewView
from archive.web.api.fields import Answer, Body, Empty, Identifier, Language, Query, Sentence, Word
from archive.web.api.handout import attachment
from archive.web.api.resource import Contract, Resource
from archive.web.api.review_answers import ReviewAnswer
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("reviews")
blueprint = resource.blueprint

PDF = "application/pdf"
REVIEW = "/projects/<code>/review"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class QuoteBody(Body):
    """Words that stand in a document of the project, exactly as they are written there."""

    document: Identifier
    quote: Sentence


class ChangeBody(Body):
    """One change. `text` for edit and add, `reason` for reject, `choice` for decide, `citations` for add.

    A metric is corrected by `target` and `actual`, a cost line by `budget` and `actual`, with the `reason`; one
    that is added has a `name` (a metric its `unit`) and `citations`.
    """

    kind: Literal["edit", "add", "reject", "decide", "undo"]
    section: Literal[
        "background", "milestones", "metrics", "decisions", "successes", "shortcomings", "lessons", "actions",
        "inconsistencies", "cost_lines", "outstanding", "obligations", "quotes",
    ]  # fmt: skip
    key: Identifier | None = None
    text: Sentence = ""
    name: Word = ""
    unit: Word = ""
    target: Word = ""
    budget: Word = ""
    actual: Word = ""
    owner: Word | None = None
    due: Word | None = None
    reason: Sentence = ""
    choice: Annotated[int, Field(ge=0, le=100)] | None = None
    citations: Annotated[list[QuoteBody], Field(max_length=20)] = Field(default_factory=list)
    seen: Word | None = None
    """`edited_at` of the statement as it was read, empty for none: a later edit refuses this one."""

    def as_change(self) -> Change:
        return Change(
            self.kind,
            self.section,
            self.key or "",
            self.text,
            self.owner,
            self.due,
            self.reason,
            self.choice,
            tuple((c.document, c.quote) for c in self.citations),
            self.name,
            self.unit,
            {"target": self.target, "budget": self.budget, "actual": self.actual},
            self.seen,
        )


class ChangesBody(Body):
    """Several changes, made together or not at all."""

    changes: Annotated[list[ChangeBody], Field(min_length=1, max_length=50)]


class ApprovalBody(Empty):
    """With `require_decided`, contradictions that nobody has decided refuse the approval."""

    require_decided: bool = False


class TakeUpBody(Body):
    """The statement an action is made of."""

    section: Literal["quotes", "shortcomings"]
    key: Identifier


class TakenUp(Answer):
    """The action, as `/actions/…` names it."""

    action: str


class DocxQuery(Query):
    """The language of headings; the project's when it is not said."""

    language: Language | None = None


@resource.route(
    "POST",
    REVIEW,
    signed_in,
    Contract(ReviewAnswer, 202, body=Empty, errors=(NotFound, ActionForbidden, Conflict)),
)
def build(code: str) -> Response:
    """Have the review built anew from what is filed; it is ready a little later."""
    return _answer(services().reviews.request(principal(), code), 202)


@resource.route("GET", REVIEW, signed_in, Contract(ReviewAnswer, errors=(NotFound,)))
def show(code: str) -> Response:
    """The review, with only the statements whose sources the caller may see."""
    return _answer(services().reviews.get(principal(), code), 200)


@resource.route(
    "PATCH",
    REVIEW,
    signed_in,
    Contract(ReviewAnswer, body=ChangesBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def change(code: str, body: ChangesBody) -> Response:
    """Change sentences, add or reject some, decide contradictions; kept through later builds."""
    changes = tuple(change.as_change() for change in body.changes)
    return _answer(services().review_desk.change(principal(), code, changes), 200)


@resource.route(
    "POST",
    REVIEW + "/actions",
    signed_in,
    Contract(TakenUp, 201, body=TakeUpBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def take_up(code: str, body: TakeUpBody) -> TakenUp:
    """Make an open improvement action of a client's words or of a shortcoming, once."""
    action = services().feedback_actions.take_up(principal(), code, body.section, body.key)
    return TakenUp(action=action.id)


@resource.route(
    "POST",
    REVIEW + "/approve",
    signed_in,
    Contract(ReviewAnswer, body=ApprovalBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def approve(code: str, body: ApprovalBody) -> Response:
    """Freeze the review and file it as a document at the highest level of its sources."""
    approval = services().review_approval
    view = approval.approve(principal(), code, require_decided=body.require_decided)
    return _answer(view, 200)


@resource.route(
    "GET", REVIEW + ".docx", signed_in, Contract(DOCX, query=DocxQuery, errors=(NotFound,))
)
def docx(code: str, query: DocxQuery) -> Response:
    """The review as a Word document."""
    built = services().reviews.docx(principal(), code, query.language)
    response = Response(built, mimetype=DOCX)
    response.headers["Content-Disposition"] = attachment(f"{code}-review.docx")
    return response


@resource.route(
    "GET",
    REVIEW + ".pdf",
    signed_in,
    Contract(PDF, query=DocxQuery, errors=(NotFound, PrintingFailed)),
)
def pdf(code: str, query: DocxQuery) -> Response:
    """The review as a PDF, where LibreOffice is installed."""
    built = services().reviews.pdf(principal(), code, query.language)
    response = Response(built, mimetype=PDF)
    response.headers["Content-Disposition"] = attachment(f"{code}-review.pdf")
    return response


def _answer(view: ReviewView, status: int) -> Response:
    """The review as it is kept; `review_answers` describes it and a test compares the two."""
    state = {
        "status": view.status,
        "built_at": view.built_at.isoformat() if view.built_at else None,
        "requested_at": view.requested_at.isoformat(),
        "approved": None
        if view.approved is None
        else {**asdict(view.approved), "at": view.approved.at.isoformat()},
    }
    text = json.dumps({**view.content, **state}, ensure_ascii=False)
    return Response(text, status, mimetype="application/json")


POLICIES = resource.POLICIES
