"""The duties somebody owns across projects: what a calendar shows and reminders are sent of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archive.domain.access import Principal, scope_of
from archive.domain.closeout import Standing
from archive.domain.closing_list import ThingState
from archive.domain.messages import LANGUAGES, Message
from archive.domain.notices import Notice
from archive.domain.projects import Project
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closeout_plan import Plan, PlanRow
from archive.services.closeout.closing_list import listed_things
from archive.services.operations.notices import NoticeService
from archive.team_time import day_of
from archive.wording import say

AHEAD = timedelta(days=7)
"""How long before its day an owner is told of a duty."""
MOST_PROJECTS = 1000


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """Something one account has to do for a close by a day.

    `key` is its name across projects, `place` where it is shown, behind the project's address. `title`
    and `text` are for every language, `said` is the title where the language is not known yet.
    """

    project: Project
    key: str
    place: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    said: Message | str | tuple[Message, ...]
    due: date
    overdue: bool


def owned(work: Work, closeout: CloseoutService, principal: Principal) -> tuple[OwnDuty, ...]:
    """What the principal has yet to do in open projects and has a day for, the soonest first.

    Duties of the plan, and rows of the closing list: each of whoever is named, else of the role it
    falls to, in the end a manager.
    """
    projects, _ = work.projects.find(
        scope_of(principal), "", "open", principal.user_id, 0, MOST_PROJECTS
    )
    if not projects:
        return ()
    found = [
        *_of_plans(closeout.plans(work, principal, projects).values(), principal.user_id),
        *_of_lists(work, projects, principal.user_id, closeout.today()),
    ]
    return tuple(sorted(found, key=lambda duty: (duty.due, duty.project.code, duty.key)))


def _of_plans(plans: Iterable[Plan], user_id: str) -> Iterator[OwnDuty]:
    for plan in plans:
        for row in plan.rows:
            waits = row.standing in (Standing.MISSING, Standing.TO_CONFIRM)
            if waits and row.due_on and row.owner and row.owner.user_id == user_id:
                yield OwnDuty(
                    project=plan.project,
                    key=row.id,
                    place=f"closeout#{row.id}",
                    title=row.title,
                    text=row.standard,
                    said=_said(row),
                    due=row.due_on,
                    overdue=row.overdue,
                )


def _of_lists(
    work: Work, projects: Sequence[Project], user_id: str, today: date
) -> Iterator[OwnDuty]:
    """Rows of the closing lists; three queries for all projects. What proves a row is not told."""
    ids = [project.id for project in projects]
    kinds, notes = work.closeout.kinds(ids), work.closing_list.of_projects(ids)
    members = work.closeout.members(ids)
    for project in projects:
        there = [member.user_id for member in members.get(project.id, ())]
        rows = listed_things(
            project, kinds.get(project.id), notes.get(project.id, ()), today, lambda _proof: False
        )
        for row in rows:
            owner = row.owner if row.owner in there else next(iter(there), None)
            if row.state is ThingState.OPEN and row.due and owner == user_id:
                yield OwnDuty(
                    project=project,
                    key=f"list-{row.key}",
                    place=f"closing-list#{row.key}",
                    title=row.name,
                    text={to: say(to, f"closing_list.kind_{row.kind.value}") for to in LANGUAGES},
                    said=row.name["en"] if row.own else Message(f"closing_list.thing_{row.key}"),
                    due=row.due,
                    overdue=row.overdue,
                )


def _said(row: PlanRow) -> Message | str | tuple[Message, ...]:
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
        last = day_of(now) + AHEAD
        for duty in owned(work, self._closeout, principal):
            if duty.due > last:
                continue
            kind, project, due = "overdue" if duty.overdue else "due", duty.project, duty.due
            values = {"project": project.name, "duty": duty.said, "due": due.isoformat()}
            notice = Notice(
                f"closeout_{kind}",
                Message(f"closeout.{kind}_notice", values),
                f"/projects/{project.code}/{duty.place}",
                project_id=project.id,
                key=f"closeout_{kind}:{project.id}:{duty.key}:{due.isoformat()}",
            )
            self._notices.post(work, [principal.user_id], notice)
