"""What people are told, limited to what they may still see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    update,
)

from archive.domain.access import AccessScope
from archive.domain.messages import Message
from archive.domain.notice_groups import GATHERED, NoticeGroup, group_key, group_of
from archive.domain.notices import Digest, Notice, PostedNotice
from archive.persistence.document_rows import LIVE
from archive.persistence.encoding import message_in, message_out
from archive.persistence.scoping import project_visible_to, visible_to
from archive.persistence.tables import documents, notices, projects, users


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
            _told()
            .where(*_own(user_id, scope, unread=unread))
            .order_by(notices.c.posted_at.desc(), notices.c.id)
            .offset(offset)
            .limit(limit)
        )
        return tuple(map(_posted, self._connection.execute(query).mappings()))

    def get(self, user_id: str, scope: AccessScope, notice_id: str) -> PostedNotice | None:
        """One notice of a reader."""
        query = _told().where(notices.c.id == notice_id, *_own(user_id, scope))
        row = self._connection.execute(query).mappings().first()
        return _posted(row) if row else None

    def count(self, user_id: str, scope: AccessScope, *, unread: bool = False) -> int:
        """How many there are."""
        query = (
            select(func.count()).select_from(notices).where(*_own(user_id, scope, unread=unread))
        )
        return int(self._connection.execute(query).scalar_one())

    def groups(
        self,
        user_id: str,
        scope: AccessScope,
        offset: int,
        limit: int,
        *,
        most: int,
        unread: bool = False,
    ) -> tuple[NoticeGroup, ...]:
        """A reader's notices as groups, those with the newest first; of each at most `most` are read.

        Two queries however many groups there are.
        """
        own, keys = _own(user_id, scope, unread=unread), _group_columns()
        newest = func.max(notices.c.posted_at)
        total, waiting = func.count(), func.sum(case((notices.c.read_at.is_(None), 1), else_=0))
        wanted = (
            select(*keys, total.label("total"), waiting.label("waiting"))
            .where(*own)
            .group_by(*keys)
            .order_by(newest.desc(), *keys)
            .offset(offset)
            .limit(limit)
            .subquery()
        )
        place = func.row_number().over(
            partition_by=keys, order_by=(notices.c.posted_at.desc(), notices.c.id.desc())
        )
        same = and_(*(column == wanted.c[column.name] for column in keys))
        ranked = (
            _told()
            .add_columns(place.label("place"), wanted.c.total, wanted.c.waiting)
            .join(wanted, same)
            .where(*own)
            .subquery()
        )
        rows = self._connection.execute(
            select(ranked).where(ranked.c.place <= most).order_by(ranked.c.posted_at, ranked.c.id)
        ).mappings()
        found: dict[tuple[str, str, str], list[PostedNotice]] = {}
        sizes: dict[tuple[str, str, str], tuple[int, int]] = {}
        for row in rows:
            notice = _posted(row)
            key = group_key(notice)
            found.setdefault(key, []).append(notice)
            sizes[key] = (int(row["total"]), int(row["waiting"]))
        made = [group_of(told, *sizes[key]) for key, told in found.items()]
        made.sort(key=lambda group: group.id)
        return tuple(sorted(made, key=lambda group: group.posted_at, reverse=True))

    def count_groups(self, user_id: str, scope: AccessScope, *, unread: bool = False) -> int:
        """How many groups there are."""
        keys = _group_columns()
        groups = select(*keys).where(*_own(user_id, scope, unread=unread)).group_by(*keys)
        query = select(func.count()).select_from(groups.subquery())
        return int(self._connection.execute(query).scalar_one())

    def told_with(self, user_id: str, scope: AccessScope, notice: PostedNotice) -> tuple[str, ...]:
        """The ids of a notice and of what was told with it until then; what came later is not in it."""
        kind, about, day = group_key(notice)
        single, *_ = _group_columns()
        if not day:
            return (notice.id,)
        query = select(notices.c.id).where(
            *_own(user_id, scope),
            single == "",
            notices.c.kind == kind,
            notices.c.project_id == about,
            func.date(notices.c.posted_at) == day,
            notices.c.posted_at <= notice.posted_at,
        )
        return tuple(self._connection.execute(query).scalars())

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
            _told()
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


def _told() -> Select[tuple[object, ...]]:
    """Notices with the names their projects have now."""
    about = projects.alias("about")
    return select(notices, about.c.name.label("project")).outerjoin(
        about, about.c.id == notices.c.project_id
    )


def _group_columns() -> tuple[ColumnElement[str], ...]:
    """What notices of one group have in common, as `domain.notice_groups.group_key` says it."""
    together = and_(notices.c.kind.in_(sorted(GATHERED)), notices.c.project_id.is_not(None))
    return (
        case((together, ""), else_=notices.c.id).label("single"),
        notices.c.kind.label("told_kind"),
        func.coalesce(notices.c.project_id, "").label("told_project"),
        func.date(notices.c.posted_at).label("told_day"),
    )


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
        row["project_id"],
        row["project"],
    )
