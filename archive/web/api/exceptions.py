"""/exceptions: asking that a file be filed in spite of what holds it, and deciding that."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.rule_exceptions import RuleException
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.web.api.fields import Answer, Body, Paged, Sentence, Text
from archive.web.api.listing import Listing, listing
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("exceptions")
blueprint = resource.blueprint


class ExceptionBody(Body):
    """Why, for what, and for how many days (by default as long as the rules allow)."""

    reason: Sentence
    scope: Literal["file", "batch", "class"] = "file"
    days: Annotated[int, Field(ge=1, le=3660)] | None = None


class ReasonBody(Body):
    """Why it is approved or refused."""

    reason: Sentence


class ExceptionQuery(Paged):
    """Which requests: those asked in a month (YYYY-MM), those in a state."""

    month: Annotated[Text, Field(max_length=7)] | None = None
    state: Literal["asked", "approved", "refused"] | None = None


class ExceptionAnswer(Answer):
    """A request. `until` is the last day it holds; `uses` counts the documents filed by it."""

    id: str
    project: str
    scope: str
    name: str
    class_key: str | None = Field(alias="class")
    rules: list[str]
    reason: str
    state: str
    asked_by: str
    asked_at: datetime
    until: date
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    uses: int

    @classmethod
    def of(cls, asked: RuleException) -> ExceptionAnswer:
        return cls.model_validate(
            {
                "id": asked.id,
                "project": asked.project_code,
                "scope": asked.scope.value,
                "name": asked.name,
                "class_key": asked.class_key,
                "rules": list(asked.rules),
                "reason": asked.reason,
                "state": asked.state.value,
                "asked_by": asked.asked_by_name,
                "asked_at": asked.asked_at,
                "until": asked.until,
                "decided_by": asked.decided_by_name or None,
                "decided_at": asked.decided_at,
                "decision_reason": asked.decision_reason,
                "uses": asked.uses,
            }
        )


@resource.route(
    "POST",
    "/batches/<batch_id>/items/<item_id>/exceptions",
    signed_in,
    Contract(ExceptionAnswer, 201, body=ExceptionBody, errors=(NotFound, Conflict, InvalidInput)),
)
def ask(batch_id: str, item_id: str, body: ExceptionBody) -> ExceptionAnswer:
    """Ask that a file that waits be filed under its own name."""
    asked = services().exceptions.ask(
        principal(), batch_id, item_id, body.reason, body.scope, body.days
    )
    return ExceptionAnswer.of(asked)


@resource.route(
    "GET", "/exceptions", signed_in, Contract(Listing[ExceptionAnswer], query=ExceptionQuery)
)
def show(query: ExceptionQuery) -> Listing[ExceptionAnswer]:
    """Requests: one's own, those of projects one manages, all of them for records managers."""
    found = services().exceptions.list(
        principal(), query.month, query.state, query.page, query.per_page
    )
    return listing(found, ExceptionAnswer.of)


_DECISION = Contract(
    ExceptionAnswer, body=ReasonBody, errors=(NotFound, Conflict, InvalidInput, ActionForbidden)
)


@resource.route("POST", "/exceptions/<exception_id>/approve", signed_in, _DECISION)
def approve(exception_id: str, body: ReasonBody) -> ExceptionAnswer:
    """Let the files it is for be filed under their own names."""
    decided = services().exceptions.decide(
        principal(), exception_id, approve=True, reason=body.reason
    )
    return ExceptionAnswer.of(decided)


@resource.route("POST", "/exceptions/<exception_id>/refuse", signed_in, _DECISION)
def refuse(exception_id: str, body: ReasonBody) -> ExceptionAnswer:
    """Leave the file waiting."""
    decided = services().exceptions.decide(
        principal(), exception_id, approve=False, reason=body.reason
    )
    return ExceptionAnswer.of(decided)


POLICIES = resource.POLICIES
