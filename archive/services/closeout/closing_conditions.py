"""What the close of a project asks for beside its duties: each condition says what is missing.

A further condition (money matched, clauses met, access reviewed ...) is an object like these, put
in `CloseoutService.conditions` where the services are built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from archive.domain.access import Principal
from archive.domain.closeout import Missing, Standing
from archive.domain.messages import LANGUAGES, Message
from archive.domain.projects import Project
from archive.persistence.database import Work
from archive.services.closeout.closeout_plan import Plan
from archive.wording import say


class ClosingCondition(Protocol):
    """Something that has to hold before a project is closed, or be waived with a reason."""

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterable[Missing]:
        """What does not hold, as the principal may know it; nothing when all does.

        Each `Missing.id` is the same for the same thing from one asking to the next, and begins with
        the condition's own word (`money:...`): a waiver names it.
        """
        ...


class UndecidedFiles:
    """Files that came in and were neither filed nor discarded.

    Whoever closes manages the project, so may see every batch of it.
    """

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing, however many files there are."""
        del principal, today
        if number := work.closeout.undecided_files(project.id):
            title = Message("closeout.waiting_files", {"n": number})
            yield Missing("files:undecided", "files", in_all_languages(title))


def missing_duties(plan: Plan) -> Iterator[Missing]:
    """The duties of a plan that are neither met nor set aside."""
    for row in plan.rows:
        if row.standing in (Standing.MISSING, Standing.TO_CONFIRM):
            owner = row.owner
            yield Missing(
                id=row.id,
                kind="duty",
                title=row.title,
                owner=owner.username if owner else None,
                owner_name=(owner.display_name or owner.username) if owner else "",
                due=row.due_on,
                classes=row.duty.classes,
                overdue=row.overdue,
            )


def in_all_languages(message: Message) -> dict[str, str]:
    """A sentence in every language, for `Missing.title`."""
    return {language: say(language, message) for language in LANGUAGES}
