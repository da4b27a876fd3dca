"""Improvement actions. Reads take the caller's scope: an action is read by who reads its level."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.domain.access import AccessScope
from archive.domain.documents import Level
from archive.domain.improvements import Improvement, ImprovementState
from archive.persistence.scoping import project_visible_to
from archive.persistence.tables import improvements, projects, users


@dataclass(frozen=True, slots=True)
class ImprovementFilter:
    """What actions are asked for. `overdue_on`: open ones whose day has passed by then."""

    project: str | None = None
    owner: str | None = None
    state: ImprovementState | None = None
    overdue_on: date | None = None


class ImprovementRepository:
    """The improvement actions of every project."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, action: Improvement) -> None:
        """Store a new one."""
        self._connection.execute(insert(improvements).values(_columns(action)))

    def replace(self, action: Improvement) -> bool:
        """Store a changed one over revision `action.revision - 1`; False when somebody was first."""
        table = improvements
        done = self._connection.execute(
            update(table)
            .where(table.c.id == action.id, table.c.revision == action.revision - 1)
            .values(_columns(action))
        )
        return done.rowcount > 0

    def get(self, scope: AccessScope, action_id: str) -> Improvement | None:
        """The action with that id, if the scope sees it."""
        query = _read(scope).where(improvements.c.id == action_id)
        row = self._connection.execute(query).mappings().first()
        return _improvement(row) if row else None

    def find(
        self, scope: AccessScope, wanted: ImprovementFilter, offset: int, limit: int
    ) -> tuple[tuple[Improvement, ...], int]:
        """One page, the soonest due first, and how many there are in all."""
        query = _read(scope).where(*_conditions(wanted))
        total = self._connection.execute(
            select(func.count()).select_from(query.subquery())
        ).scalar_one()
        table = improvements
        page = query.order_by(
            table.c.state != ImprovementState.OPEN.value,
            table.c.due.is_(None),
            table.c.due,
            table.c.created_at,
            table.c.id,
        )
        rows = self._connection.execute(page.offset(offset).limit(limit)).mappings()
        return tuple(map(_improvement, rows)), int(total)

    def of_projects(
        self, scope: AccessScope, project_ids: Collection[str]
    ) -> tuple[Improvement, ...]:
        """The open actions of these projects, as the scope sees them."""
        query = _read(scope).where(
            improvements.c.project_id.in_(set(project_ids)),
            improvements.c.state == ImprovementState.OPEN.value,
        )
        rows = self._connection.execute(query.order_by(improvements.c.due, improvements.c.id))
        return tuple(map(_improvement, rows.mappings()))

    def open_counts(self, scope: AccessScope, project_ids: Collection[str]) -> dict[str, int]:
        """Project -> how many open actions the scope sees in it."""
        seen = _read(scope).subquery()
        query = (
            select(seen.c.project_id, func.count())
            .where(
                seen.c.project_id.in_(set(project_ids)),
                seen.c.state == ImprovementState.OPEN.value,
            )
            .group_by(seen.c.project_id)
        )
        return {project: int(number) for project, number in self._connection.execute(query)}

    def sources(self, scope: AccessScope, project_id: str) -> frozenset[str]:
        """The statements from which those actions of the project were taken that the scope sees."""
        seen = _read(scope).subquery()
        query = select(seen.c.source).where(
            seen.c.project_id == project_id, seen.c.source.is_not(None)
        )
        return frozenset(self._connection.execute(query).scalars())


def _visible(scope: AccessScope) -> ColumnElement[bool]:
    """Internal ones with their project; narrower ones for whoever holds the level's token there."""
    open_ones = and_(improvements.c.level <= int(Level.INTERNAL), project_visible_to(scope))
    narrower = [
        and_(
            improvements.c.level == int(level),
            improvements.c.project_id.in_(
                sorted(t.split(":")[1] for t in scope.tokens if _grants(t, level))
            ),
        )
        for level in (Level.CONFIDENTIAL, Level.RESTRICTED)
    ]
    return or_(open_ones, *narrower)


def _grants(token: str, level: Level) -> bool:
    return token.startswith("project:") and token.endswith(f":{level.key}")


def _read(scope: AccessScope) -> Select[Any]:
    return (
        select(
            improvements,
            projects.c.code.label("project_code"),
            projects.c.name.label("project_name"),
            projects.c.language.label("project_language"),
            users.c.display_name.label("account_name"),
        )
        .join(projects, projects.c.id == improvements.c.project_id)
        .outerjoin(users, users.c.id == improvements.c.owner)
        .where(_visible(scope))
    )


def _conditions(wanted: ImprovementFilter) -> list[ColumnElement[bool]]:
    table = improvements
    found: list[ColumnElement[bool]] = []
    if wanted.project:
        found.append(table.c.project_id == wanted.project)
    if wanted.owner:
        found.append(table.c.owner == wanted.owner)
    if wanted.state:
        found.append(table.c.state == wanted.state.value)
    if wanted.overdue_on:
        found.append(table.c.state == ImprovementState.OPEN.value)
        found.append(table.c.due < wanted.overdue_on.isoformat())
    return found


def _columns(action: Improvement) -> dict[str, object]:
    return {
        "id": action.id,
        "project_id": action.project,
        "state": action.state.value,
        "level": int(action.level),
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
        "source": action.source,
        "proof": action.proof,
        "created_by": action.created_by,
        "created_at": action.created_at,
        "closed_at": action.closed_at,
        "revision": action.revision,
        "details": {"text": action.text, "owner_name": action.owner_name, "note": action.note},
    }


def _improvement(row: RowMapping) -> Improvement:
    details = row["details"]
    return Improvement(
        id=row["id"],
        project=row["project_id"],
        project_code=row["project_code"],
        project_name=row["project_name"],
        language=row["project_language"],
        text=details["text"],
        owner=row["owner"],
        owner_name=row["account_name"] or details["owner_name"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        state=ImprovementState(row["state"]),
        level=Level(row["level"]),
        source=row["source"],
        proof=row["proof"],
        note=details["note"],
        created_by=row["created_by"],
        created_at=row["created_at"],
        closed_at=row["closed_at"],
        revision=row["revision"],
    )
