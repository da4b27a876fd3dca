"""/holding: files on their way in that wait for an answer."""

from __future__ import annotations

from datetime import datetime

from archive.services.intake.holding import HeldFile
from archive.web.api.fields import Answer, Code, Paged
from archive.web.api.findings import FindingAnswer
from archive.web.api.listing import Listing, listing
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("holding")
blueprint = resource.blueprint


class HoldingQuery(Paged):
    """Which files."""

    project: Code | None = None


class HeldAnswer(Answer):
    """A file that waits. `batch` is null where the caller may know the name and the reasons only."""

    item: str
    batch: str | None
    project: str
    name: str
    state: str
    verdict: str | None
    findings: list[FindingAnswer]
    proposed_name: str | None
    received_by: str
    received_at: datetime
    days: int
    reminders: int

    @classmethod
    def of(cls, held: HeldFile, spoken: str) -> HeldAnswer:
        return cls(
            item=held.item,
            batch=held.batch,
            project=held.project,
            name=held.name,
            state=held.state,
            verdict=held.verdict,
            findings=[FindingAnswer.of(finding, spoken) for finding in held.findings],
            proposed_name=held.proposed_name,
            received_by=held.received_by,
            received_at=held.received_at,
            days=held.days,
            reminders=held.reminders,
        )


@resource.route("GET", "/holding", signed_in, Contract(Listing[HeldAnswer], query=HoldingQuery))
def show(query: HoldingQuery) -> Listing[HeldAnswer]:
    """What waits: one's own, that of projects one manages; names and reasons for records managers."""
    spoken = language()
    found = services().holding.list(principal(), query.project, query.page, query.per_page)
    return listing(found, lambda held: HeldAnswer.of(held, spoken))


POLICIES = resource.POLICIES
