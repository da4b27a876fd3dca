"""The access review of a project: who keeps what access when it ends, and what is ended with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.access import Action, Principal, ProjectRole, Target, may, require, scope_of
from archive.domain.access_review import (
    AccessChoice,
    AccessDecision,
    Reviewed,
    leaves_a_manager,
    reviewed,
)
from archive.domain.closeout import Missing
from archive.domain.documents import Level
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.domain.surveys import Invitation
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.persistence.database import Database, Work
from archive.services.closeout.closing_conditions import in_all_languages
from archive.services.closeout.closing_registers import RegisterRow
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock
from archive.services.projects.projects import project_of
from archive.team_time import day_of
from archive.wording import say


@dataclass(frozen=True, slots=True)
class AccessWish:
    """What somebody decides about a member; `clearance` is what is left when it is reduced."""

    username: str
    choice: AccessChoice
    clearance: Level = Level.INTERNAL


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A member under review. `tokens`: how many of the account's bearer tokens still work."""

    reviewed: Reviewed
    tokens: int


@dataclass(frozen=True, slots=True)
class AccessView:
    """The review of a project; `links` are survey links nobody used yet, which the close ends."""

    project: Project
    rows: tuple[AccessRow, ...]
    links: tuple[Invitation, ...]
    past: tuple[AccessDecision, ...]

    @property
    def undecided(self) -> int:
        """How many members nobody has decided about."""
        return sum(row.reviewed.decision is None for row in self.rows)

    @property
    def waiting(self) -> int:
        """How many decisions would change something and are not applied yet."""
        decisions = (row.reviewed.decision for row in self.rows)
        return sum(
            d is not None and d.applied_at is None and d.choice is not AccessChoice.KEEP
            for d in decisions
        )


class AccessReviewService:
    """For the project's managers; it goes on after the close, when people leave the team."""

    name = "access"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, principal: Principal, code: str) -> AccessView:
        """Every member with role, clearance, tokens and what was decided; unused survey links."""
        with self._database.read() as work:
            return self._view(work, self._managed(work, principal, code))

    def shown_to(self, principal: Principal, project: Project) -> bool:
        """Whether somebody may review the access to a project."""
        return may(principal, Action.SET_MEMBERS, Target(project.id))

    def decide(
        self,
        principal: Principal,
        code: str,
        wishes: Sequence[AccessWish],
        *,
        at_once: bool = False,
    ) -> AccessView:
        """Decide about members, all of them or none; `at_once` also carries out what was decided.

        Raises:
            NotFound: no such project, or one of them is no member.
            ActionForbidden: the caller does not manage the project, or leaves more than they hold.
            InvalidInput: a reduction that takes nothing away.
            Conflict: nobody would manage the project any more.
        """
        with self._database.write() as work:
            project = self._managed(work, principal, code)
            rows = {row.member.username: row for row in self._rows(work, project)}
            for wish in wishes:
                if wish.username not in rows:
                    raise NotFound
                decision = self._decision(principal, project, rows[wish.username], wish)
                if decision is not None:
                    work.access_decisions.put(project.id, decision, principal.user_id)
                    details = {"user": decision.user_id, "decision": decision.choice.value}
                    note_of_project(
                        work, self._clock(), principal, project, "access_decided", details
                    )
            if not leaves_a_manager(self._rows(work, project)):
                raise Conflict(why="last_manager")
            if at_once:
                self._apply(work, principal, project)
            return self._view(work, project)

    # what the close asks, keeps and ends

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing, however many members are undecided."""
        del principal, today
        undecided = sum(row.decision is None for row in self._rows(work, project))
        if undecided:
            title = in_all_languages(Message("registers.access_left", {"n": undecided}))
            yield Missing("access:members", "access", title)

    def recorded(self, work: Work, project: Project) -> Iterator[RegisterRow]:
        """Who had what access, and what was decided by whom and when."""
        spoken = project.language
        for row in self._rows(work, project):
            member, decision = row.member, row.decision
            chosen = decision.choice.value if decision else "undecided"
            yield RegisterRow(
                values={
                    "member": member.display_name or member.username,
                    "role": say(spoken, f"ui.project_role_{member.role.value}"),
                    "clearance": say(spoken, f"ui.level_{member.clearance.key}"),
                    "decision": say(spoken, f"registers.access_{chosen}"),
                    "decided": f"{decision.by} {day_of(decision.at)}" if decision else "",
                }
            )

    def finish(self, work: Work, principal: Principal, project: Project) -> None:
        """Carry out every decision, and end the survey links nobody used."""
        self._apply(work, principal, project)
        ended = work.surveys.revoke_open(project.id, self._clock())
        if ended:
            note_of_project(
                work, self._clock(), principal, project, "survey_links_ended", {"links": ended}
            )

    # inside

    def _managed(self, work: Work, principal: Principal, code: str) -> Project:
        project = project_of(work, scope_of(principal), code)
        require(principal, Action.SET_MEMBERS, Target(project.id))
        return project

    def _rows(self, work: Work, project: Project) -> tuple[Reviewed, ...]:
        opened = [c.reopened_at for c in work.closings.of_project(project.id) if c.reopened_at]
        members = work.projects.members(project.id)
        decisions = work.access_decisions.of_project(project.id)
        return reviewed(members, decisions, max(opened, default=None))

    def _view(self, work: Work, project: Project) -> AccessView:
        rows = self._rows(work, project)
        inside = {row.member.user_id for row in rows}
        counts = work.access_decisions.token_counts(inside, self._clock())
        surveys = [survey.id for survey in work.surveys.of_project(project.id)]
        asked = work.surveys.invitations(surveys).values()
        links = tuple(i for each in asked for i in each if i.state == "waiting")
        decisions = work.access_decisions.of_project(project.id)
        return AccessView(
            project,
            tuple(AccessRow(row, counts.get(row.member.user_id, 0)) for row in rows),
            links,
            tuple(d for d in decisions if d.user_id not in inside),
        )

    def _decision(
        self, principal: Principal, project: Project, row: Reviewed, wish: AccessWish
    ) -> AccessDecision | None:
        """The decision to keep; None when it is the one that holds already."""
        member, before = row.member, row.decision
        left = member.clearance
        if wish.choice is AccessChoice.REDUCE:
            left = wish.clearance
            _require_less(principal, project, row, left)
        if before is not None and (before.choice, before.clearance) == (wish.choice, left):
            return None
        return AccessDecision(
            member.user_id,
            member.display_name,
            wish.choice,
            left,
            member.role,
            member.clearance,
            principal.display_name,
            self._clock(),
        )

    def _apply(self, work: Work, principal: Principal, project: Project) -> None:
        """Carry out what was decided and not done yet, in the transaction of the caller."""
        now, done = self._clock(), []
        for row in self._rows(work, project):
            member, decision, after = row.member, row.decision, row.after
            if decision is None or decision.applied_at is not None:
                continue
            done.append(member.user_id)
            details: dict[str, object] = {"user": member.user_id, "review": True}
            if after is None:
                work.projects.remove_member(project.id, member.user_id)
                note_of_project(work, self._clock(), principal, project, "member_removed", details)
            elif after != (member.role, member.clearance):
                role, clearance = after
                work.projects.set_member(project.id, member.user_id, role, clearance)
                details |= {"role": role.value, "clearance": clearance.key}
                note_of_project(work, self._clock(), principal, project, "member_set", details)
        work.access_decisions.set_applied(project.id, done, now)


def _require_less(principal: Principal, project: Project, row: Reviewed, left: Level) -> None:
    """A reduction takes something away, and leaves no more than the one who reduces holds."""
    member = row.member
    if left is Level.PUBLIC:
        raise InvalidInput(field="clearance", why="internal, confidential")
    same_role = member.role is ProjectRole.MEMBER
    reduced = row.decision is not None and row.decision.applied_at is not None
    if left > member.clearance or (same_role and left == member.clearance and not reduced):
        raise InvalidInput(field="decision", why="keep, remove")
    place = principal.membership(project.id)
    if place is None or left > place.clearance:
        raise ActionForbidden(action=Action.SET_MEMBERS.value)
