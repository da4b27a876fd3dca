"""Accounts, members and tokens as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.access import Principal, ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.projects import Account, ApiToken, Member
from archive.web.presenters.marks import Mark, level_mark, moment
from archive.wording import say

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account; `own` is the reader's, whose role and state the reader leaves alone."""

    username: str
    name: str
    role: str
    role_label: str
    active: bool
    own: bool
    since: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a project."""

    username: str
    name: str
    role: str
    role_label: str
    clearance: Mark
    own: bool


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token without its secret."""

    id: str
    name: str
    created: str
    expires: str
    used: str


def account_rows(
    accounts: Iterable[Account], reader: Principal, language: str
) -> tuple[AccountRow, ...]:
    """Accounts by name, the disabled last."""
    return tuple(
        AccountRow(
            username=account.username,
            name=account.display_name or account.username,
            role=account.role.value,
            role_label=say(language, f"ui.role_{account.role.value}"),
            active=account.active,
            own=account.id == reader.user_id,
            since=moment(account.created_at)[:10],
        )
        for account in sorted(accounts, key=lambda a: (not a.active, a.username.casefold()))
    )


def member_rows(
    members: Iterable[Member], reader: Principal, language: str
) -> tuple[MemberRow, ...]:
    """Members, managers first."""
    order = list(ProjectRole)
    return tuple(
        MemberRow(
            username=member.username,
            name=member.display_name or member.username,
            role=member.role.value,
            role_label=say(language, f"ui.project_role_{member.role.value}"),
            clearance=level_mark(member.clearance, language),
            own=member.user_id == reader.user_id,
        )
        for member in sorted(members, key=lambda m: (order.index(m.role), m.username.casefold()))
    )


def token_rows(tokens: Iterable[ApiToken]) -> tuple[TokenRow, ...]:
    """Tokens, newest first."""
    return tuple(
        TokenRow(
            token.id,
            token.name,
            moment(token.created_at),
            moment(token.expires_at)[:10],
            moment(token.last_used_at) if token.last_used_at else "",
        )
        for token in sorted(tokens, key=lambda t: t.created_at, reverse=True)
    )


def archive_roles(language: str) -> Choices:
    """Roles of the whole archive, to choose from."""
    return tuple((role.value, say(language, f"ui.role_{role.value}")) for role in Role)


def project_roles(language: str) -> Choices:
    """Roles inside a project, to choose from."""
    return tuple(
        (role.value, say(language, f"ui.project_role_{role.value}")) for role in ProjectRole
    )


def clearances(language: str, own: Level) -> Choices:
    """Clearances a manager may give: nobody gives more than they hold."""
    return tuple(
        (level.key, say(language, f"ui.level_{level.key}"))
        for level in Level
        if Level.INTERNAL <= level <= own
    )
