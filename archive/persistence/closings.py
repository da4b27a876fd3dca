"""Each close of a project: its record, its package, and how it ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from archive.domain.closeout import Closing
from archive.persistence.tables import calendar_feeds, closings, users

_opener = users.alias("opener")


class ClosingRepository:
    """The table of closes, and of the calendar feeds people subscribe to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, closing: Closing) -> None:
        """Store a close."""
        self._connection.execute(
            insert(closings).values(
                id=closing.id,
                project_id=closing.project,
                number=closing.number,
                closed_by=closing.closed_by,
                closed_at=closing.closed_at,
                record=closing.record,
            )
        )

    def next_number(self, project_id: str) -> int:
        """1 for a project's first close, then counting up."""
        query = select(func.max(closings.c.number)).where(closings.c.project_id == project_id)
        return (self._connection.execute(query).scalar() or 0) + 1

    def get(self, closing_id: str) -> Closing | None:
        """A close by id."""
        row = self._connection.execute(_read().where(closings.c.id == closing_id))
        found = row.mappings().first()
        return _closing(found) if found else None

    def of_project(self, project_id: str) -> tuple[Closing, ...]:
        """Every close of a project, the newest first."""
        query = _read().where(closings.c.project_id == project_id)
        rows = self._connection.execute(query.order_by(closings.c.number.desc())).mappings()
        return tuple(map(_closing, rows))

    def set_package(self, closing_id: str, digest: str, size: int) -> None:
        """Note the bytes a close's package is kept as."""
        self._connection.execute(
            update(closings)
            .where(closings.c.id == closing_id)
            .values(package=digest, package_size=size)
        )

    def set_reopened(self, closing_id: str, user_id: str, at: datetime, reason: str) -> None:
        """Note who opened the project again, when and why."""
        self._connection.execute(
            update(closings)
            .where(closings.c.id == closing_id)
            .values(reopened_by=user_id, reopened_at=at, reopen_reason=reason)
        )

    # calendar feeds

    def set_feed(self, user_id: str, digest: str | None, at: datetime) -> None:
        """Give an account a calendar address in place of any earlier one, or (None) take it away."""
        table = calendar_feeds
        self._connection.execute(table.delete().where(table.c.user_id == user_id))
        if digest is not None:
            values = {"user_id": user_id, "digest": digest, "made_at": at}
            self._connection.execute(insert(table).values(values))

    def feed_made_at(self, user_id: str) -> datetime | None:
        """Since when an account has a calendar address; None without one."""
        query = select(calendar_feeds.c.made_at).where(calendar_feeds.c.user_id == user_id)
        return self._connection.execute(query).scalar()

    def feed_owner(self, digest: str) -> str | None:
        """Whose calendar address that is."""
        query = select(calendar_feeds.c.user_id).where(calendar_feeds.c.digest == digest)
        return self._connection.execute(query).scalar()


def _read() -> Any:
    return (
        select(
            closings,
            users.c.display_name.label("closer"),
            _opener.c.display_name.label("opener_name"),
        )
        .join(users, users.c.id == closings.c.closed_by)
        .outerjoin(_opener, _opener.c.id == closings.c.reopened_by)
    )


def _closing(row: RowMapping) -> Closing:
    return Closing(
        id=row["id"],
        project=row["project_id"],
        number=row["number"],
        closed_by=row["closed_by"],
        closed_by_name=row["closer"],
        closed_at=row["closed_at"],
        record=row["record"],
        package=row["package"],
        package_size=row["package_size"],
        reopened_by_name=row["opener_name"],
        reopened_at=row["reopened_at"],
        reopen_reason=row["reopen_reason"],
    )
