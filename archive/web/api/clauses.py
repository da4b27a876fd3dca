"""/projects/{code}/clauses: what contracts promise, what was delivered, and what is done about it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from archive.domain.clauses import Clause, ClauseKind
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.services.closeout.clauses import ClauseList
from archive.web.api.fields import Answer, Body, Identifier, Name, Text
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("clauses")
blueprint = resource.blueprint

PATH = "/projects/<code>/clauses"
ERRORS = (NotFound, ActionForbidden, Conflict)
KindKey = Literal["obligation", "payment"]
StateKey = Literal["open", "met", "partly", "not_met", "not_applicable"]
Line = Annotated[Text, Field(max_length=500)]
Evidence = Annotated[list[Identifier], Field(max_length=100)]


class ClauseChange(Body):
    """What may change in a clause; what is not named stays, null gives back what is drafted.

    `remedy` is what is done about a clause that was not kept, or why one does not apply. `evidence`
    are the ids of documents, in place of those shown. `text` and `promised` are those of rows added by hand.
    """

    state: StateKey | None = None
    delivered: Line | None = None
    remedy: Line | None = None
    owner: Name | None = None
    evidence: Evidence = Field(default_factory=list)
    text: Line | None = None
    promised: Line | None = None
    revision: Identifier = ""


class NewClause(Body):
    """A clause added by hand. `contract` is a document of the class contract."""

    text: Annotated[Text, Field(min_length=1, max_length=500)]
    kind: KindKey = "obligation"
    contract: Identifier | None = None
    promised: Line | None = None
    delivered: Line | None = None
    state: StateKey | None = None
    remedy: Line | None = None
    owner: Name | None = None
    evidence: Evidence = Field(default_factory=list)


class EvidenceAnswer(Answer):
    """A document that proves what was delivered."""

    document: str
    name: str


class QuoteAnswer(Answer):
    """Where a drafted clause stands, word for word."""

    document: str
    quote: str


class ClauseAnswer(Answer):
    """A clause as the caller sees it. `judged`: somebody said its state; `stale`: its sources changed since.

    `settled`: kept, or with a remedy or a reason written down; the close asks for the others.
    """

    id: str
    kind: KindKey
    contract: str | None
    text: str
    promised: str
    delivered: str
    state: StateKey
    remedy: str
    owner: str | None
    evidence: tuple[EvidenceAnswer, ...]
    citations: tuple[QuoteAnswer, ...]
    own: bool
    judged: bool
    stale: bool
    settled: bool
    revision: str

    @classmethod
    def of(cls, row: Clause, found: ClauseList) -> ClauseAnswer:
        usernames = {member.user_id: member.username for member in found.members}
        return cls.model_validate(
            {
                "id": row.key,
                "kind": row.kind.value,
                "contract": row.contract,
                "text": row.text,
                "promised": row.promised,
                "delivered": row.delivered,
                "state": row.state.value,
                "remedy": row.remedy,
                "owner": usernames.get(row.owner or ""),
                "evidence": [
                    EvidenceAnswer(document=d, name=found.documents[d].name) for d in row.evidence
                ],
                "citations": [
                    QuoteAnswer(document=str(c["document"]), quote=str(c.get("quote") or ""))
                    for c in row.citations
                ],
                "own": row.own,
                "judged": row.judged,
                "stale": row.stale,
                "settled": row.settled,
                "revision": row.revision,
            }
        )


class ClausesAnswer(Answer):
    """The checklist. `drafted`: there is a review whose contracts it is drafted from."""

    items: tuple[ClauseAnswer, ...]
    open: int
    drafted: bool


@resource.route("GET", PATH, signed_in, Contract(ClausesAnswer, errors=(NotFound, ActionForbidden)))
def show(code: str) -> ClausesAnswer:
    """The clause checklist, for members who see contracts."""
    found = services().clauses.list(principal(), code)
    items = tuple(ClauseAnswer.of(row, found) for row in found.rows)
    return ClausesAnswer(items=items, open=found.open, drafted=found.built)


@resource.route("POST", PATH, signed_in, Contract(ClauseAnswer, 201, body=NewClause, errors=ERRORS))
def add(code: str, body: NewClause) -> ClauseAnswer:
    """Add a clause by hand."""
    said: dict[str, Any] = body.model_dump(exclude_unset=True)
    text, contract = said.pop("text"), said.pop("contract", None)
    kind = ClauseKind(said.pop("kind", "obligation"))
    row = services().clauses.add(principal(), code, text, kind, contract, said)
    return ClauseAnswer.of(row, services().clauses.list(principal(), code))


@resource.route(
    "PATCH",
    f"{PATH}/<clause_id>",
    signed_in,
    Contract(ClauseAnswer, body=ClauseChange, errors=ERRORS),
)
def change(code: str, clause_id: str, body: ClauseChange) -> ClauseAnswer:
    """Say how far a clause was kept: managers and legal members, and the member it belongs to."""
    said = body.model_dump(exclude_unset=True)
    row = services().clauses.change(principal(), code, clause_id, said)
    return ClauseAnswer.of(row, services().clauses.list(principal(), code))


POLICIES = resource.POLICIES
