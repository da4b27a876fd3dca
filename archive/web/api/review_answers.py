"""The project review, as GET /projects/{code}/review gives it (docs/interface.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import ConfigDict, Field

from archive.web.api.fields import Answer


class Cited(Answer):
    """Parts of a review may say more than is listed here."""

    model_config = ConfigDict(extra="allow")


class Citation(Cited):
    """Where it stands: the quote is found word for word in the text of that document."""

    document: str
    version: str
    place: dict[str, object]
    quote: str


class Statement(Cited):
    """A sentence of the review and the passages it rests on.

    A changed one says `edited_by`, `edited_at`, `built` (the words it replaces), `stale` (its sources
    changed since), `added` (a person wrote it), `edit_documents` (what was written rests on) and `beside`:
    what others wrote, each `by`, `at`, `text`, for readers of other papers. `key` names it in changes.
    """

    key: str
    text: str
    citations: list[Citation]


class Source(Cited):
    """A document the review was built from."""

    document: str
    name: str


class Milestone(Cited):
    """A planned date and what became of it.

    `late` is None when either day is not known. `days_late` is computed from the two days: below zero
    when early, None unless both are days.
    """

    key: str
    name: str
    planned: str | None = None
    actual: str | None = None
    late: bool | None = None
    days_late: int | None = None
    citations: list[Citation]


class Metric(Cited):
    """A figure that was aimed at and what was reached."""

    key: str
    name: str
    target: str | None = None
    actual: str | None = None
    unit: str | None = None
    met: bool | None = None
    citations: list[Citation]


class CostLine(Cited):
    """One item of the budget; its currencies are given where they differ from the usual one."""

    key: str
    item: str
    budget: str | None = None
    actual: str | None = None
    currency: str | None = None
    budget_currency: str | None = None
    citations: list[Citation]


class Outstanding(Cited):
    """What is still owed; its currency is given where it differs from the usual one."""

    key: str
    party: str | None = None
    amount: str | None = None
    currency: str | None = None
    computed: tuple[str, ...] = ()
    citations: list[Citation]


class Cost(Cited):
    """Budget against actual; a total shows only where every input is visible to the reader.

    `budget_currency` is given where the budget is in another currency than what was spent.
    """

    currency: str | None = None
    budget_total: str | None = None
    actual_total: str | None = None
    budget_currency: str | None = None
    lines: tuple[CostLine, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    citations: tuple[Citation, ...] = ()


class Obligation(Cited):
    """What a contract promises and what was delivered."""

    key: str
    text: str
    promised: str | None = None
    delivered: str | None = None
    met: bool | None = None
    citations: list[Citation]


class ContractFacts(Cited):
    """What one contract says."""

    document: str
    parties: tuple[str, ...] = ()
    amount: str | None = None
    currency: str | None = None
    signed_on: str | None = None
    payment_terms: tuple[object, ...] = ()
    obligations: tuple[Obligation, ...] = ()


class Quote(Cited):
    """Words of the client."""

    key: str
    text: str
    sentiment: str | None = None
    citations: list[Citation]


class Satisfaction(Cited):
    """How satisfied the client was."""

    scale: str | int | float | None = None
    mean: str | None = None
    responses: int | None = None
    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()


class ActionPoint(Cited):
    """What is to be done differently, by whom and until when."""

    key: str
    text: str
    owner: str | None = None
    due: str | None = None
    citations: list[Citation]


class Decision(Statement):
    """What was decided: the day of the meeting, who decided where its paper says so, and which meeting."""

    decided_on: str | None = None
    by: str = ""
    meeting: str = ""


class Shortcoming(Statement):
    """What did not go well; `happened` and `cause` are the two halves of its text as the paper tells them."""

    happened: str = ""
    cause: str = ""


class Advice(Statement):
    """What the team tells those who come after, and the cause it rests on where a paper tells one."""

    cause: str = ""


class ClashingValue(Cited):
    """One of the values that do not agree."""

    value: str
    citations: list[Citation]


class Decided(Cited):
    """Which value holds: `choice` counts from 0 among the contradiction's values."""

    choice: int
    value: str
    reason: str = ""
    by: str
    at: datetime
    stale: bool


Severity = Literal["high", "medium", "low"]


class Inconsistency(Cited):
    """Where documents contradict each other; `decided` once a person chose a value."""

    key: str
    kind: str
    severity: Severity
    description: str
    values: list[ClashingValue]
    decided: Decided | None = None


class SetAside(Cited):
    """A statement that a person rejected, or a person's sentence whose last source is gone.

    `removed` is one that the caller's papers tell and whose rejection rests on others too: no more is told of it.
    """

    section: str
    key: str
    text: str
    why: Literal["rejected", "removed", "source_gone"]
    reason: str
    by: str


class Approved(Answer):
    """The newest approval. `document` is null for whoever may not open the filed review.

    `outdated`: documents were filed, changed or withdrawn since.
    """

    at: datetime
    by: str
    document: str | None
    outdated: bool


class WaivedGap(Answer):
    """Why the project is closed without it, who said so and on what day."""

    reason: str
    by: str
    on: date


class MissingClass(Cited):
    """A class of document the project should have and has not."""

    class_key: str = Field(alias="class")
    why: str
    severity: Severity | None = None
    waived: WaivedGap | None = None


class Unread(Cited):
    """A document the review could not read. `why`: no_text, language, or what became of reading it."""

    document: str
    name: str
    class_key: str = Field(alias="class")
    why: Literal[
        "no_text", "language", "damaged", "encrypted", "unsupported", "empty", "too_large", "junk",
        "failed", "waiting",
    ]  # fmt: skip


class Silent(Answer):
    """An empty section, the classes that would tell of it, and which of those are filed for this reader."""

    section: str
    classes: tuple[str, ...]
    filed: tuple[str, ...]


class AuditPoint(Cited):
    """One point of the audit, in the project's language, with the citations of the parts it rests on.

    `computed`: a count, sum or difference in it follows from the cited figures. `verdict` unknown: nothing
    was found to tell of it.
    """

    text: str
    verdict: Literal["ok", "attention", "unknown"]
    computed: bool
    citations: list[Citation]


class Audit(Answer):
    """The audit in three parts, composed of what this reader sees of the review."""

    finance: tuple[AuditPoint, ...] = ()
    compliance: tuple[AuditPoint, ...] = ()
    efficiency: tuple[AuditPoint, ...] = ()


class Waived(Answer):
    """What the project is closed without; `on` is the day. `kind` is duty, or what a register calls it."""

    id: str
    kind: str
    title: str
    reason: str
    by: str
    on: date


class ReviewAnswer(Answer):
    """The project review, limited to what the reader may see. Figures are decimal strings."""

    status: Literal["building", "draft", "approved", "stale", "failed"]
    requested_at: datetime
    built_at: datetime | None
    sources: tuple[Source, ...] = ()
    background: tuple[Statement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    metrics: tuple[Metric, ...] = ()
    cost: Cost | None = None
    contracts: tuple[ContractFacts, ...] = ()
    satisfaction: Satisfaction | None = None
    decisions: tuple[Decision, ...] = ()
    successes: tuple[Statement, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    lessons: tuple[Advice, ...] = ()
    actions: tuple[ActionPoint, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()
    missing: tuple[MissingClass, ...] = ()
    unread: tuple[Unread, ...] = ()
    not_found: tuple[Silent, ...] = ()
    audit: Audit | None = None
    waived: tuple[Waived, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    approved: Approved | None = None
    sensitive: tuple[dict[str, object], ...] = ()
