"""Once a day what somebody has not read yet goes to their mail address, if they have one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from archive.domain.access import scope_of
from archive.domain.messages import LANGUAGES
from archive.domain.notices import PostedNotice
from archive.domain.projects import Account
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.operations.postman import LetterDelayed, LetterRefused, Postman, Send
from archive.wording import say

log = logging.getLogger(__name__)
MOST = 50
"""Notices in one letter; the rest is on the page."""


class MailDigest:
    """Writes the letters and has them sent, where there is a mail server."""

    def __init__(self, database: Database, postman: Postman, language: str, clock: Clock) -> None:
        self._database = database
        self._postman = postman
        self._language = language
        self._clock = clock

    def send(self, _now: datetime) -> None:
        """One letter to everybody with something unread that was not mailed before.

        What is in a letter is marked only after the server took it: better twice than never. An
        address the server refuses is logged and does not keep the others from their letters.

        Raises:
            smtplib.SMTPException, OSError: the mail server cannot be reached or refuses us.
        """
        if not self._postman.delivers:
            return
        waiting = self._waiting()
        if not waiting:
            return
        with self._postman.round() as send:
            for account, found in waiting:
                self._send_to(send, account, found)

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

    def _send_to(self, send: Send, account: Account, found: Sequence[PostedNotice]) -> None:
        spoken = account.language if account.language in LANGUAGES else self._language
        subject = say(spoken, "notices.mail_subject", n=len(found))
        text = self._text(spoken, account, found)
        try:
            send(account.email or "", subject, text)
        except (LetterRefused, LetterDelayed) as refused:
            log.warning("no mail to account %s: %s", account.username, refused)
            return
        with self._database.write() as work:
            work.notices.mailed(account.id, [n.id for n in found], self._clock())

    def _text(self, spoken: str, account: Account, found: Sequence[PostedNotice]) -> str:
        lines = [say(spoken, "notices.mail_greeting", name=account.display_name), ""]
        for page, notices in _by_page(found).items():
            lines += [f"- {say(spoken, notice.message)}" for notice in notices]
            link = notices[0].link if len(notices) == 1 else page
            lines += [f"  {self._postman.link(link)}", ""] if link else [""]
        lines += [say(spoken, "notices.mail_end", address=self._postman.link("/notices")), ""]
        return "\n".join(lines)


def _by_page(found: Sequence[PostedNotice]) -> dict[str, list[PostedNotice]]:
    """What leads to one page stands together, above one link: a project's duties may be twenty."""
    pages: dict[str, list[PostedNotice]] = {}
    for notice in found:
        pages.setdefault((notice.link or "").partition("#")[0], []).append(notice)
    return pages
