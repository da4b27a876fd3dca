"""A calendar of one's own due dates, behind an address that is a secret and can be taken back."""

from __future__ import annotations

from datetime import datetime

from archive.domain.access import Principal
from archive.domain.messages import LANGUAGES
from archive.errors import NotFound
from archive.exports.calendar import Entry, calendar
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closeout_owned import owned
from archive.services.operations.identifiers import Clock, hash_of_secret, new_secret
from archive.wording import say


class CalendarFeedService:
    """The address opens what its owner may see at the moment it is asked, and nothing else."""

    def __init__(
        self, database: Database, closeout: CloseoutService, default_language: str, clock: Clock
    ) -> None:
        self._database = database
        self._closeout = closeout
        self._default_language = default_language
        self._clock = clock

    def made_at(self, principal: Principal) -> datetime | None:
        """Since when the caller has an address; None without one."""
        with self._database.read() as work:
            return work.closings.feed_made_at(principal.user_id)

    def create(self, principal: Principal) -> str:
        """Make an address; an earlier one no longer opens anything. The secret is told this once."""
        secret = new_secret()
        self._set(principal, hash_of_secret(secret), "calendar_feed_made")
        return secret

    def revoke(self, principal: Principal) -> None:
        """Take the address away."""
        self._set(principal, None, "calendar_feed_revoked")

    def feed(self, secret: str, site: str) -> str:
        """The calendar behind a secret, as iCalendar. NotFound unless it is an active account's.

        Args:
            secret: from the address.
            site: where the entries lead, without a slash at the end.
        """
        with self._database.read() as work:
            user_id = work.closings.feed_owner(hash_of_secret(secret))
            principal = work.accounts.principal(user_id) if user_id else None
            if principal is None:
                raise NotFound
            duties = owned(work, self._closeout, principal)
        language = principal.language or self._default_language
        language = language if language in LANGUAGES else "en"
        entries = [
            Entry(
                uid=f"{duty.project.id}-{duty.key}@project-archive",
                day=duty.due,
                title=f"{duty.title[language]} · {duty.project.name}",
                text=duty.text[language],
                url=f"{site}/projects/{duty.project.code}/{duty.place}",
            )
            for duty in duties
        ]
        return calendar(say(language, "closeout.calendar"), entries, self._clock())

    def _set(self, principal: Principal, digest: str | None, action: str) -> None:
        now, own = self._clock(), principal.user_id
        with self._database.write() as work:
            work.closings.set_feed(own, digest, now)
            work.audit.append(AuditEvent(now, own, action, own, None, {}))
