"""Saved and recent searches: each person's own. No method reads across people but those for alerts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from archive.domain.saved_searches import Alert, RecentSearch, SavedSearch
from archive.persistence.tables import recent_searches, saved_searches, users


class SavedSearchRepository:
    """The tables of saved and recent searches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # saved

    def add(self, saved: SavedSearch) -> None:
        """Keep a search."""
        self._connection.execute(
            insert(saved_searches).values(
                id=saved.id,
                user_id=saved.user_id,
                name=saved.name,
                asked={
                    "text": saved.text,
                    "filters": {name: list(values) for name, values in saved.filters.items()},
                    "sort": saved.sort,
                },
                alert=saved.alert.value,
                created_at=saved.created_at,
                looked_at=saved.looked_at,
                told_at=saved.told_at,
            )
        )

    def get(self, user_id: str, saved_id: str) -> SavedSearch | None:
        """One of a person's searches."""
        query = select(saved_searches).where(
            saved_searches.c.id == saved_id, saved_searches.c.user_id == user_id
        )
        row = self._connection.execute(query).mappings().first()
        return _saved(row) if row else None

    def of_user(self, user_id: str) -> tuple[SavedSearch, ...]:
        """A person's searches, by name."""
        query = (
            select(saved_searches)
            .where(saved_searches.c.user_id == user_id)
            .order_by(func.lower(saved_searches.c.name), saved_searches.c.id)
        )
        return tuple(map(_saved, self._connection.execute(query).mappings()))

    def change(self, user_id: str, saved_id: str, values: Mapping[str, object]) -> None:
        """Set columns of one of a person's searches."""
        self._connection.execute(
            update(saved_searches)
            .where(saved_searches.c.id == saved_id, saved_searches.c.user_id == user_id)
            .values(**values)
        )

    def remove(self, user_id: str, saved_id: str) -> bool:
        """Forget one of a person's searches; False when there is none."""
        done = self._connection.execute(
            delete(saved_searches).where(
                saved_searches.c.id == saved_id, saved_searches.c.user_id == user_id
            )
        )
        return done.rowcount > 0

    def with_alert(self, alert: Alert) -> tuple[SavedSearch, ...]:
        """Every search of an active account that is to be told of in this way, person by person."""
        query = (
            select(saved_searches)
            .join(users, users.c.id == saved_searches.c.user_id)
            .where(saved_searches.c.alert == alert.value, users.c.active)
            .order_by(saved_searches.c.user_id, saved_searches.c.id)
        )
        return tuple(map(_saved, self._connection.execute(query).mappings()))

    # recent

    def remember(self, user_id: str, key: str, text: str, at: datetime, kept: int) -> None:
        """Note words that were searched for; only the last `kept` stay."""
        table = recent_searches
        own = table.c.user_id == user_id
        self._connection.execute(delete(table).where(own, table.c.text_key == key))
        self._connection.execute(
            insert(table).values(user_id=user_id, text_key=key, text=text, at=at)
        )
        newest = (
            select(table.c.text_key).where(own).order_by(table.c.at.desc(), table.c.text_key)
        ).limit(kept)
        self._connection.execute(delete(table).where(own, table.c.text_key.not_in(newest)))

    def recent(self, user_id: str, limit: int) -> tuple[RecentSearch, ...]:
        """What a person searched for last, the newest first."""
        table = recent_searches
        query = (
            select(table.c.text, table.c.at)
            .where(table.c.user_id == user_id)
            .order_by(table.c.at.desc(), table.c.text_key)
            .limit(limit)
        )
        return tuple(RecentSearch(text, at) for text, at in self._connection.execute(query))

    def forget_recent(self, user_id: str) -> None:
        """Forget what a person searched for."""
        self._connection.execute(
            delete(recent_searches).where(recent_searches.c.user_id == user_id)
        )


def _saved(row: RowMapping) -> SavedSearch:
    asked = row["asked"]
    return SavedSearch(
        id=row["id"],
        user_id=row["user_id"],
        name=row["name"],
        text=asked["text"],
        filters={name: tuple(values) for name, values in asked["filters"].items()},
        sort=asked["sort"],
        alert=Alert(row["alert"]),
        created_at=row["created_at"],
        looked_at=row["looked_at"],
        told_at=row["told_at"],
    )
