"""The duties of projects as one reader sees them: template, what people wrote, what is filed.

Every list of projects costs the same handful of queries, however many projects there are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.domain.access import AccessScope, document_tokens
from archive.domain.closeout import (
    Due,
    Duty,
    Evidence,
    Filed,
    Gauge,
    RowNote,
    RowState,
    Standing,
    gauge_of,
    is_overdue,
    issued_for,
    shown_state,
    standing_of,
)
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Member, Project
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.services.closeout.closeout_templates import (
    duties_of,
    kind_of,
    own_duty,
    standards_of,
    titles_of,
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A duty as its reader sees it.

    `title` and `standard` in every language. `filed` counts the issued documents that meet it,
    `evidence` are those linked by hand. `revision` changes whenever anything the reader sees of the
    row does, and with nothing else: it tells nothing of evidence hidden from the reader.
    """

    duty: Duty
    title: Mapping[str, str]
    standard: Mapping[str, str]
    owner: Member | None
    chosen_owner: bool
    due: Due
    due_on: date | None
    state: RowState
    standing: Standing
    overdue: bool
    reason: str | None
    filed: int
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """The row's name inside its project."""
        return self.duty.key

    @property
    def revision(self) -> str:
        """Twelve letters that stand for everything the reader sees of it."""
        seen: list[Any] = [
            dict(self.title), dict(self.standard), self.owner.user_id if self.owner else None,
            str(self.due), self.state.value, self.reason, self.filed,
            [e.document for e in self.evidence],
        ]  # fmt: skip
        text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Plan:
    """A project's duties as one reader sees them."""

    project: Project
    kind: str
    rows: tuple[PlanRow, ...]
    gauge: Gauge


def plans_of(
    work: Work, scope: AccessScope, projects: Sequence[Project], rules: Rules, today: date
) -> dict[str, Plan]:
    """Project id -> plan as a scope sees it."""
    members = work.closeout.members([project.id for project in projects])
    found = {}
    for kind, reader in _readers(work, scope, projects, rules, today):
        rows = reader.rows(members.get(reader.project.id, ()))
        gauge = gauge_of(((row.standing, row.due_on) for row in rows), today)
        found[reader.project.id] = Plan(reader.project, kind, rows, gauge)
    return found


def gauges_of(
    work: Work, scope: AccessScope, projects: Sequence[Project], rules: Rules, today: date
) -> dict[str, Gauge]:
    """Project id -> gauge as a scope sees it: what the plan says, without its words and owners."""
    return {
        reader.project.id: gauge_of(map(reader.stands, reader.duties), today)
        for _, reader in _readers(work, scope, projects, rules, today)
    }


def waived_duties(
    work: Work, scope: AccessScope, project: Project, rules: Rules
) -> list[tuple[Duty, RowNote, Mapping[str, str]]]:
    """The duties of the plan that people waived, with what they wrote and the titles by language.

    Asks for no document: a duty is waived by word alone, whatever is filed.
    """
    own = work.closeout.notes([project.id]).get(project.id, {})
    if not any(note.state is RowState.WAIVED for note in own.values()):
        return []
    kind = work.closeout.kinds([project.id]).get(project.id) or kind_of(project)
    return [
        (duty, note, _titles(duty, note, rules))
        for duty in _shown(duties_of(kind, rules), own, rules, scope, project)
        if (note := own.get(duty.key)) and note.state is RowState.WAIVED
    ]


def _readers(
    work: Work, scope: AccessScope, projects: Sequence[Project], rules: Rules, today: date
) -> Iterator[tuple[str, _Reader]]:
    """Each project with the kind of its plan and everything its duties stand on."""
    ids = [project.id for project in projects]
    kinds = work.closeout.kinds(ids)
    notes = work.closeout.notes(ids)
    filed = work.closeout.filed(scope, ids)
    asked: dict[str, tuple[Duty, ...]] = {}
    for project in projects:
        kind = kinds.get(project.id) or kind_of(project)
        if kind not in asked:
            asked[kind] = duties_of(kind, rules)
        own = notes.get(project.id, {})
        duties = _shown(asked[kind], own, rules, scope, project)
        yield kind, _Reader(project, rules, filed[project.id], own, duties, today)


def _shown(
    duties: Sequence[Duty],
    notes: Mapping[str, RowNote],
    rules: Rules,
    scope: AccessScope,
    project: Project,
) -> tuple[Duty, ...]:
    """The duties of the kind and the project's own, of the classes the reader would see."""
    known = {duty.key for duty in duties}
    own = (own_duty(n.key, n.class_key) for k, n in notes.items() if n.title and k not in known)
    return tuple(
        duty
        for duty in (*duties, *own)
        if all(sees_class(rules, scope, project, key) for key in duty.classes)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """One project, seen by one reader on one day."""

    project: Project
    rules: Rules
    filed: Filed
    notes: Mapping[str, RowNote]
    duties: tuple[Duty, ...]
    today: date

    def stands(self, duty: Duty) -> tuple[Standing, date | None]:
        """Where a duty stands, and the day it is due."""
        note = self.notes.get(duty.key)
        due = (note.due if note else None) or duty.due
        day = due.day(self.project.started_on, self.project.ended_on)
        return standing_of(duty, note, self.filed), day

    def rows(self, members: Sequence[Member]) -> tuple[PlanRow, ...]:
        """Every duty with all that is told of it."""
        return tuple(self._row(duty, members) for duty in self.duties)

    def _row(self, duty: Duty, members: Sequence[Member]) -> PlanRow:
        note = self.notes.get(duty.key) or RowNote(duty.key)
        standing, due_on = self.stands(duty)
        stated = dict.fromkeys(LANGUAGES, note.standard or "")
        return PlanRow(
            duty=duty,
            title=_titles(duty, note, self.rules),
            standard=standards_of(duty) if note.standard is None else stated,
            owner=_owner(duty, note, members),
            chosen_owner=note.owner is not None,
            due=note.due or duty.due,
            due_on=due_on,
            state=shown_state(duty, note, standing),
            standing=standing,
            overdue=is_overdue(standing, due_on, self.today),
            reason=note.reason,
            filed=issued_for(duty, self.filed),
            evidence=tuple(self.filed.linked.get(duty.key, ())),
        )


def _titles(duty: Duty, note: RowNote, rules: Rules) -> Mapping[str, str]:
    return dict.fromkeys(LANGUAGES, note.title) if note.title else titles_of(duty, rules)


def _owner(duty: Duty, note: RowNote, members: Sequence[Member]) -> Member | None:
    """Whom people named, while still a member; else whoever has the duty's role; else a manager."""
    named = next((m for m in members if m.user_id == note.owner), None)
    fitting = next((m for m in members if m.role is duty.owner), None)
    return named or fitting or next(iter(members), None)


def sees_class(rules: Rules, scope: AccessScope, project: Project, class_key: str) -> bool:
    """The reader would see a document of that class at the level the rules give it.

    A duty of any other class is not shown: "missing" could not be told from "hidden".
    """
    tokens = document_tokens(
        project.id,
        rules.class_for(class_key).level,
        project_restricted=project.restricted,
        class_readers=rules.readers(class_key),
        filed_by="",
    )
    return scope.sees(tokens)
