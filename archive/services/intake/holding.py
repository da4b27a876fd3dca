"""The holding area: what waits, for whom, since when; nothing in it is ever deleted by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from archive.domain.access import Action, Principal, ProjectRole, Target, may
from archive.domain.holding import Waiting, days_waiting, reminders_due
from archive.domain.intake import Item, ItemFinding
from archive.persistence.database import Database
from archive.persistence.holding import HoldingView
from archive.services.operations.identifiers import Clock
from archive.services.operations.paging import Page, window
from archive.services.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that waits, as far as the caller may know it.

    `batch` and `whole`, the item as its batch shows it, are None where the caller may not open it: then
    there is the name and the reasons, and neither the proposed name nor any suggestion, which are made
    from the file's text.
    """

    item: str
    batch: str | None
    project: str
    name: str
    state: str
    verdict: str | None
    findings: tuple[ItemFinding, ...]
    proposed_name: str | None
    received_by: str
    received_at: datetime
    days: int
    reminders: int
    whole: Item | None


class HoldingService:
    """Lists what waits, to its uploader, the project's managers, and the records manager."""

    def __init__(self, database: Database, book: RuleBook, clock: Clock) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    def list(
        self,
        principal: Principal,
        project: str | None = None,
        page: int = 1,
        per_page: int = 20,
        besides: Collection[str] = (),
    ) -> Page[HeldFile]:
        """What waits for a person and the caller may know of, the longest waiting first.

        Of the batches `besides` nothing is listed. What may be filed by a nod waits in its batch alone.
        """
        offset, limit = window(page, per_page)
        view = replace(_view(principal), project=project, besides=besides)
        with self._database.read() as work:
            total = work.holding.count(view)
            found = work.holding.find(view, offset, limit)
        now, remind = self._clock(), self._book.rules().remind_after_days
        return Page(
            tuple(_held(principal, waiting, now, remind) for waiting in found),
            total,
            page,
            per_page,
        )

    def count(self, principal: Principal) -> int:
        """How many files wait that the caller may know of."""
        with self._database.read() as work:
            return work.holding.count(_view(principal))


def _view(principal: Principal) -> HoldingView:
    places = principal.memberships
    return HoldingView(
        everything=may(principal, Action.SEE_HOLDING, Target()),
        own=principal.user_id,
        member_of=[place.project for place in places],
        managed=[place.project for place in places if place.role is ProjectRole.MANAGER],
    )


def _held(
    principal: Principal, waiting: Waiting, now: datetime, remind: tuple[int, ...]
) -> HeldFile:
    item = waiting.item
    opens = _may_open(principal, waiting)
    days = days_waiting(item.received_at, now)
    return HeldFile(
        item=item.id,
        batch=item.batch if opens else None,
        project=waiting.project_code,
        name=item.original_name,
        state=item.state.value,
        verdict=item.verdict,
        findings=item.findings if opens else tuple(map(_reason, item.findings)),
        proposed_name=item.proposed_name if opens else None,
        received_by=waiting.received_by_name,
        received_at=item.received_at,
        days=days,
        reminders=reminders_due(days, remind),
        whole=item if opens else None,
    )


def _may_open(principal: Principal, waiting: Waiting) -> bool:
    """As for the batch it is in: who opened it, while a member, and the project's managers."""
    place = principal.membership(waiting.item.project)
    if place is None:
        return False
    return place.role is ProjectRole.MANAGER or waiting.batch_opened_by == principal.user_id


def _reason(finding: ItemFinding) -> ItemFinding:
    return replace(finding, suggestion=None)
