"""Projects and memberships."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.domain.access import AccessScope, ProjectRole, project_tokens
from archive.domain.documents import Level
from archive.domain.folding import fold
from archive.domain.projects import Member, Project
from archive.persistence.scoping import project_visible_to
from archive.persistence.tables import memberships, projects, users
from archive.persistence.tables.columns import ProjectCode

_BY_ID = select(projects).where(projects.c.id == bindparam("wanted"))
"""Built once: it is asked for with every file read."""


class ProjectRepository:
    """Reads take the caller's scope; there is no unscoped read but `for_maintenance`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, project: Project) -> None:
        """Store a new project, under a code that none has which its maker sees: ask `code_taken`."""
        held = self._connection.execute(
            select(projects.c.id).where(projects.c.code == project.code)
        )
        code = project.code
        if held.first() is not None:
            code = f"{code}{ProjectCode.MARK}{project.id[:8]}"
        self._connection.execute(insert(projects).values({**_columns(project), "code": code}))

    def replace(self, project: Project) -> None:
        """Store a changed project; its code stays."""
        values = {name: value for name, value in _columns(project).items() if name != "code"}
        self._connection.execute(update(projects).where(projects.c.id == project.id).values(values))

    def by_code(self, scope: AccessScope, code: str) -> Project | None:
        """The project with that code, if the scope sees it.

        Who sees two of one code means the one they belong to, then the older one.
        """
        query = select(projects).where(has_code(code), project_visible_to(scope))
        found = map(project_of_row, self._connection.execute(query).mappings())
        return min(
            found,
            key=lambda p: (
                not scope.sees(project_tokens(p.id, restricted=True)),
                p.created_at,
                p.id,
            ),
            default=None,
        )

    def codes(self, scope: AccessScope) -> frozenset[str]:
        """The codes of every project the scope sees."""
        query = select(projects.c.code).where(project_visible_to(scope))
        return frozenset(self._connection.execute(query).scalars())

    def by_id(self, scope: AccessScope, project_id: str) -> Project | None:
        """The project with that id, if the scope sees it."""
        query = select(projects).where(projects.c.id == project_id, project_visible_to(scope))
        row = self._connection.execute(query).mappings().first()
        return project_of_row(row) if row else None

    def for_maintenance(self, project_id: str) -> Project:
        """A project by id for background work, which answers nobody directly."""
        row = self._connection.execute(_BY_ID, {"wanted": project_id})
        return project_of_row(row.mappings().one())

    def creator_for_maintenance(self, code: str) -> str | None:
        """Who made the project with that code, for a command on the machine itself."""
        query = select(projects.c.created_by).where(projects.c.code == code)
        return self._connection.execute(query).scalar()

    def code_taken(self, scope: AccessScope, code: str, *, beside: str = "") -> bool:
        """True when a project the scope sees has that code, other than the one with id `beside`.

        In any case of letters and either script of Chinese: names are read that way.

        One that the scope does not see is no answer: it would be found out by trying codes.
        """
        query = select(projects.c.id).where(
            projects.c.search_key.startswith(fold(code), autoescape=True),
            projects.c.id != beside,
            project_visible_to(scope),
        )
        same = query.add_columns(projects.c.code)
        return any(fold(row.code) == fold(code) for row in self._connection.execute(same))

    def find(
        self,
        scope: AccessScope,
        words: str,
        state: str | None,
        member: str | None,
        offset: int,
        limit: int,
    ) -> tuple[tuple[Project, ...], int]:
        """One page of projects, newest first, and how many there are in all.

        `words` are folded and looked for in code, name and client; `member` asks only for the
        projects of that account.
        """
        query: Select[tuple[object, ...]] = select(projects).where(project_visible_to(scope))
        for word in fold(words).split():
            query = query.where(projects.c.search_key.contains(word, autoescape=True))
        if state:
            query = query.where(projects.c.state == state)
        if member:
            mine = select(memberships.c.project_id).where(memberships.c.user_id == member)
            query = query.where(projects.c.id.in_(mine))
        total = self._connection.execute(
            select(func.count()).select_from(query.subquery())
        ).scalar_one()
        page = query.order_by(projects.c.created_at.desc(), projects.c.code)
        rows = self._connection.execute(page.offset(offset).limit(limit)).mappings()
        return tuple(map(project_of_row, rows)), int(total)

    def members(self, project_id: str) -> tuple[Member, ...]:
        """Everybody in the project, managers first."""
        query = (
            select(memberships, users.c.username, users.c.display_name)
            .join(users, users.c.id == memberships.c.user_id)
            .where(memberships.c.project_id == project_id, users.c.active)
            .order_by(memberships.c.role != ProjectRole.MANAGER.value, users.c.username_key)
        )
        return tuple(
            Member(
                row["user_id"],
                row["username"],
                row["display_name"],
                ProjectRole(row["role"]),
                Level(row["clearance"]),
            )
            for row in self._connection.execute(query).mappings()
        )

    def managers(self, project_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Project -> the active accounts that manage it."""
        query = (
            select(memberships.c.project_id, memberships.c.user_id)
            .join(users, users.c.id == memberships.c.user_id)
            .where(
                memberships.c.project_id.in_(set(project_ids)),
                memberships.c.role == ProjectRole.MANAGER.value,
                users.c.active,
            )
            .order_by(memberships.c.user_id)
        )
        found: dict[str, tuple[str, ...]] = {}
        for project_id, user_id in self._connection.execute(query):
            found[project_id] = (*found.get(project_id, ()), user_id)
        return found

    def membership_pairs(self, project_ids: Collection[str]) -> frozenset[tuple[str, str]]:
        """(project, account) of everybody in these projects."""
        query = select(memberships.c.project_id, memberships.c.user_id).where(
            memberships.c.project_id.in_(set(project_ids))
        )
        return frozenset((row.project_id, row.user_id) for row in self._connection.execute(query))

    def set_member(
        self, project_id: str, user_id: str, role: ProjectRole, clearance: Level
    ) -> None:
        """Add a member or change one."""
        self.remove_member(project_id, user_id)
        self._connection.execute(
            insert(memberships).values(
                project_id=project_id, user_id=user_id, role=role.value, clearance=int(clearance)
            )
        )

    def remove_member(self, project_id: str, user_id: str) -> bool:
        """Take a member out; False when there was none."""
        done = self._connection.execute(
            delete(memberships).where(
                memberships.c.project_id == project_id, memberships.c.user_id == user_id
            )
        )
        return done.rowcount > 0

    def names(self, scope: AccessScope, codes: Collection[str]) -> dict[str, str]:
        """Code -> name of those of the projects that the scope sees."""
        marked = projects.c.code.contains(ProjectCode.MARK)
        query = select(projects.c.code, projects.c.name).where(
            or_(projects.c.code.in_(set(codes)), marked), project_visible_to(scope)
        )
        rows = self._connection.execute(query.order_by(projects.c.created_at.desc()))
        return {row.code: row.name for row in rows if row.code in codes}


def has_code(code: str) -> ColumnElement[bool]:
    """A predicate on `projects`: the code, however it is kept."""
    kept = projects.c.code
    return or_(kept == code, kept.startswith(f"{code}{ProjectCode.MARK}", autoescape=True))


def _columns(project: Project) -> Mapping[str, object]:
    words = " ".join(filter(None, (project.code, project.name, project.client, project.industry)))
    return {
        "id": project.id,
        "code": project.code,
        "name": project.name,
        "client": project.client,
        "industry": project.industry,
        "language": project.language,
        "started_on": project.started_on.isoformat() if project.started_on else None,
        "ended_on": project.ended_on.isoformat() if project.ended_on else None,
        "budget": str(project.budget) if project.budget is not None else None,
        "currency": project.currency,
        "restricted": project.restricted,
        "state": project.state,
        "search_key": fold(words),
        "created_by": project.created_by,
        "created_at": project.created_at,
    }


def project_of_row(row: RowMapping) -> Project:
    """A row that holds the columns of `projects`."""
    return Project(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        client=row["client"],
        industry=row["industry"],
        language=row["language"],
        started_on=date.fromisoformat(row["started_on"]) if row["started_on"] else None,
        ended_on=date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
        budget=Decimal(row["budget"]) if row["budget"] else None,
        currency=row["currency"],
        restricted=row["restricted"],
        state=row["state"],
        created_by=row["created_by"],
        created_at=row["created_at"],
    )
