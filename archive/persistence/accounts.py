"""Accounts, sessions, bearer tokens and failed sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from archive.domain.access import Membership, Principal, ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.projects import Account, ApiToken
from archive.persistence.tables import (
    api_tokens,
    memberships,
    sessions,
    sign_in_failures,
    users,
)

# Built once: they are asked with every request and every file read.
_BY_ID = select(users).where(users.c.id == bindparam("account"))
_PLACES_OF = select(memberships).where(memberships.c.user_id == bindparam("account"))


class AccountRepository:
    """Reads and writes of who may sign in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account, password_hash: str | None) -> None:
        """Store a new account; the unique key of its name makes a second one fail."""
        values = asdict(account) | {
            "role": account.role.value,
            "username_key": account.username.casefold(),
            "password_hash": password_hash,
        }
        self._connection.execute(insert(users).values(values))

    def by_username(self, username: str) -> Account | None:
        """The account of that name, whatever its letters' case."""
        return self._one(users.c.username_key == username.casefold())

    def by_id(self, user_id: str) -> Account | None:
        """The account with that id."""
        row = self._connection.execute(_BY_ID, {"account": user_id}).mappings().first()
        return _account(row) if row else None

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        rows = self._connection.execute(select(users).order_by(users.c.username_key)).mappings()
        return tuple(map(_account, rows))

    def names(self, ids: Sequence[str]) -> dict[str, str]:
        """Id -> shown name, for the ids that exist."""
        rows = self._connection.execute(
            select(users.c.id, users.c.display_name).where(users.c.id.in_(set(ids)))
        )
        return {row.id: row.display_name for row in rows}

    def any_with_role(self, role: Role) -> bool:
        """True when an active account has that role."""
        query = select(users.c.id).where(users.c.role == role.value, users.c.active).limit(1)
        return self._connection.execute(query).first() is not None

    def with_role(self, role: Role) -> tuple[str, ...]:
        """The active accounts with a role of the whole archive."""
        query = select(users.c.id).where(users.c.role == role.value, users.c.active)
        return tuple(self._connection.execute(query.order_by(users.c.id)).scalars())

    def change(self, user_id: str, **values: object) -> None:
        """Set columns of one account."""
        self._connection.execute(update(users).where(users.c.id == user_id).values(**values))

    def password_hash(self, user_id: str) -> str | None:
        """The stored hash, for verification only."""
        query = select(users.c.password_hash).where(users.c.id == user_id)
        return self._connection.execute(query).scalar()

    def principal(self, user_id: str) -> Principal | None:
        """The account with its memberships, detached; None when it is unknown or disabled."""
        account = self.by_id(user_id)
        if account is None or not account.active:
            return None
        rows = self._connection.execute(_PLACES_OF, {"account": user_id}).mappings()
        places = tuple(
            Membership(r["project_id"], ProjectRole(r["role"]), Level(r["clearance"])) for r in rows
        )
        return Principal(
            account.id,
            account.username,
            account.role,
            places,
            account.display_name,
            account.language,
            account.must_change_password,
        )

    # sessions

    def open_session(
        self, token_hash: str, user_id: str, now: datetime, expires_at: datetime
    ) -> None:
        """Remember a session by the hash of its token."""
        self._connection.execute(
            insert(sessions).values(
                token_hash=token_hash,
                user_id=user_id,
                created_at=now,
                last_seen_at=now,
                expires_at=expires_at,
            )
        )

    def session(self, token_hash: str) -> tuple[str, datetime, datetime] | None:
        """(account, last seen, expires) of a session."""
        row = self._connection.execute(
            select(sessions).where(sessions.c.token_hash == token_hash)
        ).first()
        return (row.user_id, row.last_seen_at, row.expires_at) if row else None

    def touch_session(self, token_hash: str, now: datetime) -> None:
        """Note that a session was used; a session deleted meanwhile is not made again."""
        self._connection.execute(
            update(sessions).where(sessions.c.token_hash == token_hash).values(last_seen_at=now)
        )

    def close_session(self, token_hash: str) -> None:
        """Forget one session."""
        self._connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))

    def close_sessions_of(self, user_id: str) -> None:
        """Forget every session of an account."""
        self._connection.execute(delete(sessions).where(sessions.c.user_id == user_id))

    # bearer tokens

    def add_token(self, token: ApiToken, token_hash: str) -> None:
        """Store a token by its hash."""
        self._connection.execute(
            insert(api_tokens).values(asdict(token) | {"token_hash": token_hash})
        )

    def token(self, token_hash: str) -> ApiToken | None:
        """The token with that hash."""
        row = (
            self._connection.execute(
                select(api_tokens).where(api_tokens.c.token_hash == token_hash)
            )
            .mappings()
            .first()
        )
        return _token(row) if row else None

    def tokens_of(self, user_id: str) -> tuple[ApiToken, ...]:
        """An account's tokens, newest first."""
        rows = self._connection.execute(
            select(api_tokens)
            .where(api_tokens.c.user_id == user_id)
            .order_by(api_tokens.c.created_at.desc(), api_tokens.c.id)
        ).mappings()
        return tuple(map(_token, rows))

    def touch_token(self, token_id: str, now: datetime) -> None:
        """Note when a token was last used."""
        self._connection.execute(
            update(api_tokens).where(api_tokens.c.id == token_id).values(last_used_at=now)
        )

    def remove_token(self, user_id: str, token_id: str) -> bool:
        """Forget one of the account's own tokens; False when it has none of that id."""
        done = self._connection.execute(
            delete(api_tokens).where(api_tokens.c.id == token_id, api_tokens.c.user_id == user_id)
        )
        return done.rowcount > 0

    def remove_tokens_of(self, user_id: str) -> None:
        """Forget every token of an account."""
        self._connection.execute(delete(api_tokens).where(api_tokens.c.user_id == user_id))

    # failed sign-ins

    def note_failure(self, subjects: Sequence[str], now: datetime, forget_before: datetime) -> None:
        """Count a failed sign-in against each subject (an account's name, an address)."""
        self._connection.execute(
            delete(sign_in_failures).where(sign_in_failures.c.at < forget_before)
        )
        self._connection.execute(
            insert(sign_in_failures), [{"subject": subject, "at": now} for subject in subjects]
        )

    def failures(self, subject: str, since: datetime) -> tuple[int, datetime | None]:
        """How many failures since then, and the latest."""
        row = self._connection.execute(
            select(func.count(), func.max(sign_in_failures.c.at)).where(
                sign_in_failures.c.subject == subject, sign_in_failures.c.at >= since
            )
        ).one()
        return int(row[0]), row[1]

    def clear_failures(self, subject: str) -> None:
        """Forget a subject's failures."""
        self._connection.execute(
            delete(sign_in_failures).where(sign_in_failures.c.subject == subject)
        )

    def _one(self, condition: Any) -> Account | None:
        row = self._connection.execute(select(users).where(condition)).mappings().first()
        return _account(row) if row else None


def _account(row: RowMapping) -> Account:
    return Account(
        id=row["id"],
        username=row["username"],
        display_name=row["display_name"],
        role=Role(row["role"]),
        language=row["language"],
        theme=row["theme"],
        active=row["active"],
        must_change_password=row["must_change_password"],
        created_at=row["created_at"],
        email=row["email"],
        digest=row["digest"],
    )


def _token(row: RowMapping) -> ApiToken:
    return ApiToken(
        row["id"],
        row["user_id"],
        row["name"],
        row["created_at"],
        row["expires_at"],
        row["last_used_at"],
    )
