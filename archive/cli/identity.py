"""Whom a command acts for."""

from __future__ import annotations

from archive.bootstrap import Services
from archive.domain.access import Principal
from archive.errors import InvalidInput, NotFound
from archive.naming.codes import offered_code


def principal_named(services: Services, username: str) -> Principal:
    """The account with that name, with its rights of this moment. NotFound for any other."""
    with services.database.read() as work:
        account = work.accounts.by_username(username)
        principal = work.accounts.principal(account.id) if account else None
    if principal is None:
        raise NotFound
    return principal


def owner_of(services: Services, code: str) -> Principal:
    """Who made the project with that code. NotFound when there is none."""
    with services.database.read() as work:
        made_by = work.projects.creator_for_maintenance(code)
        principal = work.accounts.principal(made_by) if made_by else None
    if principal is None:
        raise NotFound
    return principal


def require_code(services: Services, code: str) -> None:
    """Refuse what can be no project's code, with the nearest one that can: TR-1187 for `TR/1187`."""
    rules = services.names.rules()
    pattern = rules.components.project_pattern
    if not pattern.fullmatch(code):
        offer = offered_code(code, rules)
        raise InvalidInput(field="code", why=pattern.pattern, suggestion=offer)
