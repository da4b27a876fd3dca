"""Who may reach an endpoint at all. What may be done to one object is decided by the services."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from flask import Blueprint

from archive.domain.access import Principal, Role
from archive.errors import ActionForbidden, NotSignedIn

Policy = Callable[[Principal | None], None]
"""Returns when the caller (None: a stranger) may reach the endpoint, else raises an ArchiveError."""


class Part(Protocol):
    """A module of pages/ or api/: its routes, and a policy for each of its endpoints."""

    @property
    def blueprint(self) -> Blueprint: ...

    @property
    def POLICIES(self) -> Mapping[str, Policy]: ...  # noqa: N802 - a constant of the module


def public(_principal: Principal | None) -> None:
    """Everybody, strangers too. tests/policy holds the list of what may be declared so."""


def signed_in(principal: Principal | None) -> None:
    """Every active account."""
    if principal is None:
        raise NotSignedIn


def archive_role(*roles: Role) -> Policy:
    """Accounts with one of these roles of the whole archive."""

    def policy(principal: Principal | None) -> None:
        if principal is None:
            raise NotSignedIn
        if principal.role not in roles:
            raise ActionForbidden(action="endpoint")

    return policy


administrators = archive_role(Role.ADMINISTRATOR)


def policies_of(parts: Iterable[Part]) -> Mapping[str, Policy]:
    """Full endpoint name -> policy, of all parts. A key without a dot is local to its blueprint."""
    found: dict[str, Policy] = {}
    for part in parts:
        for endpoint, policy in part.POLICIES.items():
            full = endpoint if "." in endpoint else f"{part.blueprint.name}.{endpoint}"
            found[full] = policy
    return found
