"""Projects and their members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from archive.domain.access import (
    AccessScope,
    Action,
    Principal,
    ProjectRole,
    Target,
    require,
    scope_of,
)
from archive.domain.documents import Document, Level
from archive.domain.lessons import lesson_tokens
from archive.domain.projects import Member, Project
from archive.errors import ActionForbidden, AlreadyExists, Conflict, InvalidInput, NotFound
from archive.naming.codes import offered_code
from archive.naming.rules import Rules
from archive.persistence.database import Database, Work
from archive.services.closeout.closeout_templates import kind_of, kinds
from archive.services.documents.document_tokens import tokens_of
from archive.services.intake.lessons_of_filing import learn_within
from archive.services.operations.audit_notes import note_of_project
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import INDEX, INDEX_LESSON
from archive.services.operations.paging import Page, window
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.freezing import require_open
from archive.services.projects.project_details import EDITABLE, NewProject, made_from, valid

_EDITED = "project_edited"


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project in a list: `documents` counts what the caller may see."""

    project: Project
    documents: int
    role: ProjectRole | None

    @property
    def mine(self) -> bool:
        """The caller is a member."""
        return self.role is not None


@dataclass(frozen=True, slots=True)
class ProjectOverview:
    """A project as a whole: everything in it is what the caller may see."""

    project: Project
    role: ProjectRole | None
    documents: tuple[Document, ...]


class ProjectService:
    """Making, showing and changing projects."""

    def __init__(
        self, database: Database, rules: Callable[[], Rules], default_language: str, clock: Clock
    ) -> None:
        self._database = database
        self._rules = rules
        self._default_language = default_language
        self._clock = clock

    def create(self, principal: Principal, new: NewProject) -> Project:
        """Make a project; the caller becomes its manager with clearance restricted."""
        require(principal, Action.CREATE_PROJECT, Target())
        project = made_from(new, principal, self._default_language, self._clock())
        self._require_form_of_code(principal, project.code)
        if new.kind is not None and new.kind not in kinds():
            raise InvalidInput(field="kind", why=", ".join(kinds()))
        with self._database.write() as work:
            if work.projects.code_taken(scope_of(principal), project.code):
                raise AlreadyExists(what=project.code)
            work.projects.add(project)
            work.projects.set_member(
                project.id, principal.user_id, ProjectRole.MANAGER, Level.RESTRICTED
            )
            plan = new.kind or kind_of(project)
            work.closeout.set_kind(project.id, plan, principal.user_id, project.created_at)
            note_of_project(work, self._clock(), principal, project, "project_created", {})
        return project

    def _require_form_of_code(self, principal: Principal, code: str) -> None:
        """Refuse a code the rules do not take, with the one that would do where it is still free."""
        rules = self._rules()
        pattern = rules.components.project_pattern
        if pattern.fullmatch(code):
            return
        offer = offered_code(code, rules)
        if offer:
            with self._database.read() as work:
                if work.projects.code_taken(scope_of(principal), offer):
                    offer = None
        raise InvalidInput(field="code", why=pattern.pattern, suggestion=offer)

    def list(
        self,
        principal: Principal,
        q: str = "",
        state: str | None = None,
        *,
        mine: bool = False,
        page: int = 1,
        per_page: int = 20,
    ) -> Page[ProjectCard]:
        """Projects the caller may see, newest first."""
        offset, limit = window(page, per_page)
        scope = scope_of(principal)
        member = principal.user_id if mine else None
        with self._database.read() as work:
            found, total = work.projects.find(scope, q[:200], state, member, offset, limit)
            counts = work.documents.counts(scope, [project.id for project in found])
        cards = tuple(
            ProjectCard(project, counts.get(project.id, 0), _role(principal, project))
            for project in found
        )
        return Page(cards, total, page, per_page)

    def get(self, principal: Principal, code: str) -> Project:
        """A project by code. NotFound when it is absent or hidden."""
        with self._database.read() as work:
            return project_of(work, scope_of(principal), code)

    def edit(
        self,
        principal: Principal,
        code: str,
        changes: Mapping[str, object],
        revision: str | None = None,
    ) -> Project:
        """Change some of `EDITABLE`; what is visible follows at once, the index after it.

        Args:
            principal: who changes it, a manager of the project.
            code: the project's.
            changes: new values by name.
            revision: the details the change was made from; None where that does not matter.

        Raises:
            ChangedMeanwhile: somebody else changed the details since.
        """
        if unknown := set(changes) - EDITABLE:
            raise InvalidInput(field=sorted(unknown)[0], why=", ".join(sorted(EDITABLE)))
        with self._database.write() as work:
            before = project_of(work, scope_of(principal), code)
            require(principal, Action.EDIT_PROJECT, Target(before.id))
            require_open(work, before.id)
            if revision is not None and revision != before.revision:
                raise changed_meanwhile(work, before.id, action=_EDITED)
            after = valid(replace(before, **changes))  # type: ignore[arg-type] # checked by `valid`
            if before.restricted and not after.restricted:
                self._require_own_code(work, principal, after)
            work.projects.replace(after)
            if (before.restricted, before.client, before.name) != (
                after.restricted,
                after.client,
                after.name,
            ):
                self._relabel_documents(work, after)
            if before.restricted is not after.restricted:
                learn_within(work, after)
            note_of_project(
                work, self._clock(), principal, after, _EDITED, {"fields": sorted(changes)}
            )
        return after

    def _require_own_code(self, work: Work, principal: Principal, project: Project) -> None:
        """A project is opened to the team only where its manager sees no other of its code."""
        if work.projects.code_taken(scope_of(principal), project.code, beside=project.id):
            raise AlreadyExists(what=project.code)

    def overview(self, principal: Principal, code: str) -> ProjectOverview:
        """A project with all of its documents."""
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, code)
            role = _role(principal, project)
            documents = work.documents.of_project(scope, project.id)
        return ProjectOverview(project, role, documents)

    # members

    def members(self, principal: Principal, code: str) -> tuple[Member, ...]:
        """Who is in the project; shown to its members."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            if _role(principal, project) is None:
                raise ActionForbidden(action=Action.SET_MEMBERS.value)
            return work.projects.members(project.id)

    def set_member(
        self,
        principal: Principal,
        code: str,
        username: str,
        role: ProjectRole,
        clearance: Level,
        *,
        in_access_review: bool = False,
    ) -> Member:
        """Add a member or change one; nobody gives more clearance than they hold.

        Of a closed project only the access review changes members (`in_access_review`).
        """
        with self._database.write() as work:
            project, own = self._managed(work, principal, code)
            if not in_access_review:
                require_open(work, project.id)
            account = work.accounts.by_username(username)
            if account is None or not account.active:
                raise InvalidInput(field="username", why="unknown")
            if role in (ProjectRole.FINANCE, ProjectRole.LEGAL):
                clearance = Level.INTERNAL  # their wider view is of their classes only
            if clearance > own:
                raise ActionForbidden(action=Action.SET_MEMBERS.value)
            if clearance is Level.PUBLIC:
                raise InvalidInput(field="clearance", why="internal, confidential, restricted")
            work.projects.set_member(project.id, account.id, role, clearance)
            _require_a_manager(work, project)
            details = {"user": account.id, "role": role.value, "clearance": clearance.key}
            note_of_project(work, self._clock(), principal, project, "member_set", details)
        return Member(account.id, account.username, account.display_name, role, clearance)

    def remove_member(
        self, principal: Principal, code: str, username: str, *, in_access_review: bool = False
    ) -> None:
        """Take somebody out; what they saw as a member is hidden from the next request on."""
        with self._database.write() as work:
            project, _ = self._managed(work, principal, code)
            if not in_access_review:
                require_open(work, project.id)
            account = work.accounts.by_username(username)
            if account is None or not work.projects.remove_member(project.id, account.id):
                raise NotFound
            _require_a_manager(work, project)
            note_of_project(
                work, self._clock(), principal, project, "member_removed", {"user": account.id}
            )

    def _managed(self, work: Work, principal: Principal, code: str) -> tuple[Project, Level]:
        project = project_of(work, scope_of(principal), code)
        require(principal, Action.SET_MEMBERS, Target(project.id))
        place = principal.membership(project.id)
        return project, place.clearance if place else Level.PUBLIC

    def _relabel_documents(self, work: Work, project: Project) -> None:
        """Give every document of the project the tokens that follow from the project's new state."""
        documents = work.documents.of_project_for_maintenance(project.id)
        rules = self._rules()
        for document in documents:
            tokens = tokens_of(document, restricted=project.restricted, rules=rules)
            work.documents.set_tokens(document.id, tokens)
        lesson_ids = []
        for lesson in work.lessons.of_project_for_maintenance(project.id):
            lesson_rights = lesson_tokens(lesson, project_restricted=project.restricted)
            work.lessons.set_tokens(lesson.id, lesson_rights)
            lesson_ids.append(lesson.id)
        work.indexed_lessons.mark_stale(lesson_ids)
        work.jobs.add(*INDEX_LESSON, lesson_ids, self._clock())
        ids = [document.id for document in documents]
        work.documents.mark_stale(ids)
        work.jobs.add(*INDEX, ids, self._clock())


def project_of(work: Work, scope: AccessScope, code: str) -> Project:
    """The project with that code inside the scope. NotFound when absent or hidden."""
    project = work.projects.by_code(scope, code)
    if project is None:
        raise NotFound
    return project


def _require_a_manager(work: Work, project: Project) -> None:
    if not any(m.role is ProjectRole.MANAGER for m in work.projects.members(project.id)):
        raise Conflict(why="last_manager")


def _role(principal: Principal, project: Project) -> ProjectRole | None:
    place = principal.membership(project.id)
    return place.role if place else None
