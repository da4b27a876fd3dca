"""Projects, their members, and the accounts of the archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level


@dataclass(frozen=True, slots=True)
class Project:
    """One client project. `restricted`: it does not exist for anybody but its members."""

    id: str
    code: str
    name: str
    client: str | None
    industry: str | None
    language: str
    started_on: date | None
    ended_on: date | None
    budget: Decimal | None
    currency: str | None
    restricted: bool
    state: str  # open or closed
    created_by: str
    created_at: datetime

    @property
    def revision(self) -> str:
        """Twelve letters that stand for the details a manager edits, and change with them alone."""
        details = (
            self.name, self.client, self.industry, self.language, self.started_on, self.ended_on,
            None if self.budget is None else f"{self.budget.normalize():f}", self.currency, self.restricted,
        )  # fmt: skip
        return hashlib.sha256(repr(details).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Member:
    """An account in a project."""

    user_id: str
    username: str
    display_name: str
    role: ProjectRole
    clearance: Level


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. The password's hash never leaves the persistence of accounts."""

    id: str
    username: str
    display_name: str
    role: Role
    language: str | None
    theme: str | None
    active: bool
    must_change_password: bool
    created_at: datetime
    email: str | None = None
    digest: str = "daily"
    """How often unread notices are mailed: off or daily."""


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A bearer token, without its secret, which is shown once."""

    id: str
    user_id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
