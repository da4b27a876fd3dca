"""The duties somebody owns across projects: what a calendar shows and reminders are sent of."""

from __future__ import annotations

from datetime import datetime, timedelta

from archive.domain.access import Principal, scope_of
from archive.domain.closeout import Standing
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.projects import Project
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closeout_plan import PlanRow
from archive.services.operations.notices import NoticeService

AHEAD = timedelta(days=7)
"""How long before its day an owner is told of a duty."""
MOST_PROJECTS = 1000


def owned(
    work: Work, closeout: CloseoutService, principal: Principal
) -> tuple[tuple[Project, PlanRow], ...]:
    """The principal's own duties that are not met and have a day, in open projects, soonest first."""
    projects, _ = work.projects.find(
        scope_of(principal), "", "open", principal.user_id, 0, MOST_PROJECTS
    )
    plans = closeout.plans(work, principal, projects) if projects else {}
    found = [
        (plan.project, row)
        for plan in plans.values()
        for row in plan.rows
        if row.owner is not None
        and row.owner.user_id == principal.user_id
        and row.due_on is not None
        and row.standing in (Standing.MISSING, Standing.TO_CONFIRM)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].due_on, pair[0].code, pair[1].id)))


def title_of(row: PlanRow) -> Message | str | tuple[Message, ...]:
    """What a duty is called, for a sentence whose language is not known yet."""
    if row.duty.own:
        return row.title["en"]  # people's own words are the same in every language
    if row.duty.classes:
        return tuple(Message(f"review.class_{key}") for key in row.duty.classes)
    return Message(f"closeout.duty_{row.id}")


class CloseoutReminders:
    """Tells owners of what is overdue and what is due within a week; each is told once for its day."""

    def __init__(
        self, database: Database, closeout: CloseoutService, notices: NoticeService
    ) -> None:
        self._database = database
        self._closeout = closeout
        self._notices = notices

    def send(self, now: datetime) -> None:
        """Look at everybody who may own a duty, one transaction each: nobody waits for all."""
        with self._database.read() as work:
            people = work.closeout.possible_owners()
        for user_id in people:
            with self._database.write() as work:
                principal = work.accounts.principal(user_id)
                if principal is not None:
                    self._tell(work, principal, now)

    def _tell(self, work: Work, principal: Principal, now: datetime) -> None:
        last = now.date() + AHEAD
        for project, row in owned(work, self._closeout, principal):
            due = row.due_on
            if due is None or due > last:
                continue
            kind = "overdue" if row.overdue else "due"
            values = {"project": project.name, "duty": title_of(row), "due": due.isoformat()}
            notice = Notice(
                f"closeout_{kind}",
                Message(f"closeout.{kind}_notice", values),
                f"/projects/{project.code}/closeout#{row.id}",
                project_id=project.id,
                key=f"closeout_{kind}:{project.id}:{row.id}:{due.isoformat()}",
            )
            self._notices.post(work, [principal.user_id], notice)
