"""Searches people keep: what is new in them is counted when they look, under the rights of that moment.

A saved search holds what was asked and nothing of what was found: no numbers, no names, no ids.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from archive.domain.access import AccessScope, Principal, scope_of
from archive.domain.folding import fold
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.saved_searches import LONGEST_NAME, MOST, Alert, RecentSearch, SavedSearch
from archive.errors import Conflict, InvalidInput, NotFound
from archive.indexer.port import SearchIndex, SearchRequest
from archive.persistence.database import Database, Work
from archive.services.intake.arrivals import arrivals, count_new
from archive.services.operations.entry_ids import split_entries
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.notices import NoticeService
from archive.services.search.project_words import with_projects
from archive.services.search.search import bounded
from archive.team_time import day_of

REMEMBERED = 20
"""Recent searches kept of a person."""
AT_ONCE_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved search with how many of its hits came in since its owner last looked."""

    saved: SavedSearch
    new: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A saved search that is being looked at, and the ids of documents and lessons new since last time."""

    saved: SavedSearch
    fresh: frozenset[str]


class SavedSearchService:
    """Everything here is the caller's own; somebody else's saved search does not exist."""

    def __init__(
        self, database: Database, index: SearchIndex, notices: NoticeService, clock: Clock
    ) -> None:
        self._database = database
        self._index = index
        self._notices = notices
        self._clock = clock

    # saved searches

    def list(self, principal: Principal) -> tuple[SavedView, ...]:
        """The caller's searches, by name, with what is new in each."""
        scope = scope_of(principal)
        with self._database.read() as work:
            found = work.saved_searches.of_user(principal.user_id)
            new = count_new(
                self._index,
                work,
                scope,
                ((_asked(one, scope, work, day_of(self._clock())), one.looked_at) for one in found),
            )
        return tuple(SavedView(one, number) for one, number in zip(found, new, strict=True))

    def get(self, principal: Principal, saved_id: str) -> SavedSearch:
        """One of the caller's searches."""
        with self._database.read() as work:
            return _own(work, principal, saved_id)

    def add(
        self, principal: Principal, name: str, request: SearchRequest, alert: Alert = Alert.NONE
    ) -> SavedView:
        """Keep a search. InvalidInput for one that asks nothing, Conflict when there are too many."""
        asked = bounded(request)
        text = " ".join(asked.text.split())
        if not text and not any(asked.filters.values()):
            raise InvalidInput(field="q", why="text")
        now = self._clock()
        with self._database.write() as work:
            if len(work.saved_searches.of_user(principal.user_id)) >= MOST:
                raise Conflict(why="too_many_saved", n=MOST)
            saved = SavedSearch(
                id=new_id(),
                user_id=principal.user_id,
                name=_name(name),
                text=text,
                filters={k: v for k, v in asked.filters.items() if v},
                sort=asked.sort,
                alert=alert,
                created_at=now,
                looked_at=now,
                told_at=now,
            )
            work.saved_searches.add(saved)
        return SavedView(saved, 0)

    def change(
        self,
        principal: Principal,
        saved_id: str,
        name: str | None = None,
        alert: Alert | None = None,
    ) -> SavedView:
        """Rename a search, or choose when to be told. Alerts begin with what comes in from now on."""
        with self._database.write() as work:
            before = _own(work, principal, saved_id)
            values: dict[str, object] = {} if name is None else {"name": _name(name)}
            if alert is not None and alert is not before.alert:
                values |= {"alert": alert.value, "told_at": self._clock()}
            if values:
                work.saved_searches.change(principal.user_id, saved_id, values)
            after = _own(work, principal, saved_id)
            return self._view(work, principal, after)

    def remove(self, principal: Principal, saved_id: str) -> None:
        """Forget a search."""
        with self._database.write() as work:
            if not work.saved_searches.remove(principal.user_id, saved_id):
                raise NotFound

    def look(self, principal: Principal, saved_id: str) -> Looked:
        """Its owner looks at it: what is new is told one last time, and is not new any more."""
        scope = scope_of(principal)
        with self._database.write() as work:
            saved = _own(work, principal, saved_id)
            came = arrivals(work, scope, [saved.looked_at]).since(saved.looked_at)
            documents, lessons = split_entries(came)
            now = self._clock()
            looked = replace(saved, looked_at=now, told_at=now)
            values = {"looked_at": now, "told_at": now}
            work.saved_searches.change(principal.user_id, saved_id, values)
        return Looked(looked, frozenset(documents) | frozenset(lessons))

    def _view(self, work: Work, principal: Principal, saved: SavedSearch) -> SavedView:
        scope = scope_of(principal)
        asked = [(_asked(saved, scope, work, day_of(self._clock())), saved.looked_at)]
        return SavedView(saved, count_new(self._index, work, scope, asked)[0])

    # recent searches

    def remember(self, principal: Principal, text: str) -> None:
        """Note what the caller searched for, for the caller alone."""
        words = " ".join(text.split())[:300]
        if words:
            with self._database.write() as work:
                work.saved_searches.remember(
                    principal.user_id, fold(words)[:300], words, self._clock(), REMEMBERED
                )

    def recent(self, principal: Principal, limit: int = REMEMBERED) -> tuple[RecentSearch, ...]:
        """What the caller searched for last."""
        with self._database.read() as work:
            return work.saved_searches.recent(principal.user_id, limit)

    def forget(self, principal: Principal) -> None:
        """Forget what the caller searched for."""
        with self._database.write() as work:
            work.saved_searches.forget_recent(principal.user_id)

    # alerts

    def tell(self, alert: Alert, now: datetime) -> None:
        """Post a notice for every search of that alert with hits that came in since the last one.

        The notice names the search and nothing else: how many there are and which, is computed when
        it is followed, under the rights of that moment.
        """
        with self._database.read() as work:
            due = work.saved_searches.with_alert(alert)
        for user_id, group in groupby(due, key=lambda one: one.user_id):
            self._tell(user_id, tuple(group), now)

    def _tell(self, user_id: str, searches: tuple[SavedSearch, ...], now: datetime) -> None:
        with self._database.read() as work:
            principal = work.accounts.principal(user_id)
            if principal is None:
                return
            scope = scope_of(principal)
            asked = ((_asked(one, scope, work, day_of(now)), one.told_at) for one in searches)
            new = count_new(self._index, work, scope, asked)
        with self._database.write() as work:
            for saved, number in zip(searches, new, strict=True):  # few, and one transaction
                work.saved_searches.change(user_id, saved.id, {"told_at": now})
                if number:
                    self._notices.post(work, [user_id], _notice(saved))


def _asked(saved: SavedSearch, scope: AccessScope, work: Work, today: date) -> SearchRequest:
    asked = replace(request_of(saved), today=today)
    return with_projects(asked, scope, lambda: work)


def request_of(saved: SavedSearch) -> SearchRequest:
    """What a saved search asks."""
    return SearchRequest(saved.text, saved.filters, saved.sort)


def _notice(saved: SavedSearch) -> Notice:
    return Notice(
        "saved_search",
        Message("notices.saved_search", {"name": saved.name}),
        f"/saved-searches/{saved.id}",
        key=f"saved_search:{saved.id}:{saved.told_at.isoformat()}",
    )


def _own(work: Work, principal: Principal, saved_id: str) -> SavedSearch:
    saved = work.saved_searches.get(principal.user_id, saved_id)
    if saved is None:
        raise NotFound
    return saved


def _name(name: str) -> str:
    text = " ".join(name.split())
    if not 1 <= len(text) <= LONGEST_NAME:
        raise InvalidInput(field="name", why=f"1-{LONGEST_NAME}")
    return text
