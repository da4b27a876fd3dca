"""The clause checklist of a project: drafted from its review, judged by people, asked for by the close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from archive.domain.access import (
    Action,
    Membership,
    Principal,
    ProjectRole,
    Role,
    Target,
    may,
    require,
    scope_of,
)
from archive.domain.clauses import (
    NEEDS_WORDS,
    Clause,
    ClauseKind,
    ClauseNote,
    ClauseState,
    Draft,
    drafts_of,
    rows_of,
)
from archive.domain.closeout import Missing
from archive.domain.documents import Document, Level
from archive.domain.messages import Message
from archive.domain.projects import Member, Project
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout_plan import sees_class
from archive.services.closeout.closing_conditions import in_all_languages
from archive.services.closeout.closing_registers import RegisterRow
from archive.services.documents.register_fields import (
    LONGEST,
    line,
    member_named,
    needed_line,
    require_known,
)
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.services.reviews.reviews import ReviewService
from archive.services.rules.rulebook import RuleBook
from archive.wording import say

CONTRACT = "contract"
MOST_ROWS = 300
FIELDS = frozenset({"state", "delivered", "remedy", "evidence", "owner", "text", "promised"})
OF_OWNER = frozenset({"state", "delivered", "remedy", "evidence"})
"""What the person a clause belongs to says of it."""


@dataclass(frozen=True, slots=True)
class ClauseList:
    """A checklist as one reader may know it. `built`: there is a review to draft it from."""

    project: Project
    rows: tuple[Clause, ...]
    documents: Mapping[str, Document]
    members: tuple[Member, ...]
    may_edit: bool
    built: bool

    @property
    def open(self) -> int:
        """How many rows something is left to do about."""
        return sum(not row.settled for row in self.rows)


class ClauseService:
    """For members who see contracts; to anybody else "no clause" could not be told from "hidden"."""

    name = "clauses"

    def __init__(
        self, database: Database, book: RuleBook, reviews: ReviewService, clock: Clock
    ) -> None:
        self._database = database
        self._book = book
        self._reviews = reviews
        self._clock = clock

    def list(self, principal: Principal, code: str) -> ClauseList:
        """The checklist of today.

        Raises:
            NotFound: no such project where the caller can see it.
            ActionForbidden: the caller is no member who sees contracts.
        """
        with self._database.read() as work:
            return self._list(work, principal, self._shown(work, principal, code))

    def shown_to(self, principal: Principal, project: Project) -> bool:
        """Whether there is a checklist for somebody; follows from rights alone, not from what is filed."""
        inside = principal.membership(project.id) is not None
        return inside and sees_class(self._book.rules(), scope_of(principal), project, CONTRACT)

    def change(
        self, principal: Principal, code: str, key: str, changes: Mapping[str, Any]
    ) -> Clause:
        """Say how far a clause was kept, by what evidence, and what is done about it.

        Args:
            principal: a manager or legal member; of state, delivered, remedy and evidence also the
                member the clause belongs to.
            code: the project.
            key: the clause.
            changes: some of `FIELDS` and `revision`. `owner` is a username or None; `evidence` the ids
                of documents the caller sees, in place of those the caller saw; `text` and `promised`
                only of rows added by hand. None gives back what is drafted.

        Raises:
            NotFound: no such clause where the caller can see it.
            InvalidInput: a value that cannot be; a state that needs a remedy or a reason without one.
            Conflict: `revision` is not the present one, or the project is closed.
        """
        require_known(changes, FIELDS | {"revision"})
        with self._database.write() as work:
            project = self._shown(work, principal, code)
            row = _row(self._list(work, principal, project).rows, key)
            _require_right(principal, project, row, changes)
            require_open(work, project.id)
            if changes.get("revision", row.revision) != row.revision:
                raise changed_meanwhile(work, said=work.clauses.last_said(project.id).get(row.key))
            draft = next((d for d in self._drafts(work, principal, project) if d.key == key), None)
            before = next((n for n in work.clauses.of_project(project.id) if n.key == key), None)
            note = before or _noted(draft)
            note = self._changed(work, project, row, note, draft, changes)
            work.clauses.put(project.id, note, principal.user_id, self._clock())
            if "evidence" in changes:
                self._relink(work, principal, project, row, changes["evidence"])
            fields = sorted(set(changes) - {"revision"})
            details: dict[str, object] = {"clause": key, "fields": fields}
            if "state" in changes:
                details["state"] = note.state.value if note.state else None
            note_of_project(work, self._clock(), principal, project, "clause_changed", details)
            return _row(self._list(work, principal, project).rows, key)

    def add(
        self,
        principal: Principal,
        code: str,
        text: str,
        kind: ClauseKind = ClauseKind.OBLIGATION,
        contract: str | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> Clause:
        """Add a clause by hand; with a contract it is shown to those who may open that one."""
        words = needed_line("text", text)
        with self._database.write() as work:
            project = self._shown(work, principal, code)
            require(principal, Action.EDIT_CLAUSES, Target(project.id))
            require_open(work, project.id)
            if contract is not None:
                found = work.documents.get(scope_of(principal), contract)
                if found is None or found.project != project.id or found.class_key != CONTRACT:
                    raise InvalidInput(field="contract", why="document")
            if len(work.clauses.of_project(project.id)) >= MOST_ROWS:
                raise Conflict(why="closeout_too_many")
            note = ClauseNote(new_id(), kind, contract, words, "", own=True)
            work.clauses.put(project.id, note, principal.user_id, self._clock())
            note_of_project(
                work, self._clock(), principal, project, "clause_added", {"clause": note.key}
            )
        return self.change(principal, code, note.key, changes or {})

    # what the close asks

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing for each contract with clauses that are not settled."""
        del today
        if not self.shown_to(principal, project):
            return
        shown = self._list(work, principal, project)
        left: dict[str, list[Clause]] = {}
        for row in shown.rows:
            if not row.settled:
                left.setdefault(row.contract or "", []).append(row)
        for contract, rows in left.items():
            known = shown.documents.get(contract)
            values = {"n": len(rows), "name": known.title or known.name if known else ""}
            key = "registers.clauses_of_left" if known else "registers.clauses_left"
            yield Missing(
                id=f"clauses:{contract or 'own'}",
                kind="clauses",
                title=in_all_languages(Message(key, values)),
                classes=(CONTRACT,),
                sources=tuple(sorted({s for row in rows for s in row.sources})),
            )

    def recorded(self, work: Work, project: Project) -> Iterator[RegisterRow]:
        """The whole checklist as it stands, for the closing record."""
        shown = self._list(work, _whole_reader(project.id), project)
        names = {m.user_id: m.display_name or m.username for m in shown.members}
        for row in shown.rows:
            yield RegisterRow(
                values={
                    "clause": row.text,
                    "promised": row.promised,
                    "delivered": row.delivered,
                    "state": say(project.language, f"registers.clause_{row.state.value}"),
                    "remedy": row.remedy,
                    "owner": names.get(row.owner or "", ""),
                },
                classes=(CONTRACT,),
                sources=tuple(sorted(row.sources)),
                papers=row.evidence,
            )

    def finish(self, work: Work, principal: Principal, project: Project) -> None:
        """A close changes nothing in the checklist."""

    # inside

    def _shown(self, work: Work, principal: Principal, code: str) -> Project:
        project = project_of(work, scope_of(principal), code)
        if not self.shown_to(principal, project):
            raise ActionForbidden(action="see_clauses")
        return project

    def _list(self, work: Work, principal: Principal, project: Project) -> ClauseList:
        visible = work.documents.of_project(scope_of(principal), project.id)
        documents = {document.id: document for document in visible}
        stored = work.reviews.get(project.id)
        drafts = self._drafts(work, principal, project)
        rows = rows_of(drafts, work.clauses.of_project(project.id), documents.__contains__)
        can = project.state == "open" and may(principal, Action.EDIT_CLAUSES, Target(project.id))
        members = work.projects.members(project.id)
        built = stored is not None and stored.built_at is not None
        return ClauseList(project, rows, documents, members, can, built)

    def _drafts(self, work: Work, principal: Principal, project: Project) -> Sequence[Draft]:
        stored = work.reviews.get(project.id)
        if stored is None:
            return ()
        return drafts_of(self._reviews.view(work, principal, project, stored).content)

    def _changed(
        self,
        work: Work,
        project: Project,
        row: Clause,
        note: ClauseNote,
        draft: Draft | None,
        changes: Mapping[str, Any],
    ) -> ClauseNote:
        values: dict[str, Any] = {}
        for name in ("delivered", "remedy"):
            if name in changes:
                values[name] = line(name, changes[name])
        if "owner" in changes:
            values["owner"] = member_named(work, project, changes["owner"])
        values |= _own_words(row, changes)
        if "state" in changes:
            values["state"] = _state(changes["state"])
        remedy = values.get("remedy", note.remedy)
        state = values.get("state", note.state)
        if state in NEEDS_WORDS and not remedy and {"state", "remedy"} & set(changes):
            raise InvalidInput(field="remedy", why=f"1-{LONGEST}")
        if draft is not None:
            values |= {
                "text": draft.text,
                "promised": draft.promised,
                "drafted": draft.delivered,
                "basis": draft.basis,
                "documents": tuple(sorted(draft.documents)),
            }
        return replace(note, **values)

    def _relink(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        row: Clause,
        wanted: Sequence[str],
    ) -> None:
        """Put the documents in place of those the caller sees; links hidden from the caller stay."""
        found = work.documents.get_many(scope_of(principal), set(wanted))
        if any(key not in found or found[key].project != project.id for key in wanted):
            raise InvalidInput(field="evidence", why="document")
        notes = work.clauses.of_project(project.id)
        known = {d for note in notes if note.key == row.key for d in note.evidence}
        gone = set(row.evidence) - set(wanted)
        work.clauses.relink(project.id, row.key, gone, set(wanted) - known)


def _whole_reader(project_id: str) -> Principal:
    """Somebody cleared for everything in one project, for the record that is kept whole."""
    place = Membership(project_id, ProjectRole.MANAGER, Level.RESTRICTED)
    return Principal("", "", Role.MEMBER, (place,))


def _row(rows: Sequence[Clause], key: str) -> Clause:
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise NotFound
    return found


def _noted(draft: Draft | None) -> ClauseNote:
    if draft is None:
        raise NotFound
    return ClauseNote(draft.key, draft.kind, draft.contract, draft.text, draft.promised, own=False)


def _require_right(
    principal: Principal, project: Project, row: Clause, changes: Mapping[str, Any]
) -> None:
    if may(principal, Action.EDIT_CLAUSES, Target(project.id)):
        return
    if row.owner != principal.user_id or set(changes) - OF_OWNER - {"revision"}:
        raise ActionForbidden(action=Action.EDIT_CLAUSES.value)


def _own_words(row: Clause, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a row added by hand; those of a contract are the contract's."""
    values: dict[str, Any] = {}
    for name in {"text", "promised"} & set(changes):
        if not row.own:
            raise InvalidInput(field=name, why="drafted")
        values[name] = line(name, changes[name]) or ""
    if values.get("text") == "":
        raise InvalidInput(field="text", why=f"1-{LONGEST}")
    return values


def _state(value: object) -> ClauseState | None:
    if value is None:
        return None
    states = {state.value: state for state in ClauseState}
    if value not in states:
        raise InvalidInput(field="state", why=", ".join(states))
    return states[str(value)]
