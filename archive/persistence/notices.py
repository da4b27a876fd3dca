"""What people are told, limited to what they may still see; and when each duty was last done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, or_, select, update

from archive.domain.access import AccessScope
from archive.domain.messages import Message
from archive.domain.notices import Digest, Notice, PostedNotice
from archive.persistence.document_rows import LIVE
from archive.persistence.encoding import message_in, message_out
from archive.persistence.scoping import project_visible_to, visible_to
from archive.persistence.tables import documents, duties, notices, projects, users


class NoticeRepository:
    """Notices by reader. Every reading asks again whether the reader may see what each is about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ids: dict[str, str], notice: Notice, now: datetime) -> None:
        """Tell accounts (account -> the notice's id); who was told under this key is left out."""
        known = self._connection.execute(
            select(notices.c.user_id).where(
                notices.c.key == notice.key, notices.c.user_id.in_(list(ids))
            )
        ).scalars()
        told = set(known)
        rows = [
            {
                "id": notice_id,
                "user_id": user_id,
                "key": notice.key,
                "kind": notice.kind,
                "message": message_out(notice.message),
                "link": notice.link,
                "project_id": notice.project_id,
                "document_id": notice.document_id,
                "posted_at": now,
            }
            for user_id, notice_id in ids.items()
            if user_id not in told
        ]
        if rows:
            self._connection.execute(insert(notices), rows)

    def find(
        self, user_id: str, scope: AccessScope, offset: int, limit: int, *, unread: bool = False
    ) -> tuple[PostedNotice, ...]:
        """A reader's notices, the newest first."""
        query = (
            select(notices)
            .where(*_own(user_id, scope, unread=unread))
            .order_by(notices.c.posted_at.desc(), notices.c.id)
            .offset(offset)
            .limit(limit)
        )
        return tuple(map(_posted, self._connection.execute(query).mappings()))

    def get(self, user_id: str, scope: AccessScope, notice_id: str) -> PostedNotice | None:
        """One notice of a reader."""
        query = select(notices).where(notices.c.id == notice_id, *_own(user_id, scope))
        row = self._connection.execute(query).mappings().first()
        return _posted(row) if row else None

    def count(self, user_id: str, scope: AccessScope, *, unread: bool = False) -> int:
        """How many there are."""
        query = (
            select(func.count()).select_from(notices).where(*_own(user_id, scope, unread=unread))
        )
        return int(self._connection.execute(query).scalar_one())

    def readers_to_mail(self) -> tuple[str, ...]:
        """Active accounts with a mail address and something that was neither read nor mailed."""
        query = (
            select(notices.c.user_id)
            .join(users, users.c.id == notices.c.user_id)
            .where(
                notices.c.read_at.is_(None),
                notices.c.mailed_at.is_(None),
                users.c.active,
                users.c.email.is_not(None),
                users.c.digest == Digest.DAILY.value,
            )
            .distinct()
            .order_by(notices.c.user_id)
        )
        return tuple(self._connection.execute(query).scalars())

    def to_mail(self, user_id: str, scope: AccessScope, limit: int) -> tuple[PostedNotice, ...]:
        """What a reader has neither read nor got by mail, the oldest first."""
        query = (
            select(notices)
            .where(*_own(user_id, scope, unread=True), notices.c.mailed_at.is_(None))
            .order_by(notices.c.posted_at, notices.c.id)
            .limit(limit)
        )
        return tuple(map(_posted, self._connection.execute(query).mappings()))

    def set_read(self, user_id: str, ids: Collection[str], at: datetime | None) -> None:
        """Mark some of a reader's notices as read, or as unread (None)."""
        self._connection.execute(
            update(notices)
            .where(notices.c.user_id == user_id, notices.c.id.in_(set(ids)))
            .values(read_at=at)
        )

    def read_all(self, user_id: str, scope: AccessScope, at: datetime) -> int:
        """Mark every notice the reader may see as read; how many were unread."""
        done = self._connection.execute(
            update(notices).where(*_own(user_id, scope, unread=True)).values(read_at=at)
        )
        return done.rowcount

    def mailed(self, user_id: str, ids: Collection[str], at: datetime) -> None:
        """These were sent by mail."""
        self._connection.execute(
            update(notices)
            .where(notices.c.user_id == user_id, notices.c.id.in_(set(ids)))
            .values(mailed_at=at)
        )


@dataclass(frozen=True, slots=True)
class LastTry:
    """A duty's last try: when, whether it failed, and how many tries that makes in its period."""

    started: datetime
    finished: datetime | None
    failed: bool
    tries: int


class DutyRepository:
    """One row a duty."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, name: str, since: datetime, now: datetime, *, again: bool = False) -> bool:
        """Claim a duty for the period that began at `since`; False when somebody did it already.

        With `again` the claim is for another try of one that failed; it fails as long as it runs.
        """
        failed = duties.c.error.is_not(None)
        claimed = self._connection.execute(
            update(duties)
            .where(duties.c.name == name, failed if again else duties.c.started_at < since)
            .values(
                started_at=now,
                finished_at=None,
                error=None,
                tries=duties.c.tries + 1 if again else 1,
            )
        )
        if claimed.rowcount:
            return True
        known = select(duties.c.name).where(duties.c.name == name)
        if self._connection.execute(known).first() is not None:
            return False
        self._connection.execute(insert(duties).values(name=name, started_at=now, tries=1))
        return True

    def done(self) -> dict[str, LastTry]:
        """How each duty went the last time it was begun."""
        return {
            row.name: LastTry(row.started_at, row.finished_at, row.error is not None, row.tries)
            for row in self._connection.execute(select(duties))
        }

    def finish(self, name: str, now: datetime, error: str | None = None) -> None:
        """A duty is done, or failed with an error."""
        self._connection.execute(
            update(duties).where(duties.c.name == name).values(finished_at=now, error=error)
        )

    def error(self, name: str) -> str | None:
        """What went wrong the last time, if anything did."""
        query = select(duties.c.error).where(duties.c.name == name)
        return cast("str | None", self._connection.execute(query).scalar())


def _own(
    user_id: str, scope: AccessScope, *, unread: bool = False
) -> tuple[ColumnElement[bool], ...]:
    """The reader's notices about nothing in particular, or about what the reader may see now."""
    project = (
        select(projects.c.id)
        .where(projects.c.id == notices.c.project_id, project_visible_to(scope))
        .exists()
    )
    document = (
        select(documents.c.id)
        .where(
            documents.c.id == notices.c.document_id,
            LIVE,
            visible_to(scope),
        )
        .exists()
    )
    conditions = (
        notices.c.user_id == user_id,
        or_(notices.c.project_id.is_(None), project),
        or_(notices.c.document_id.is_(None), document),
    )
    return (*conditions, notices.c.read_at.is_(None)) if unread else conditions


def _posted(row: RowMapping) -> PostedNotice:
    return PostedNotice(
        row["id"],
        row["kind"],
        cast("Message", message_in(row["message"])),
        row["link"],
        row["posted_at"],
        row["read_at"],
    )
