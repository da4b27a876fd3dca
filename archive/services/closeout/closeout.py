"""The closeout plan of a project: shown to its members, looked after by its managers and owners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from archive.domain.access import Action, Principal, Target, may, require, scope_of
from archive.domain.closeout import (
    SET_ASIDE,
    Closing,
    Gauge,
    Missing,
    RowNote,
)
from archive.domain.documents import CLASS_CODES, Document
from archive.domain.projects import Member, Project
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout_gaps import Gap, gaps_of
from archive.services.closeout.closeout_plan import Plan, PlanRow, gauges_of, plans_of, sees_class
from archive.services.closeout.closeout_said import (
    FIELDS,
    LONGEST_TEXT,
    MANAGED,
    checked_due,
    state_said,
    words_of,
)
from archive.services.closeout.closeout_templates import kinds
from archive.services.closeout.closing_conditions import (
    ClosingCondition,
    UndecidedFiles,
    missing_duties,
)
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.services.reviews.reviews import ReviewService
from archive.services.rules.rulebook import RuleBook
from archive.team_time import day_of

MOST_OWN_ROWS = 200


@dataclass(frozen=True, slots=True)
class CloseoutView:
    """A project's plan with its gaps and closes, all limited to the reader.

    `promised` are the papers the review found asked for and not there (its `missing`, with citations).
    """

    plan: Plan
    missing: tuple[Missing, ...]
    gaps: tuple[Gap, ...]
    promised: tuple[Mapping[str, Any], ...]
    documents: tuple[Document, ...]
    today: date
    members: tuple[Member, ...]
    closings: tuple[Closing, ...]
    may_edit: bool
    may_close: bool

    @property
    def project(self) -> Project:
        """Whose plan it is."""
        return self.plan.project


class CloseoutService:
    """Derived for each reader at each reading; only what people write is stored."""

    def __init__(
        self, database: Database, book: RuleBook, reviews: ReviewService, clock: Clock
    ) -> None:
        self._database = database
        self._book = book
        self._reviews = reviews
        self._clock = clock
        self.conditions: list[ClosingCondition] = [UndecidedFiles()]

    def today(self) -> date:
        """The day by which things are due or overdue."""
        return day_of(self._clock())

    # reading

    def get(self, principal: Principal, code: str) -> CloseoutView:
        """The plan of a project, for its members and for leads."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.SEE_CLOSEOUT, Target(project.id))
            return self.view(work, principal, project)

    def view(self, work: Work, principal: Principal, project: Project) -> CloseoutView:
        """The plan of a project inside a transaction; the caller may see it."""
        plan = self.plan(work, principal, project)
        documents = work.documents.of_project(scope_of(principal), project.id)
        target, open_ = Target(project.id), project.state == "open"
        return CloseoutView(
            plan=plan,
            missing=self.missing(work, principal, project, plan) if open_ else (),
            gaps=gaps_of(documents, principal, project, self._book.rules(), self.today()),
            promised=self._promised(work, principal, project),
            documents=documents,
            today=self.today(),
            members=work.projects.members(project.id),
            closings=work.closings.of_project(project.id),
            may_edit=open_ and may(principal, Action.EDIT_CLOSEOUT, target),
            may_close=may(principal, Action.CLOSE_PROJECT, target),
        )

    def _promised(
        self, work: Work, principal: Principal, project: Project
    ) -> tuple[Mapping[str, Any], ...]:
        """What contracts, minutes and people ask for by name; classes the rules ask for are duties."""
        stored = work.reviews.get(project.id)
        if stored is None:
            return ()
        content = self._reviews.view(work, principal, project, stored).content
        return tuple(gap for gap in content.get("missing") or () if gap.get("citations"))

    def missing(
        self, work: Work, principal: Principal, project: Project, plan: Plan
    ) -> tuple[Missing, ...]:
        """What stands in the way of the close: duties first, then, for closers, every condition."""
        found = list(missing_duties(plan))
        if may(principal, Action.CLOSE_PROJECT, Target(project.id)):
            for condition in self.conditions:
                found += condition.missing(work, principal, project, self.today())
        return tuple(found)

    def plan(self, work: Work, principal: Principal, project: Project) -> Plan:
        """The duties of one project as the caller sees them."""
        return self.plans(work, principal, (project,))[project.id]

    def plans(
        self, work: Work, principal: Principal, projects: Sequence[Project]
    ) -> Mapping[str, Plan]:
        """Project id -> plan, in five queries for any number of projects."""
        return plans_of(work, scope_of(principal), projects, self._book.rules(), self.today())

    def completeness(
        self, principal: Principal, projects: Sequence[Project]
    ) -> Mapping[str, Gauge]:
        """Project id -> gauge, for those of the projects whose plan the caller may see.

        `projects` are ones the caller may see already. The queries do not grow with their number.
        """
        shown = [p for p in projects if may(principal, Action.SEE_CLOSEOUT, Target(p.id))]
        if not shown:
            return {}
        with self._database.read() as work:
            scope = scope_of(principal)
            return gauges_of(work, scope, shown, self._book.rules(), self.today())

    # changing

    def change(
        self, principal: Principal, code: str, row_id: str, changes: Mapping[str, Any]
    ) -> PlanRow:
        """Change a duty: owner, due, standard, title (managers); state, reason, evidence (its owner too).

        Args:
            principal: a manager of the project, or the member the duty belongs to.
            code: the project.
            row_id: the duty.
            changes: some of `FIELDS`. `owner` is a username or None; `due` a `Due` or None; `evidence`
                the ids of documents the caller sees, in place of those the caller saw.

        Raises:
            NotFound: no such duty where the caller can see it.
            InvalidInput: a value that cannot be; a waiver without a reason; a class that is said to be
                done, which only filed documents can do.
            Conflict: `revision` is not the present one, or the project is closed.
        """
        if unknown := set(changes) - FIELDS:
            raise InvalidInput(field=sorted(unknown)[0], why=", ".join(sorted(FIELDS)))
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.SEE_CLOSEOUT, Target(project.id))
            row = _row(self.plan(work, principal, project), row_id)
            self._require_right(principal, project, row, changes)
            require_open(work, project.id)
            if changes.get("revision", row.revision) != row.revision:
                raise changed_meanwhile(work, said=work.closeout.last_said(project.id).get(row.id))
            self._apply(work, principal, project, row, changes)
            return _row(self.plan(work, principal, project), row_id)

    def add(
        self,
        principal: Principal,
        code: str,
        title: str,
        class_key: str | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> PlanRow:
        """Add a duty of this project's own; with a class it is met by filed documents of it."""
        words = words_of("title", title, 200)
        if words is None:
            raise InvalidInput(field="title", why="1-200")
        with self._database.write() as work:
            project = self._managed(work, principal, code)
            if class_key is not None and not self._may_ask(principal, project, class_key):
                raise InvalidInput(field="class", why=", ".join(CLASS_CODES))
            if len(work.closeout.notes([project.id]).get(project.id, {})) >= MOST_OWN_ROWS:
                raise Conflict(why="closeout_too_many")
            note = RowNote(new_id(), title=words, class_key=class_key)
            work.closeout.put_note(project.id, note, principal.user_id, self._clock())
            details = {"row": note.key, "title": words}
            note_of_project(work, self._clock(), principal, project, "closeout_row_added", details)
            row = _row(self.plan(work, principal, project), note.key)
            if changes:
                self._apply(work, principal, project, row, changes)
            return _row(self.plan(work, principal, project), note.key)

    def set_kind(self, principal: Principal, code: str, kind: str) -> Plan:
        """Make the plan for another kind of project; what people wrote on shared duties stays."""
        if kind not in kinds():
            raise InvalidInput(field="kind", why=", ".join(kinds()))
        with self._database.write() as work:
            project = self._managed(work, principal, code)
            work.closeout.set_kind(project.id, kind, principal.user_id, self._clock())
            note_of_project(
                work, self._clock(), principal, project, "closeout_kind_set", {"kind": kind}
            )
            return self.plan(work, principal, project)

    # inside

    def _apply(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        row: PlanRow,
        changes: Mapping[str, Any],
    ) -> None:
        """Keep what was said of a duty, with its evidence and its entry in the log."""
        before = work.closeout.notes([project.id]).get(project.id, {}).get(row.id)
        after = self._changed(work, project, row, before or RowNote(row.id), changes)
        work.closeout.put_note(project.id, after, principal.user_id, self._clock())
        if "evidence" in changes:
            self._relink(work, principal, project, row, changes["evidence"])
        fields = sorted(set(changes) - {"revision"})
        details: dict[str, object] = {"row": row.id, "fields": fields}
        if after.state is not None and "state" in changes:
            details |= {"state": after.state.value, "reason": after.reason}
        note_of_project(work, self._clock(), principal, project, "closeout_changed", details)

    def _managed(self, work: Work, principal: Principal, code: str) -> Project:
        project = project_of(work, scope_of(principal), code)
        require(principal, Action.EDIT_CLOSEOUT, Target(project.id))
        require_open(work, project.id)
        return project

    def _may_ask(self, principal: Principal, project: Project, class_key: str) -> bool:
        scope = scope_of(principal)
        known = class_key in CLASS_CODES
        return known and sees_class(self._book.rules(), scope, project, class_key)

    def _require_right(
        self, principal: Principal, project: Project, row: PlanRow, changes: Mapping[str, Any]
    ) -> None:
        """Managers change everything; whoever owns a duty says how far it is, but never waives it."""
        if may(principal, Action.EDIT_CLOSEOUT, Target(project.id)):
            return
        own = row.owner is not None and row.owner.user_id == principal.user_id
        waives = changes.get("state") in {state.value for state in SET_ASIDE}
        if not own or waives or MANAGED & set(changes):
            raise ActionForbidden(action=Action.EDIT_CLOSEOUT.value)

    def _changed(
        self,
        work: Work,
        project: Project,
        row: PlanRow,
        note: RowNote,
        changes: Mapping[str, Any],
    ) -> RowNote:
        values: dict[str, Any] = {}
        if "title" in changes:
            values["title"] = words_of("title", changes["title"], 200)
            if row.duty.own and values["title"] is None:
                raise InvalidInput(field="title", why="1-200")
        if "standard" in changes:
            values["standard"] = words_of("standard", changes["standard"], LONGEST_TEXT)
        if "owner" in changes:
            values["owner"] = self._owner(work, project, changes["owner"])
        if "due" in changes:
            values["due"] = checked_due(changes["due"])
        if "state" in changes or "reason" in changes:
            values |= state_said(row, note, changes)
        return replace(note, **values)

    def _owner(self, work: Work, project: Project, username: str | None) -> str | None:
        if username is None:
            return None
        members = work.projects.members(project.id)
        found = next((m for m in members if m.username == username), None)
        if found is None:
            raise InvalidInput(field="owner", why="unknown")
        return found.user_id

    def _relink(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        row: PlanRow,
        wanted: Sequence[str],
    ) -> None:
        """Put the documents in place of those the caller sees; links hidden from the caller stay."""
        found = work.documents.get_many(scope_of(principal), set(wanted))
        if any(key not in found or found[key].project != project.id for key in wanted):
            raise InvalidInput(field="evidence", why="document")
        seen = {evidence.document for evidence in row.evidence}
        work.closeout.unlink(project.id, row.id, seen - set(wanted))
        known = work.closeout.linked_ids(project.id, row.id)
        work.closeout.link(project.id, row.id, sorted(set(wanted) - known))


def _row(plan: Plan, row_id: str) -> PlanRow:
    found = next((row for row in plan.rows if row.id == row_id), None)
    if found is None:
        raise NotFound
    return found
