"""Once a day what somebody has not read yet goes to their mail address, if they have one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from archive.domain.access import scope_of
from archive.domain.messages import LANGUAGES
from archive.domain.notice_groups import NoticeGroup, gathered
from archive.domain.notices import PostedNotice
from archive.domain.projects import Account
from archive.persistence.database import Database
from archive.services.operations.identifiers import Clock
from archive.services.operations.postman import LetterDelayed, LetterRefused, Postman, Send
from archive.wording import say

log = logging.getLogger(__name__)
MOST = 500
"""Notices in one letter; the rest is in the next one, and on the page."""
MOST_IN_GROUP = 30
"""Notices of one group that a letter names; of the rest it says how many there are."""


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
        groups = gathered(found)
        subject = say(spoken, "notices.mail_subject", n=len(groups))
        text = self._text(spoken, account, groups)
        try:
            send(account.email or "", subject, text)
        except (LetterRefused, LetterDelayed) as refused:
            log.warning("no mail to account %s: %s", account.username, refused)
            return
        with self._database.write() as work:
            work.notices.mailed(account.id, [n.id for n in found], self._clock())

    def _text(self, spoken: str, account: Account, groups: Sequence[NoticeGroup]) -> str:
        lines = [say(spoken, "notices.mail_greeting", name=account.display_name), ""]
        for page, told in _by_page(groups).items():
            for group in told:
                lines += self._of_group(spoken, group)
            link = (told[0].link if len(told) == 1 else page) or page
            lines += [f"  {self._postman.link(link)}", ""] if link else [""]
        lines += [say(spoken, "notices.mail_end", address=self._postman.link("/notices")), ""]
        return "\n".join(lines)

    def _of_group(self, spoken: str, group: NoticeGroup) -> list[str]:
        """What it is, and below it each of several; with its own address where they share none."""
        lines = [f"- {say(spoken, group.message)}"]
        if group.count == 1:
            return lines
        for notice in group.notices[:MOST_IN_GROUP]:
            lines.append(f"  · {say(spoken, group.part(notice))}")
            if notice.link and not group.link:
                lines.append(f"    {self._postman.link(notice.link)}")
        if (more := group.count - MOST_IN_GROUP) > 0:
            lines.append(f"  · {say(spoken, 'notices.group_more', n=more)}")
        return lines


def _by_page(groups: Sequence[NoticeGroup]) -> dict[str, list[NoticeGroup]]:
    """What leads to one page stands together, above one link."""
    pages: dict[str, list[NoticeGroup]] = {}
    for group in groups:
        pages.setdefault((group.link or "").partition("#")[0], []).append(group)
    return pages
