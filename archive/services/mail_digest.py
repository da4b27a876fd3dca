"""Once a day what somebody has not read yet goes to their mail address, if they have one."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime

from archive.domain.access import scope_of
from archive.domain.messages import LANGUAGES
from archive.domain.notices import PostedNotice
from archive.domain.projects import Account
from archive.persistence.database import Database
from archive.services.identifiers import Clock
from archive.services.mail import MailServer, connected, letter
from archive.wording import say

log = logging.getLogger(__name__)
MOST = 50
"""Notices in one letter; the rest is on the page."""


class MailDigest:
    """Writes and sends the letters. `server` is None where no mail is sent."""

    def __init__(
        self,
        database: Database,
        server: MailServer | None,
        sender: str,
        address: str,
        language: str,
        clock: Clock,
    ) -> None:
        self._database = database
        self._server = server
        self._sender = sender
        self._address = address.rstrip("/")
        self._language = language
        self._clock = clock

    def send(self, _now: datetime) -> None:
        """One letter to everybody with something unread that was not mailed before.

        What is in a letter is marked only after the server took it: better twice than never. An
        address the server refuses is logged and does not keep the others from their letters.

        Raises:
            smtplib.SMTPException, OSError: the mail server cannot be reached or refuses us.
        """
        if self._server is None:
            return
        waiting = self._waiting()
        if not waiting:
            return
        with connected(self._server) as session:
            for account, found in waiting:
                self._send_to(session, account, found)

    def _waiting(self) -> list[tuple[Account, tuple[PostedNotice, ...]]]:
        with self._database.read() as work:
            letters = []
            for user_id in work.notices.readers_to_mail():
                account, principal = work.accounts.by_id(user_id), work.accounts.principal(user_id)
                if account is None or principal is None:
                    continue
                found = work.notices.to_mail(user_id, scope_of(principal), MOST)
                if found:
                    letters.append((account, found))
        return letters

    def _send_to(
        self, session: smtplib.SMTP, account: Account, found: Sequence[PostedNotice]
    ) -> None:
        spoken = account.language if account.language in LANGUAGES else self._language
        subject = say(spoken, "notices.mail_subject", n=len(found))
        text = self._text(spoken, account, found)
        try:
            session.send_message(letter(self._sender, account.email or "", subject, text))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refused:
            log.warning("no mail to account %s: %s", account.username, refused)
            return
        with self._database.write() as work:
            work.notices.mailed(account.id, [n.id for n in found], self._clock())

    def _text(self, spoken: str, account: Account, found: Sequence[PostedNotice]) -> str:
        lines = [say(spoken, "notices.mail_greeting", name=account.display_name), ""]
        for notice in found:
            lines.append(f"- {say(spoken, notice.message)}")
            if notice.link:
                lines.append(f"  {self._address}{notice.link}")
        lines += ["", say(spoken, "notices.mail_end", address=f"{self._address}/notices"), ""]
        return "\n".join(lines)
