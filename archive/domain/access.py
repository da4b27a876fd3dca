"""Who may see and do what: the only place the rule is stated (docs/decisions/0002-access.md).

A document carries tokens, a principal holds tokens, and a document is visible when the two sets
meet. Compound conditions ("member of P and cleared to confidential") are expanded into single
tokens, so SQL and the search index need only set overlap. No role skips the filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from archive.domain.documents import Level
from archive.errors import ActionForbidden


class Role(StrEnum):
    """What an account is in the whole archive."""

    ADMINISTRATOR = "administrator"
    RECORDS_MANAGER = "records_manager"
    LEAD = "lead"
    MEMBER = "member"
    READER = "reader"


class ProjectRole(StrEnum):
    """What a member is in one project."""

    MANAGER = "manager"
    MEMBER = "member"
    FINANCE = "finance"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Membership:
    """One account in one project."""

    project: str
    role: ProjectRole
    clearance: Level


@dataclass(frozen=True, slots=True)
class Principal:
    """The authenticated caller, detached from the database."""

    user_id: str
    username: str
    role: Role
    memberships: tuple[Membership, ...] = ()
    display_name: str = ""
    language: str | None = None
    must_change_password: bool = False

    def membership(self, project: str) -> Membership | None:
        """The caller's place in that project (by project id), if any."""
        return next((m for m in self.memberships if m.project == project), None)


@dataclass(frozen=True, slots=True)
class AccessScope:
    """The tokens a principal holds. Computed once per request; empty means nothing is visible."""

    tokens: frozenset[str]

    def sees(self, document_tokens: Iterable[str]) -> bool:
        """True when the document's tokens meet this scope."""
        return not self.tokens.isdisjoint(document_tokens)


TEAM = "team"


def scope_of(principal: Principal) -> AccessScope:
    """Expand a principal into the tokens it holds.

    Finance and legal keep clearance internal whatever the membership row says: their wider view
    is of their classes only, through the `project:P:finance` and `project:P:legal` tokens.
    """
    return _scope(principal.user_id, principal.memberships)


@lru_cache(maxsize=512)
def _scope(user_id: str, memberships: tuple[Membership, ...]) -> AccessScope:
    tokens = {TEAM}
    for place in memberships:
        specialist = place.role in (ProjectRole.FINANCE, ProjectRole.LEGAL)
        clearance = Level.INTERNAL if specialist else place.clearance
        tokens |= {_level(place.project, level) for level in Level if level <= clearance}
        tokens.add(f"project:{place.project}:filer:{user_id}")
        if specialist:
            tokens.add(f"project:{place.project}:{place.role.value}")
    return AccessScope(frozenset(tokens))


def document_tokens(
    project: str,
    level: Level,
    *,
    project_restricted: bool,
    class_readers: Iterable[str],
    filed_by: str,
) -> frozenset[str]:
    """The tokens a document of that project carries.

    Args:
        project: the project's id (not its code: a code may be renamed).
        level: the document's confidentiality.
        project_restricted: the project itself does not exist for others.
        class_readers: project roles that read this class at any level (`readers` of the rules).
        filed_by: the account that filed it, who sees it while still a member.
    """
    tokens = {f"project:{project}:filer:{filed_by}"}
    tokens.add(level_token(project, level, project_restricted=project_restricted))
    tokens |= {f"project:{project}:{reader}" for reader in class_readers}
    return frozenset(tokens)


def level_token(project: str, level: Level, *, project_restricted: bool) -> str:
    """The token that lets a level of a project be read."""
    if level >= Level.CONFIDENTIAL:
        return _level(project, level)
    return _level(project, Level.INTERNAL) if project_restricted else TEAM


def project_tokens(project: str, *, restricted: bool) -> frozenset[str]:
    """The tokens a project's name, code and client carry: any member holds the internal token."""
    return frozenset({_level(project, Level.INTERNAL)} if restricted else {TEAM})


def _level(project: str, level: Level) -> str:
    return f"project:{project}:{level.key}"


class Action(StrEnum):
    """Everything but reading: looked up in GRANTS."""

    CREATE_PROJECT = "project:create"
    EDIT_PROJECT = "project:edit"
    SET_MEMBERS = "project:members"
    FILE = "document:file"
    EDIT_DOCUMENT = "document:edit"
    RELABEL = "document:relabel"
    WITHDRAW = "document:withdraw"
    BUILD_REVIEW = "review:build"
    EDIT_REVIEW = "review:edit"
    APPROVE_REVIEW = "review:approve"
    WRITE_LESSON = "lesson:write"
    APPROVE_LESSON = "lesson:approve"
    WRITE_ACTION = "action:write"
    SEE_ACCOUNTS = "account:list"
    EDIT_ACCOUNTS = "account:edit"
    SEE_OPERATION = "operation:see"
    EDIT_RULES = "rules:edit"
    SEE_RULE_ALARM = "rules:alarm"
    SEE_HOLDING = "holding:see"
    DECIDE_EXCEPTION = "exception:decide"
    SEE_DASHBOARD = "dashboard:see"
    SEE_CLOSEOUT = "closeout:see"
    EDIT_CLOSEOUT = "closeout:edit"
    CLOSE_PROJECT = "project:close"
    EDIT_SURVEY = "survey:edit"
    EDIT_CLAUSES = "clause:edit"
    KEEP_PAPERS = "paper:keep"
    WRITE_PATH = "path:write"
    WRITE_PROJECT_PATH = "path:write_project"
    EDIT_PATH = "path:edit"


@dataclass(frozen=True, slots=True)
class Target:
    """What an action is done to: a project (by id), and who filed the document or item if there is one.

    `approvers` names who the naming rules let approve an exception (keys of APPROVERS); nobody else may.
    """

    project: str | None = None
    filed_by: str | None = None
    approvers: tuple[str, ...] = ()


Rule = Callable[[Principal, Target], bool]


def has_role(*roles: Role) -> Rule:
    """A rule that holds for accounts with one of these roles of the whole archive."""
    return lambda principal, _target: principal.role in roles


def is_project_member(principal: Principal, target: Target) -> bool:
    """Any role in the target's project."""
    return target.project is not None and principal.membership(target.project) is not None


def manages_project(principal: Principal, target: Target) -> bool:
    """The manager's role in the target's project."""
    place = principal.membership(target.project) if target.project else None
    return place is not None and place.role is ProjectRole.MANAGER


def is_legal(principal: Principal, target: Target) -> bool:
    """The role legal in the target's project."""
    place = principal.membership(target.project) if target.project else None
    return place is not None and place.role is ProjectRole.LEGAL


def manages_anything(principal: Principal, _target: Target) -> bool:
    """The manager's role in any project."""
    return any(place.role is ProjectRole.MANAGER for place in principal.memberships)


def wrote_it(principal: Principal, target: Target) -> bool:
    """Made the thing, which belongs to no project or to one they are in."""
    return target.filed_by == principal.user_id and (
        target.project is None or is_project_member(principal, target)
    )


def filed_it(principal: Principal, target: Target) -> bool:
    """Filed the document, and is still a member of its project."""
    return target.filed_by == principal.user_id and is_project_member(principal, target)


APPROVERS: Mapping[str, Rule] = {
    "manager": manages_project,
    "records_manager": has_role(Role.RECORDS_MANAGER),
}
"""Who a rule file may name under `exceptions.approve`."""


def is_named_approver(principal: Principal, target: Target) -> bool:
    """One of those the naming rules name for exceptions."""
    return any(APPROVERS[name](principal, target) for name in target.approvers)


GRANTS: Mapping[Action, tuple[Rule, ...]] = {  # any rule suffices; no entry: nobody may
    Action.CREATE_PROJECT: (
        has_role(Role.MEMBER, Role.LEAD, Role.RECORDS_MANAGER, Role.ADMINISTRATOR),
    ),
    Action.EDIT_PROJECT: (manages_project,),
    Action.SET_MEMBERS: (manages_project,),
    Action.FILE: (is_project_member,),
    Action.EDIT_DOCUMENT: (manages_project, filed_it),
    Action.RELABEL: (manages_project,),
    Action.WITHDRAW: (manages_project, filed_it),
    Action.BUILD_REVIEW: (is_project_member,),
    Action.EDIT_REVIEW: (is_project_member,),
    Action.APPROVE_REVIEW: (manages_project,),
    Action.WRITE_LESSON: (is_project_member,),
    Action.APPROVE_LESSON: (manages_project,),
    Action.WRITE_ACTION: (is_project_member,),
    Action.SEE_ACCOUNTS: (has_role(*Role),),
    Action.EDIT_ACCOUNTS: (has_role(Role.ADMINISTRATOR),),
    Action.SEE_OPERATION: (has_role(Role.ADMINISTRATOR),),
    Action.EDIT_RULES: (has_role(Role.RECORDS_MANAGER),),
    Action.DECIDE_EXCEPTION: (is_named_approver,),
    Action.SEE_HOLDING: (has_role(Role.RECORDS_MANAGER),),
    Action.SEE_RULE_ALARM: (has_role(Role.RECORDS_MANAGER, Role.ADMINISTRATOR),),
    Action.SEE_DASHBOARD: (has_role(Role.LEAD),),
    Action.SEE_CLOSEOUT: (is_project_member, has_role(Role.LEAD)),
    Action.EDIT_CLOSEOUT: (manages_project,),
    Action.CLOSE_PROJECT: (manages_project,),
    Action.EDIT_SURVEY: (manages_project,),
    Action.EDIT_CLAUSES: (manages_project, is_legal),
    Action.KEEP_PAPERS: (manages_project, has_role(Role.RECORDS_MANAGER)),
    Action.WRITE_PATH: (has_role(Role.LEAD, Role.RECORDS_MANAGER), manages_anything),
    Action.WRITE_PROJECT_PATH: (manages_project,),
    Action.EDIT_PATH: (has_role(Role.LEAD, Role.RECORDS_MANAGER), manages_project, wrote_it),
}


def may(principal: Principal, action: Action, target: Target) -> bool:
    """True when any rule of the action's row holds."""
    return any(rule(principal, target) for rule in GRANTS.get(action, ()))


def require(principal: Principal, action: Action, target: Target) -> None:
    """Raise ActionForbidden unless the action is granted."""
    if not may(principal, action, target):
        raise ActionForbidden(action=action.value)
