"""What people are told: posted with the act that is the reason, read under today's rights."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.domain.access import Principal, scope_of
from archive.domain.notice_groups import NoticeGroup
from archive.domain.notices import Digest, Notice, PostedNotice
from archive.domain.projects import Account
from archive.errors import InvalidInput, NotFound, NotSignedIn
from archive.persistence.database import Database, Work
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.paging import Page, window

LONGEST_ADDRESS = 254
MOST_IN_GROUP = 100
"""Notices of one group that are listed; the rest is counted."""
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")


class NoticeService:
    """Posts notices, lists them to their readers, and keeps where a reader gets mail."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def post(self, work: Work, user_ids: Iterable[str], notice: Notice) -> None:
        """Tell accounts something, inside the caller's transaction; the same `key` is told once."""
        ids = {user_id: new_id() for user_id in user_ids}
        if ids:
            work.notices.add(ids, notice, self._clock())

    def list(
        self, principal: Principal, *, unread: bool = False, page: int = 1, per_page: int = 20
    ) -> Page[PostedNotice]:
        """The caller's notices, the newest first; none of what the caller may not see any more."""
        offset, limit = window(page, per_page)
        own, scope = principal.user_id, scope_of(principal)
        with self._database.read() as work:
            found = work.notices.find(own, scope, offset, limit, unread=unread)
            total = work.notices.count(own, scope, unread=unread)
        return Page(found, total, page, per_page)

    def groups(
        self, principal: Principal, *, unread: bool = False, page: int = 1, per_page: int = 20
    ) -> Page[NoticeGroup]:
        """The caller's notices as things to know: of one kind, project and day together.

        With `unread` a group is of what was not read, and counts nothing else.
        """
        offset, limit = window(page, per_page)
        own, scope = principal.user_id, scope_of(principal)
        with self._database.read() as work:
            found = work.notices.groups(
                own, scope, offset, limit, most=MOST_IN_GROUP, unread=unread
            )
            total = work.notices.count_groups(own, scope, unread=unread)
        return Page(found, total, page, per_page)

    def unread(self, principal: Principal) -> int:
        """How many the caller has not read, one by one."""
        with self._database.read() as work:
            return work.notices.count(principal.user_id, scope_of(principal), unread=True)

    def unread_groups(self, principal: Principal) -> int:
        """How many things there are to know, told together as `groups` tells them."""
        with self._database.read() as work:
            return work.notices.count_groups(principal.user_id, scope_of(principal), unread=True)

    def mark(
        self, principal: Principal, notice_id: str, *, read: bool, together: bool = False
    ) -> PostedNotice:
        """Mark one as read or as unread; NotFound unless it is the caller's and may be seen.

        With `together` what was told with it until then is marked too: not what came after it, which
        the caller has not been shown.
        """
        at = self._clock() if read else None
        own, scope = principal.user_id, scope_of(principal)
        with self._database.write() as work:
            found = work.notices.get(own, scope, notice_id)
            if found is None:
                raise NotFound
            ids = work.notices.told_with(own, scope, found) if together else (notice_id,)
            work.notices.set_read(own, ids, at)
        return replace(found, read_at=at)

    def mark_all(self, principal: Principal) -> int:
        """Mark everything as read; how many that were."""
        with self._database.write() as work:
            return work.notices.read_all(principal.user_id, scope_of(principal), self._clock())

    def set_mail(self, principal: Principal, address: str | None, digest: str) -> Account:
        """Where the caller gets mail (None: nowhere), and how often.

        Raises:
            InvalidInput: no such choice, or not an address.
        """
        address = (address or "").strip() or None
        if digest not in list(Digest):
            raise InvalidInput(field="digest", why=", ".join(Digest))
        if address and (len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address)):
            raise InvalidInput(field="address", why="name@example.org")
        with self._database.write() as work:
            work.accounts.change(principal.user_id, email=address, digest=digest)
            account = work.accounts.by_id(principal.user_id)
        if account is None:
            raise NotSignedIn
        return account
