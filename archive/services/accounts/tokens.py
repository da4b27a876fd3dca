"""Bearer tokens for programs: shown once, stored as a hash, always with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from archive.domain.access import Principal
from archive.domain.projects import ApiToken
from archive.errors import InvalidInput, NotFound, NotSignedIn
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.accounts.accounts import TOUCH_EVERY
from archive.services.operations.identifiers import Clock, hash_of_secret, new_id, new_secret
from archive.services.search.kept_reads import KeptReads

PREFIX = "pa_"
KEPT_BYTES = 1 << 20  # of who asked last


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its secret, which is not stored."""

    token: ApiToken
    secret: str


class TokenService:
    """A token acts with the rights its account has at the moment of use."""

    def __init__(self, database: Database, longest: timedelta, clock: Clock) -> None:
        self._database = database
        self._kept = KeptReads(database, KEPT_BYTES)
        self._longest = longest
        self._clock = clock

    def create(self, principal: Principal, name: str, days: int | None = None) -> NewToken:
        """Make a token that lasts `days`, at most and by default as long as the settings allow."""
        return self.create_as(principal.user_id, name, days)

    def create_as(self, user_id: str, name: str, days: int | None = None) -> NewToken:
        """Like `create`, for the command line."""
        if not 1 <= len(name.strip()) <= 120:
            raise InvalidInput(field="name", why="1-120")
        longest = self._longest.days
        if days is not None and not 1 <= days <= longest:
            raise InvalidInput(field="days", why=f"1-{longest}")
        now, secret = self._clock(), PREFIX + new_secret()
        ends = now + (timedelta(days=days) if days else self._longest)
        token = ApiToken(new_id(), user_id, name.strip(), now, ends, None)
        with self._database.write() as work:
            work.accounts.add_token(token, hash_of_secret(secret))
            work.audit.append(AuditEvent(now, user_id, "token_created", token.id, None, {}))
        return NewToken(token, secret)

    def list(self, principal: Principal) -> tuple[ApiToken, ...]:
        """The caller's own tokens."""
        with self._database.read() as work:
            return work.accounts.tokens_of(principal.user_id)

    def revoke(self, principal: Principal, token_id: str) -> None:
        """End one of the caller's tokens at once."""
        with self._database.write() as work:
            if not work.accounts.remove_token(principal.user_id, token_id):
                raise NotFound
            work.audit.append(
                AuditEvent(self._clock(), principal.user_id, "token_revoked", token_id, None, {})
            )

    def principal_of_token(self, secret: str) -> Principal:
        """Who a token acts for. NotSignedIn: unknown, expired, revoked, or a disabled account."""
        now = self._clock()
        key = hash_of_secret(secret)
        with self._kept.reading() as reading:
            token, principal = reading.one(key, lambda work: _holder(work, key))
        if token is None or principal is None or now >= token.expires_at:
            raise NotSignedIn
        if token.last_used_at is None or now - token.last_used_at > TOUCH_EVERY:
            with self._database.write() as work:
                work.accounts.touch_token(token.id, now)
        return principal


def _holder(work: Work, key: str) -> tuple[ApiToken | None, Principal | None]:
    token = work.accounts.token(key)
    return token, work.accounts.principal(token.user_id) if token else None
