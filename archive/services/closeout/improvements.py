"""Improvement actions: taken from approved reviews, carried over from past projects, or written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from archive import team_time
from archive.domain.access import Action, Principal, Target, may, require, scope_of
from archive.domain.documents import Level
from archive.domain.improvements import Improvement, ImprovementState, day_of
from archive.domain.projects import Project
from archive.errors import Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.improvements import ImprovementFilter
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.paging import Page, window
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.projects import project_of

LONGEST = 2000
EDITABLE = ("text", "owner", "owner_name", "due", "state", "proof", "note")


@dataclass(frozen=True, slots=True)
class ImprovementView:
    """An action as one reader may see it: `proof` only where the reader may open it."""

    action: Improvement
    proof: str | None
    proof_name: str
    overdue: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class ImprovementQuery:
    """What is asked for; `mine` are those the caller owns."""

    project: str | None = None
    state: ImprovementState | None = None
    mine: bool = False
    overdue: bool = False
    page: int = 1
    per_page: int = 20


class ImprovementService:
    """An action is read by whoever reads its level in its project, and changed by its members."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def find(self, principal: Principal, query: ImprovementQuery) -> Page[ImprovementView]:
        """Actions the caller may see, open ones first, the soonest due before the others."""
        offset, limit = window(query.page, query.per_page)
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, query.project).id if query.project else None
            wanted = ImprovementFilter(
                project,
                principal.user_id if query.mine else None,
                query.state,
                team_time.day_of(self._clock()) if query.overdue else None,
            )
            found, total = work.improvements.find(scope, wanted, offset, limit)
            views = self._views(work, principal, found)
        return Page(views, total, query.page, query.per_page)

    def get(self, principal: Principal, action_id: str) -> ImprovementView:
        """One action; NotFound when it is not there for the caller."""
        with self._database.read() as work:
            return self._views(work, principal, (_action(work, principal, action_id),))[0]

    def add(self, principal: Principal, code: str, said: Mapping[str, Any]) -> ImprovementView:
        """Write an action of a project the caller is in."""
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.WRITE_ACTION, Target(project.id))
            blank = self._blank(principal, project, "", Level.INTERNAL)
            action = self._changed(work, principal, blank, {"text": "", **said})
            work.improvements.add(action)
            self._note(work, principal, "action_added", action)
            return self._views(work, principal, (_action(work, principal, action.id),))[0]

    def edit(
        self, principal: Principal, action_id: str, said: Mapping[str, Any], revision: int | None
    ) -> ImprovementView:
        """Change an action: its words, owner and day; done with a proof, dropped with a note."""
        with self._database.write() as work:
            before = _action(work, principal, action_id)
            require(principal, Action.WRITE_ACTION, Target(before.project))
            if revision is not None and revision != before.revision:
                raise changed_meanwhile(work, before.id)
            after = self._changed(work, principal, before, said)
            open_now = after.state is ImprovementState.OPEN
            closed = None if open_now else before.closed_at or self._clock()
            after = replace(after, closed_at=closed, revision=before.revision + 1)
            if not work.improvements.replace(after):
                raise changed_meanwhile(work, before.id)
            self._note(work, principal, "action_changed", after)
            return self._views(work, principal, (_action(work, principal, after.id),))[0]

    def carry_over(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        source: str,
        level: Level,
        said: Mapping[str, Any],
    ) -> Improvement:
        """Take a past project's action up in this one, read by who reads that level here; once for each source."""
        if source in work.improvements.sources(scope_of(principal), project.id):
            raise Conflict(why="action_taken")
        blank = self._blank(principal, project, source, level)
        action = self._changed(work, principal, blank, {"text": "", **said})
        work.improvements.add(action)
        self._note(work, principal, "action_carried_over", action)
        return action

    def adopt(self, work: Work, principal: Principal, project: Project, review: object) -> int:
        """Keep the actions of an approved review as open ones, each once, at their sources' level."""
        stated = review.get("actions") if isinstance(review, Mapping) else None
        known = work.improvements.sources(scope_of(principal), project.id)
        new = [part for part in stated or () if _source(project.id, part) not in known]
        levels = _levels(work, new)
        for part in new:
            blank = self._blank(principal, project, _source(project.id, part), _level(part, levels))
            action = replace(
                blank,
                text=str(part["text"])[:LONGEST],
                owner_name=str(part.get("owner") or "")[:200],
                due=day_of(part.get("due")),
            )
            work.improvements.add(action)
        return len(new)

    def take_up(
        self, work: Work, principal: Principal, project: Project, part: Mapping[str, Any]
    ) -> Improvement:
        """Make an open action of a statement of the review, at the level of its sources; once for its readers.

        An action that the caller does not see is none: it may hold words about a hidden paper.

        Raises:
            Conflict: it was taken up before, as far as the caller sees.
        """
        require(principal, Action.WRITE_ACTION, Target(project.id))
        source = _source(project.id, part)
        if source in work.improvements.sources(scope_of(principal), project.id):
            raise Conflict(why="action_taken")
        blank = self._blank(principal, project, source, _level(part, _levels(work, [part])))
        action = replace(blank, text=str(part["text"])[:LONGEST])
        work.improvements.add(action)
        self._note(work, principal, "action_added", action)
        return action

    def _blank(
        self, principal: Principal, project: Project, source: str, level: Level
    ) -> Improvement:
        return Improvement(
            id=new_id(),
            project=project.id,
            project_code=project.code,
            project_name=project.name,
            language=project.language,
            text="",
            owner=None,
            owner_name="",
            due=None,
            state=ImprovementState.OPEN,
            level=level,
            source=source or None,
            proof=None,
            note="",
            created_by=principal.user_id,
            created_at=self._clock(),
        )

    def _changed(
        self, work: Work, principal: Principal, action: Improvement, said: Mapping[str, Any]
    ) -> Improvement:
        values: dict[str, Any] = {}
        for name, value in said.items():
            if name not in EDITABLE:
                raise InvalidInput(field=name, why=", ".join(EDITABLE))
            values |= self._value(work, principal, action, name, value)
        after = replace(action, **values)
        if not after.text:
            raise InvalidInput(field="text", why="text")
        if after.state is ImprovementState.DROPPED and not after.note:
            raise InvalidInput(field="note", why="text")
        return after

    def _value(
        self, work: Work, principal: Principal, action: Improvement, name: str, value: object
    ) -> dict[str, Any]:
        if name == "owner":
            return _owner(work, action.project, value)
        if name == "due":
            return {"due": _day(value)}
        if name == "state":
            states = tuple(ImprovementState)
            if value not in states:
                raise InvalidInput(field="state", why=", ".join(states))
            return {"state": ImprovementState(str(value))}
        if name == "proof":
            return {"proof": _proof(work, principal, action, value)}
        text = " ".join(str(value or "").split())
        if len(text) > LONGEST:
            raise InvalidInput(field=name, why=f"0-{LONGEST}")
        return {name: text}

    def _views(
        self, work: Work, principal: Principal, found: Iterable[Improvement]
    ) -> tuple[ImprovementView, ...]:
        actions = tuple(found)
        proofs = [action.proof for action in actions if action.proof]
        seen = work.documents.get_many(scope_of(principal), proofs)
        today = team_time.day_of(self._clock())
        return tuple(
            ImprovementView(
                action,
                action.proof if action.proof in seen else None,
                seen[action.proof].name if action.proof and action.proof in seen else "",
                action.overdue(today),
                may(principal, Action.WRITE_ACTION, Target(action.project)),
            )
            for action in actions
        )

    def _note(self, work: Work, principal: Principal, act: str, action: Improvement) -> None:
        details = {"text": action.text[:200], "state": action.state.value}
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, act, action.id, action.project, details)
        )


def _action(work: Work, principal: Principal, action_id: str) -> Improvement:
    action = work.improvements.get(scope_of(principal), action_id)
    if action is None:
        raise NotFound
    return action


def _source(project_id: str, part: Mapping[str, Any]) -> str:
    return f"{project_id}:{part.get('key')}"


def _levels(work: Work, parts: Iterable[Mapping[str, Any]]) -> dict[str, Level]:
    sources = {document for part in parts for document in _rests_on(part)}
    return {d.id: d.level for d in work.documents.for_maintenance(sorted(sources))}


def _level(part: Mapping[str, Any], levels: Mapping[str, Level]) -> Level:
    """That of the highest of its documents, at least internal."""
    known = [levels[d] for d in _rests_on(part) if d in levels]
    return max([Level.INTERNAL, *known])


def _rests_on(part: Mapping[str, Any]) -> set[str]:
    """The documents of a statement: those it cites, and those that somebody's words in it rest on."""
    cited = {str(c["document"]) for c in part.get("citations") or ()}
    return cited | set(map(str, part.get("edit_documents") or ()))


def _owner(work: Work, project_id: str, username: object) -> dict[str, Any]:
    """A member of the project by name; None: nobody."""
    if not username:
        return {"owner": None}
    for member in work.projects.members(project_id):
        if member.username == username:
            return {"owner": member.user_id, "owner_name": member.display_name}
    raise InvalidInput(field="owner", why="unknown")


def _day(value: object) -> date | None:
    if value in (None, ""):
        return None
    if (day := day_of(value)) is None:
        raise InvalidInput(field="due", why="YYYY-MM-DD")
    return day


def _proof(
    work: Work, principal: Principal, action: Improvement, document_id: object
) -> str | None:
    """A document of the action's project that the caller sees; hidden and absent alike refused.

    Who does not see the proof that stands cannot take it away by leaving the field empty.
    """
    scope = scope_of(principal)
    if not document_id:
        hidden = action.proof is not None and work.documents.get(scope, action.proof) is None
        return action.proof if hidden else None
    document = work.documents.get(scope, str(document_id))
    if document is None or document.project != action.project:
        raise InvalidInput(field="proof", why="not_there")
    return document.id
