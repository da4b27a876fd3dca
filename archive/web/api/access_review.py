"""/projects/{code}/access-review: what access each member keeps when the project ends."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.access_review import AccessChoice
from archive.domain.documents import Level
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.accounts.access_review import AccessRow, AccessView, AccessWish
from archive.web.api.fields import Answer, Body, LevelKey, Name
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("access_review")
blueprint = resource.blueprint

PATH = "/projects/<code>/access-review"
ChoiceKey = Literal["keep", "reduce", "remove"]


class WishBody(Body):
    """What becomes of a member; `clearance` is what is left when it is reduced."""

    username: Name
    decision: ChoiceKey
    clearance: Literal["internal", "confidential", "restricted"] = "internal"

    def wish(self) -> AccessWish:
        return AccessWish(self.username, AccessChoice(self.decision), Level.of(self.clearance))


class DecisionsBody(Body):
    """Decisions made together or not at all; `apply` also carries out what was decided."""

    decisions: Annotated[list[WishBody], Field(max_length=500)] = Field(default_factory=list)
    apply: bool = False


class MemberAnswer(Answer):
    """A member under review. `tokens` are bearer tokens of the account that still work."""

    username: str
    display_name: str
    role: str
    clearance: LevelKey
    tokens: int
    decision: ChoiceKey | None
    left: LevelKey | None
    decided_by: str | None
    decided_at: datetime | None
    applied_at: datetime | None

    @classmethod
    def of(cls, row: AccessRow) -> MemberAnswer:
        member, decision = row.reviewed.member, row.reviewed.decision
        return cls.model_validate(
            {
                "username": member.username,
                "display_name": member.display_name,
                "role": member.role.value,
                "clearance": member.clearance.key,
                "tokens": row.tokens,
                "decision": decision.choice.value if decision else None,
                "left": decision.clearance.key if decision else None,
                "decided_by": decision.by if decision else None,
                "decided_at": decision.at if decision else None,
                "applied_at": decision.applied_at if decision else None,
            }
        )


class AccessAnswer(Answer):
    """The review. `survey_links` were not used yet; the close ends them."""

    members: tuple[MemberAnswer, ...]
    undecided: int
    waiting: int
    survey_links: tuple[str, ...]

    @classmethod
    def of(cls, view: AccessView) -> AccessAnswer:
        return cls(
            members=tuple(map(MemberAnswer.of, view.rows)),
            undecided=view.undecided,
            waiting=view.waiting,
            survey_links=tuple(link.address for link in view.links),
        )


@resource.route("GET", PATH, signed_in, Contract(AccessAnswer, errors=(NotFound, ActionForbidden)))
def show(code: str) -> AccessAnswer:
    """The access review, for the project's managers."""
    return AccessAnswer.of(services().access_review.get(principal(), code))


@resource.route(
    "PUT",
    PATH,
    signed_in,
    Contract(AccessAnswer, body=DecisionsBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def decide(code: str, body: DecisionsBody) -> AccessAnswer:
    """Decide about members; the close carries it out, or this call does."""
    wishes = [decision.wish() for decision in body.decisions]
    view = services().access_review.decide(principal(), code, wishes, at_once=body.apply)
    return AccessAnswer.of(view)


POLICIES = resource.POLICIES
