"""Signing in, and the accounts of the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive.domain.access import Action, Principal, Role, Target, may, require
from archive.domain.messages import LANGUAGES
from archive.domain.projects import Account
from archive.errors import (
    AlreadyExists,
    Conflict,
    InvalidInput,
    NotFound,
    NotSignedIn,
    SignInRefused,
    TooManyAttempts,
)
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.accounts.passwords import Passwords, one_time_password
from archive.services.operations.identifiers import Clock, hash_of_secret, new_id, new_secret
from archive.services.search.kept_reads import KeptReads

USERNAME = re.compile(r"[\w][\w.@-]{1,63}")
THEMES = ("light", "dark")
WINDOW = timedelta(hours=1)
FREE_TRIES, TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS = 5, 20, 100
TOUCH_EVERY = timedelta(minutes=1)
SYSTEM = "system"
KEPT_BYTES = 1 << 20  # of who asked last

Session = tuple[str, datetime, datetime]
"""The account, when it was last seen, when the session ends."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's secret, for the cookie, and who it is."""

    token: str
    principal: Principal


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A new account; `password` only where it was made here and must be handed over."""

    account: Account
    password: str | None


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts without use, and at most."""

    idle: timedelta
    absolute: timedelta


class AccountService:
    """Who may sign in, and what an account says of itself."""

    def __init__(
        self, database: Database, passwords: Passwords, limits: SessionLimits, clock: Clock
    ) -> None:
        self._database = database
        self._kept = KeptReads(database, KEPT_BYTES)
        self._passwords = passwords
        self._limits = limits
        self._clock = clock

    # signing in and out

    def sign_in(self, username: str, password: str, address: str) -> SignedIn:
        """Open a session.

        Raises:
            SignInRefused: unknown name, wrong password or disabled account; one answer, one time.
            TooManyAttempts: too many failures for this name from this address, for the name, or
                from the address; others are not locked out.
        """
        now = self._clock()
        name, place = f"name:{username.casefold()[:64]}", f"address:{address[:64]}"
        pair = f"{name}@{address[:64]}"
        with self._database.read() as work:
            _refuse_hammering(work, now, pair, name, place)
            account = work.accounts.by_username(username)
            stored = work.accounts.password_hash(account.id) if account else None
        right = self._passwords.verify(stored, password)
        if account is None or not account.active or not right:
            with self._database.write() as work:
                work.accounts.note_failure((pair, name, place), now, now - WINDOW)
            raise SignInRefused
        token = new_secret()
        with self._database.write() as work:
            work.accounts.clear_failures(pair)
            if stored and self._passwords.outdated(stored):
                work.accounts.change(account.id, password_hash=self._passwords.hash(password))
            work.accounts.open_session(
                hash_of_secret(token), account.id, now, now + self._limits.absolute
            )
            work.audit.append(AuditEvent(now, account.id, "signed_in", account.id, None, {}))
            principal = work.accounts.principal(account.id)
        if principal is None:
            raise SignInRefused
        return SignedIn(token, principal)

    def sign_out(self, session_token: str) -> None:
        """Close a session for good."""
        with self._database.write() as work:
            work.accounts.close_session(hash_of_secret(session_token))

    def principal_of_session(self, session_token: str) -> Principal:
        """Who a session belongs to, with the rights of this moment. NotSignedIn when it is over."""
        now, key = self._clock(), hash_of_secret(session_token)
        with self._kept.reading() as reading:
            session, principal = reading.one(key, lambda work: _holder(work, key))
        if session is None or principal is None:
            raise NotSignedIn
        _, seen, expires = session
        if now >= expires or now - seen > self._limits.idle:
            raise NotSignedIn
        if now - seen > TOUCH_EVERY:
            with self._database.write() as work:
                work.accounts.touch_session(key, now)
        return principal

    # the caller's own account

    def account(self, principal: Principal) -> Account:
        """The caller's account."""
        with self._database.read() as work:
            account = work.accounts.by_id(principal.user_id)
        if account is None:
            raise NotSignedIn
        return account

    def change_password(self, principal: Principal, old: str, new: str) -> None:
        """Set a new password; every session of the account ends.

        Raises:
            SignInRefused: the old one is not right.
            InvalidInput: the new one is too short or too long.
        """
        with self._database.read() as work:
            stored = work.accounts.password_hash(principal.user_id)
        if not self._passwords.verify(stored, old):
            raise SignInRefused
        self._set_password(principal.user_id, principal.user_id, new, must_change=False)

    def set_preferences(
        self, principal: Principal, language: str | None, theme: str | None
    ) -> Account:
        """Choose the interface's language and theme; None leaves the choice to the browser."""
        if language is not None and language not in LANGUAGES:
            raise InvalidInput(field="language", why=", ".join(LANGUAGES))
        if theme is not None and theme not in THEMES:
            raise InvalidInput(field="theme", why=", ".join(THEMES))
        with self._database.write() as work:
            work.accounts.change(principal.user_id, language=language, theme=theme)
        return self.account(principal)

    # everybody's accounts

    def accounts(self, principal: Principal) -> tuple[Account, ...]:
        """Accounts to choose members from; administrators see the disabled ones too."""
        require(principal, Action.SEE_ACCOUNTS, Target())
        with self._database.read() as work:
            everybody = work.accounts.all()
        if may(principal, Action.EDIT_ACCOUNTS, Target()):
            return everybody
        return tuple(account for account in everybody if account.active)

    def add(
        self,
        principal: Principal,
        username: str,
        role: Role,
        password: str | None = None,
        display_name: str = "",
        language: str | None = None,
    ) -> NewAccount:
        """Make an account; without a password one is made up, to be changed at the first sign-in."""
        require(principal, Action.EDIT_ACCOUNTS, Target())
        return self.add_as(principal.user_id, username, role, password, display_name, language)

    def add_as(
        self,
        actor: str,
        username: str,
        role: Role,
        password: str | None = None,
        display_name: str = "",
        language: str | None = None,
    ) -> NewAccount:
        """Like `add`, for the command line and the first start, where the actor is the system."""
        if not USERNAME.fullmatch(username):
            raise InvalidInput(field="username", why="2-64: a-z 0-9 . _ @ -")
        if language is not None and language not in LANGUAGES:
            raise InvalidInput(field="language", why=", ".join(LANGUAGES))
        made = password is None
        secret = password if password is not None else one_time_password()
        hashed = self._passwords.hash(secret)
        now = self._clock()
        account = Account(
            id=new_id(),
            username=username,
            display_name=display_name.strip() or username,
            role=role,
            language=language,
            theme=None,
            active=True,
            must_change_password=made,
            created_at=now,
        )
        with self._database.write() as work:
            if work.accounts.by_username(username):
                raise AlreadyExists(what=username)
            work.accounts.add(account, hashed)
            work.audit.append(
                AuditEvent(now, actor, "account_added", account.id, None, {"role": role.value})
            )
        return NewAccount(account, secret if made else None)

    def set_active(self, principal: Principal, username: str, active: bool) -> Account:
        """Disable an account (its sessions and tokens end at once) or let it sign in again."""
        require(principal, Action.EDIT_ACCOUNTS, Target())
        return self.set_active_as(principal.user_id, username, active)

    def set_active_as(self, actor: str, username: str, active: bool) -> Account:
        """Like `set_active`, for the command line."""
        with self._database.write() as work:
            account = _known(work, username)
            work.accounts.change(account.id, active=active)
            if not active:
                _require_another_administrator(work, account)
                work.accounts.close_sessions_of(account.id)
                work.accounts.remove_tokens_of(account.id)
            act = "account_enabled" if active else "account_disabled"
            work.audit.append(AuditEvent(self._clock(), actor, act, account.id, None, {}))
        return replace(account, active=active)

    def set_role(self, principal: Principal, username: str, role: Role) -> Account:
        """Change what an account is in the whole archive."""
        require(principal, Action.EDIT_ACCOUNTS, Target())
        with self._database.write() as work:
            account = _known(work, username)
            work.accounts.change(account.id, role=role.value)
            _require_another_administrator(work, account)
            work.accounts.close_sessions_of(account.id)
            work.audit.append(
                AuditEvent(
                    self._clock(),
                    principal.user_id,
                    "account_role_set",
                    account.id,
                    None,
                    {"role": role.value},
                )
            )
        return replace(account, role=role)

    def reset_password(self, principal: Principal, username: str) -> str:
        """A one-time password to hand over; every session and token of the account ends."""
        require(principal, Action.EDIT_ACCOUNTS, Target())
        return self.reset_password_as(principal.user_id, username)

    def reset_password_as(self, actor: str, username: str) -> str:
        """Like `reset_password`, for the command line."""
        with self._database.read() as work:
            account = _known(work, username)
        secret = one_time_password()
        self._set_password(actor, account.id, secret, must_change=True)
        return secret

    def _set_password(self, actor: str, user_id: str, password: str, *, must_change: bool) -> None:
        hashed = self._passwords.hash(password)
        with self._database.write() as work:
            work.accounts.change(user_id, password_hash=hashed, must_change_password=must_change)
            work.accounts.close_sessions_of(user_id)
            if must_change:
                work.accounts.remove_tokens_of(user_id)
            work.audit.append(AuditEvent(self._clock(), actor, "password_set", user_id, None, {}))


def _holder(work: Work, key: str) -> tuple[Session | None, Principal | None]:
    session = work.accounts.session(key)
    return session, work.accounts.principal(session[0]) if session else None


def _known(work: Work, username: str) -> Account:
    account = work.accounts.by_username(username)
    if account is None:
        raise NotFound
    return account


def _require_another_administrator(work: Work, changed: Account) -> None:
    """After the change there must be somebody who can undo it."""
    if changed.role is Role.ADMINISTRATOR and not work.accounts.any_with_role(Role.ADMINISTRATOR):
        raise Conflict(why="last_administrator")


def _refuse_hammering(work: Work, now: datetime, pair: str, name: str, place: str) -> None:
    since = now - WINDOW
    tries, last = work.accounts.failures(pair, since)
    if last and tries >= FREE_TRIES:
        wait = timedelta(seconds=min(900, 2 ** (tries - FREE_TRIES + 1)))
        if now < last + wait:
            raise TooManyAttempts(retry_after=int((last + wait - now).total_seconds()) + 1)
    for subject, allowed in ((name, TRIES_PER_ACCOUNT), (place, TRIES_PER_ADDRESS)):
        tries, last = work.accounts.failures(subject, since)
        if last and tries >= allowed:
            raise TooManyAttempts(retry_after=int((last + WINDOW - now).total_seconds()) + 1)
