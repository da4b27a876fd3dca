"""The details of a project: what it is made from, what of it may be changed, and what they may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from archive.domain.access import Principal
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Project
from archive.errors import InvalidInput
from archive.services.operations.identifiers import new_id

CURRENCY = re.compile(r"[A-Z]{3}")
EDITABLE = frozenset(
    {
        "name",
        "client",
        "industry",
        "language",
        "started_on",
        "ended_on",
        "budget",
        "currency",
        "restricted",
    }
)


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a project is made from; only code and name have to be given.

    `kind` names the closeout plan it gets; without one its own words decide.
    """

    code: str
    name: str
    client: str | None = None
    industry: str | None = None
    language: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    budget: Decimal | None = None
    currency: str | None = None
    restricted: bool = False
    kind: str | None = None


def made_from(new: NewProject, principal: Principal, language: str, at: datetime) -> Project:
    """The open project that it makes, in the `language` where it names none; InvalidInput as `valid`."""
    return valid(
        Project(
            id=new_id(),
            code=new.code.strip(),
            name=new.name.strip(),
            client=_words(new.client),
            industry=_words(new.industry),
            language=new.language or language,
            started_on=new.started_on,
            ended_on=new.ended_on,
            budget=new.budget,
            currency=new.currency,
            restricted=new.restricted,
            state="open",
            created_by=principal.user_id,
            created_at=at,
        )
    )


def valid(project: Project) -> Project:
    """The project as it is; InvalidInput names the detail that cannot be."""
    if not 1 <= len(project.name) <= 200:
        raise InvalidInput(field="name", why="1-200")
    if project.language not in LANGUAGES:
        raise InvalidInput(field="language", why=", ".join(LANGUAGES))
    if project.currency is not None and not CURRENCY.fullmatch(project.currency):
        raise InvalidInput(field="currency", why="ISO 4217: TWD, HKD, CNY, USD")
    if project.budget is not None and not (
        project.budget.is_finite() and 0 <= project.budget < Decimal(10) ** 15
    ):
        raise InvalidInput(field="budget", why="0-999999999999999")
    if project.started_on and project.ended_on and project.ended_on < project.started_on:
        raise InvalidInput(field="ended_on", why=f">= {project.started_on.isoformat()}")
    for name in ("client", "industry"):
        if len(getattr(project, name) or "") > 200:
            raise InvalidInput(field=name, why="0-200")
    return project


def _words(value: str | None) -> str | None:
    return (value or "").strip() or None
