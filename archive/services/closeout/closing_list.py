"""The closing list of a project: a ready list for its kind, what people wrote on it, asked for by the close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from archive.domain.access import AccessScope, Action, Principal, Target, may, require, scope_of
from archive.domain.closeout import Missing
from archive.domain.closing_list import (
    ReadyThing,
    Thing,
    ThingKind,
    ThingNote,
    ThingState,
    things_of,
)
from archive.domain.documents import Document
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Member, Project
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout_templates import DEFAULT_KIND, due_of, kind_of
from archive.services.closeout.closing_record import whole_scope
from archive.services.closeout.closing_registers import RegisterRow
from archive.services.documents.register_fields import (
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
from archive.team_time import day_of
from archive.wording import say

MOST_ROWS = 300
LONGEST_NAME = 200
MOST_NAMED = 4
"""Names in the one sentence of what is open."""
FIELDS = frozenset({"name", "kind", "owner", "due", "state", "note", "proof"})
OF_OWNER = frozenset({"state", "note", "proof", "revision"})
"""What the member a row belongs to says of it."""


@dataclass(frozen=True, slots=True)
class ClosingList:
    """The list as one reader may know it."""

    project: Project
    rows: tuple[Thing, ...]
    documents: Mapping[str, Document]
    members: tuple[Member, ...]
    may_edit: bool

    @property
    def open(self) -> int:
        """How many rows nothing was done about."""
        return sum(row.state is ThingState.OPEN for row in self.rows)


@cache
def ready_lists() -> Mapping[str, tuple[ReadyThing, ...]]:
    """Kind of project -> its ready list, read once from the package."""
    text = resources.files(__package__).joinpath("closing_list.yaml").read_text("utf-8")
    data = yaml.safe_load(text)

    def read(rows: Mapping[str, Any]) -> tuple[ReadyThing, ...]:
        return tuple(
            ReadyThing(key, ThingKind(row["kind"]), due_of(row["due"])) for key, row in rows.items()
        )

    common = read(data["common"])
    return {kind: (*read(rows), *common) for kind, rows in data["kinds"].items()}


def listed_things(
    project: Project,
    kind: str | None,
    notes: Iterable[ThingNote],
    today: date,
    visible: Callable[[str], bool],
) -> tuple[Thing, ...]:
    """The rows of a project, of the ready list of its kind (None: of what it looks like) and by hand."""
    lists = ready_lists()
    ready = lists.get(kind or kind_of(project), lists[DEFAULT_KIND])
    runs = (project.started_on, project.ended_on)
    return things_of([(t, _names(t)) for t in ready], notes, runs, today, visible)


class ClosingListService:
    """For members of the project; managers look after it, each row's owner says what became of it."""

    name = "closing_list"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, principal: Principal, code: str) -> ClosingList:
        """The list of today."""
        with self._database.read() as work:
            return self._list(work, principal, self._shown(work, principal, code))

    def change(
        self, principal: Principal, code: str, key: str, changes: Mapping[str, Any]
    ) -> Thing:
        """Say what became of a row, or change who has it and by when.

        Args:
            principal: a manager; of state, note and proof also the member the row belongs to.
            code: the project.
            key: the row.
            changes: some of `FIELDS` and `revision`. `owner` is a username or None, `due` a day or
                None, `proof` the id of a document the caller sees, or None; `name` and `kind` only of
                rows added by hand.

        Raises:
            InvalidInput: a value that cannot be; something done without a note and without a proof.
            Conflict: `revision` is not the present one, or the project is closed.
        """
        require_known(changes, FIELDS | {"revision"})
        with self._database.write() as work:
            project = self._shown(work, principal, code)
            row = _row(self._list(work, principal, project).rows, key)
            own = row.owner == principal.user_id and not set(changes) - OF_OWNER
            if not own:
                require(principal, Action.EDIT_CLOSEOUT, Target(project.id))
            require_open(work, project.id)
            if changes.get("revision", row.revision) != row.revision:
                raise changed_meanwhile(
                    work, said=work.closing_list.last_said(project.id).get(row.key)
                )
            known = {note.key: note for note in work.closing_list.of_project(project.id)}
            note = known.get(key) or ThingNote(key, row.kind)
            note = self._changed(work, principal, project, note, changes)
            work.closing_list.put(project.id, note, principal.user_id, self._clock())
            details = {"row": key, "fields": sorted(set(changes) - {"revision"})}
            details["state"] = [note.state.value]
            note_of_project(
                work, self._clock(), principal, project, "closing_list_changed", details
            )
            return _row(self._list(work, principal, project).rows, key)

    def add(
        self, principal: Principal, code: str, name: str, changes: Mapping[str, Any] | None = None
    ) -> Thing:
        """Add a row by hand; `changes` as in `change`."""
        words = needed_line("name", name, LONGEST_NAME)
        with self._database.write() as work:
            project = self._shown(work, principal, code)
            require(principal, Action.EDIT_CLOSEOUT, Target(project.id))
            require_open(work, project.id)
            if len(work.closing_list.of_project(project.id)) >= MOST_ROWS:
                raise Conflict(why="closeout_too_many")
            note = ThingNote(new_id(), ThingKind.OTHER, words)
            require_known(changes or {}, FIELDS)
            note = self._changed(work, principal, project, note, changes or {})
            work.closing_list.put(project.id, note, principal.user_id, self._clock())
            note_of_project(
                work, self._clock(), principal, project, "closing_list_added", {"row": [note.key]}
            )
            return _row(self._list(work, principal, project).rows, note.key)

    def shown_to(self, principal: Principal, project: Project) -> bool:
        """The list is for members."""
        return principal.membership(project.id) is not None

    # what the close asks, keeps and ends

    def missing(
        self, work: Work, principal: Principal, project: Project, today: date
    ) -> Iterator[Missing]:
        """One thing, however many rows are open; due when the first of them is."""
        rows = self._rows(work, scope_of(principal), project)
        left = [row for row in rows if row.state is ThingState.OPEN]
        if not left:
            return
        due = min((row.due for row in left if row.due), default=None)
        yield Missing(
            id="list:open",
            kind="closing_list",
            title={language: _sentence(left, language) for language in LANGUAGES},
            due=due,
            overdue=due is not None and due < today,
        )

    def recorded(self, work: Work, project: Project) -> Iterator[RegisterRow]:
        """Every row with what became of it; who proves it is told to those who see the document."""
        names = {m.user_id: m.display_name or m.username for m in work.projects.members(project.id)}
        spoken = project.language
        for row in self._rows(work, whole_scope(project.id), project):
            yield RegisterRow(
                values={
                    "thing": row.name[spoken],
                    "kind": say(spoken, f"closing_list.kind_{row.kind.value}"),
                    "state": say(spoken, f"closing_list.state_{row.state.value}"),
                    "note": row.note,
                    "owner": names.get(row.owner or "", ""),
                },
                papers=(row.proof,) if row.proof else (),
            )

    def finish(self, work: Work, principal: Principal, project: Project) -> None:
        """A close changes nothing in the list."""

    # inside

    def _shown(self, work: Work, principal: Principal, code: str) -> Project:
        project = project_of(work, scope_of(principal), code)
        if not self.shown_to(principal, project):
            raise ActionForbidden(action="see_closing_list")
        return project

    def _list(self, work: Work, principal: Principal, project: Project) -> ClosingList:
        scope = scope_of(principal)
        documents = {d.id: d for d in work.documents.of_project(scope, project.id)}
        target, open_ = Target(project.id), project.state == "open"
        return ClosingList(
            project,
            self._rows(work, scope, project),
            documents,
            work.projects.members(project.id),
            open_ and may(principal, Action.EDIT_CLOSEOUT, target),
        )

    def _rows(self, work: Work, scope: AccessScope, project: Project) -> tuple[Thing, ...]:
        kind = work.closeout.kinds([project.id]).get(project.id)
        notes = work.closing_list.of_project(project.id)
        proofs = {note.proof for note in notes if note.proof}
        visible = work.documents.get_many(scope, proofs)
        today = day_of(self._clock())
        return listed_things(project, kind, notes, today, visible.__contains__)

    def _changed(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        note: ThingNote,
        changes: Mapping[str, Any],
    ) -> ThingNote:
        values: dict[str, Any] = {}
        if "name" in changes or "kind" in changes:
            values |= _own_words(note, changes)
        if "owner" in changes:
            values["owner"] = member_named(work, project, changes["owner"])
        if "due" in changes:
            values["due_on"] = changes["due"]
        if "note" in changes:
            values["note"] = line("note", changes["note"])
        if "state" in changes:
            values["state"] = _state(changes["state"])
        if "proof" in changes:
            values["proof"] = _proof(work, principal, project, note, changes["proof"])
        after = replace(note, **values)
        if after.state is not ThingState.OPEN and not (after.note or after.proof):
            raise InvalidInput(field="note", why="1-500")
        return after


def _row(rows: Sequence[Thing], key: str) -> Thing:
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise NotFound
    return found


def _names(thing: ReadyThing) -> dict[str, str]:
    return {language: say(language, f"closing_list.thing_{thing.key}") for language in LANGUAGES}


def _sentence(left: Sequence[Thing], language: str) -> str:
    names = [row.name[language] for row in left[:MOST_NAMED]]
    more = ["…"] if len(left) > MOST_NAMED else []
    joined = (", " if language == "en" else "、").join([*names, *more])
    return say(language, "closing_list.left", n=len(left), names=joined)


def _own_words(note: ThingNote, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Name and kind of a row added by hand; those of a ready row are the list's."""
    if note.name is None:
        raise InvalidInput(field="name", why="ready")
    values: dict[str, Any] = {}
    if "name" in changes:
        values["name"] = needed_line("name", changes["name"], LONGEST_NAME)
    if "kind" in changes:
        kinds = {kind.value: kind for kind in ThingKind}
        if changes["kind"] not in kinds:
            raise InvalidInput(field="kind", why=", ".join(kinds))
        values["kind"] = kinds[changes["kind"]]
    return values


def _state(value: object) -> ThingState:
    states = {state.value: state for state in ThingState}
    if value not in states:
        raise InvalidInput(field="state", why=", ".join(states))
    return states[str(value)]


def _proof(
    work: Work, principal: Principal, project: Project, note: ThingNote, wanted: str | None
) -> str | None:
    """The document named, if the caller sees it; one hidden from the caller is not taken away."""
    scope = scope_of(principal)
    if wanted is None:
        hidden = note.proof is not None and work.documents.get(scope, note.proof) is None
        return note.proof if hidden else None
    found = work.documents.get(scope, wanted)
    if found is None or found.project != project.id:
        raise InvalidInput(field="proof", why="document")
    return wanted
