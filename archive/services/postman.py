"""Letters to people outside the archive, through the team's mail server where one is named."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping

from archive.services.mail import MailServer, connected, letter

log = logging.getLogger(__name__)


class Postman:
    """Hands letters to the mail server; `site` is the archive's address for links."""

    def __init__(self, server: MailServer | None, sender: str, site: str) -> None:
        self._server = server
        self._sender = sender
        self._site = site.rstrip("/")

    @property
    def delivers(self) -> bool:
        """Whether there is a mail server."""
        return self._server is not None

    def link(self, path: str) -> str:
        """A page of this archive as others reach it."""
        return f"{self._site}{path}"

    def deliver(self, letters: Mapping[str, tuple[str, str]]) -> frozenset[str]:
        """Send address -> (subject, text); returns the addresses whose letter the server took.

        Raises:
            smtplib.SMTPException, OSError: the mail server cannot be reached or refuses us.
        """
        if self._server is None or not letters:
            return frozenset()
        taken = set()
        with connected(self._server) as session:
            for address, (subject, text) in letters.items():
                try:
                    session.send_message(letter(self._sender, address, subject, text))
                except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError):
                    log.warning("a letter was refused")
                else:
                    taken.add(address)
        return frozenset(taken)
