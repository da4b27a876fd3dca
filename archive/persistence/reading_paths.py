"""Reading paths, and the confirmations of what was read. Reads take the caller's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from archive.domain.access import AccessScope
from archive.domain.reading_paths import Confirmation, ReadingPath, Stop, StopKind, path_token
from archive.persistence.tables import projects, reading_confirmations, reading_paths, users


class ReadingPathRepository:
    """The stops of a path are stored with it: they are always read together, in order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, path: ReadingPath) -> None:
        """Store a new path."""
        self._connection.execute(insert(reading_paths).values(_columns(path)))

    def replace(self, path: ReadingPath) -> bool:
        """Store a changed path over revision `path.revision - 1`; False when somebody was first."""
        done = self._connection.execute(
            update(reading_paths)
            .where(reading_paths.c.id == path.id, reading_paths.c.revision == path.revision - 1)
            .values(_columns(path))
        )
        return done.rowcount > 0

    def get(self, scope: AccessScope, path_id: str) -> ReadingPath | None:
        """The path with that id, if the scope sees it."""
        row = self._connection.execute(_read(scope).where(reading_paths.c.id == path_id))
        found = row.mappings().first()
        return _path(found) if found else None

    def find(
        self,
        scope: AccessScope,
        audience: str | None,
        topic: str | None,
        offset: int,
        limit: int,
    ) -> tuple[tuple[ReadingPath, ...], int]:
        """One page of the paths in use, oldest first, and how many there are in all."""
        query = _read(scope).where(reading_paths.c.retired.is_(False))
        if audience:
            query = query.where(reading_paths.c.audience == audience)
        if topic:
            query = query.where(reading_paths.c.topic == topic)
        total = self._connection.execute(
            select(func.count()).select_from(query.subquery())
        ).scalar_one()
        page = query.order_by(reading_paths.c.created_at, reading_paths.c.id)
        rows = self._connection.execute(page.offset(offset).limit(limit)).mappings()
        return tuple(map(_path, rows)), int(total)

    # confirmations

    def confirmed(self, user_id: str, subjects: Collection[str]) -> dict[str, dict[str, Any]]:
        """Subject -> version -> when, of what that account confirmed."""
        table = reading_confirmations
        query = select(table.c.subject, table.c.version, table.c.at).where(
            table.c.user_id == user_id, table.c.subject.in_(set(subjects))
        )
        found: dict[str, dict[str, Any]] = {}
        for subject, version, at in self._connection.execute(query):
            found.setdefault(subject, {})[version] = at
        return found

    def confirm(self, said: Confirmation) -> None:
        """Note that somebody read that version; a second time it is newly dated."""
        self.withdraw(said.user_id, said.subject, said.version)
        self._connection.execute(
            insert(reading_confirmations).values(
                user_id=said.user_id,
                subject=said.subject,
                version=said.version,
                label=said.label,
                at=said.at,
            )
        )

    def withdraw(self, user_id: str, subject: str, version: str) -> bool:
        """Take a confirmation back; False when there is none."""
        table = reading_confirmations
        done = self._connection.execute(
            delete(table).where(
                table.c.user_id == user_id,
                table.c.subject == subject,
                table.c.version == version,
            )
        )
        return done.rowcount > 0

    def readers(self, versions: Iterable[tuple[str, str]]) -> tuple[tuple[str, int, Any], ...]:
        """(shown name, how many of these subjects in these versions, when last) of active accounts."""
        table = reading_confirmations
        wanted = dict(versions)
        query = (
            select(users.c.id, users.c.display_name, table.c.subject, table.c.version, table.c.at)
            .join(users, users.c.id == table.c.user_id)
            .where(table.c.subject.in_(set(wanted)), users.c.active)
            .order_by(users.c.display_name, users.c.id)
        )
        read: dict[str, tuple[str, int, Any]] = {}
        for user_id, name, subject, version, at in self._connection.execute(query):
            if wanted[subject] == version:
                _, count, last = read.get(user_id, (name, 0, at))
                read[user_id] = (name, count + 1, max(last, at))
        return tuple(read.values())


def _read(scope: AccessScope) -> Select[Any]:
    return (
        select(
            reading_paths,
            projects.c.code.label("project_code"),
            users.c.display_name.label("creator"),
        )
        .outerjoin(projects, projects.c.id == reading_paths.c.project_id)
        .join(users, users.c.id == reading_paths.c.created_by)
        .where(reading_paths.c.token.in_(sorted(scope.tokens)))
    )


def _columns(path: ReadingPath) -> Mapping[str, object]:
    return {
        "id": path.id,
        "project_id": path.project,
        "token": path_token(path.project),
        "title": path.title,
        "audience": path.audience,
        "topic": path.topic,
        "retired": path.retired,
        "created_by": path.created_by,
        "created_at": path.created_at,
        "revision": path.revision,
        "details": {
            "lead": path.lead,
            "language": path.language,
            "stops": [_stop_details(stop) for stop in path.stops],
        },
    }


def _stop_details(stop: Stop) -> dict[str, object]:
    return {
        "id": stop.id,
        "kind": stop.kind.value,
        "minutes": stop.minutes,
        "title": stop.title,
        "text": stop.text,
        "target": stop.target,
    }


def _path(row: RowMapping) -> ReadingPath:
    details = row["details"]
    return ReadingPath(
        id=row["id"],
        project=row["project_id"],
        project_code=row["project_code"],
        title=row["title"],
        lead=details["lead"],
        language=details["language"],
        audience=row["audience"],
        topic=row["topic"],
        stops=tuple(Stop(**{**stop, "kind": StopKind(stop["kind"])}) for stop in details["stops"]),
        created_by=row["created_by"],
        created_by_name=row["creator"],
        created_at=row["created_at"],
        retired=row["retired"],
        revision=row["revision"],
    )
