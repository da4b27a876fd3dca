"""Letters out of the archive, through the team's mail server where one is named."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from archive.services.operations.mail import MailServer, connected, letter

Send = Callable[[str, str, str], None]
"""Sends one letter: address, subject, text. Raises LetterRefused or LetterDelayed."""
TEMPORARY = range(400, 500)
"""Answers of a mail server that say: not now (RFC 5321, 4.2.1)."""


class LetterRefused(Exception):
    """The server takes no mail for this address, or the address is none."""


class LetterDelayed(Exception):
    """The server takes this letter later, as it says."""


class Postman:
    """The one who knows server, sender and the archive's address for links."""

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

    @contextmanager
    def round(self) -> Iterator[Send]:
        """One session with the mail server, for any number of letters.

        Raises:
            smtplib.SMTPException, OSError: the server cannot be reached or refuses us; also when
                there is none.
        """
        if self._server is None:
            raise smtplib.SMTPException("no mail server is named")
        with connected(self._server) as session:

            def send(address: str, subject: str, text: str) -> None:
                try:
                    session.send_message(letter(self._sender, address, subject, text))
                except smtplib.SMTPRecipientsRefused as refused:
                    codes = [code for code, _ in refused.recipients.values()]
                    raise _problem(min(codes, default=550)) from None
                except smtplib.SMTPDataError as refused:
                    raise _problem(refused.smtp_code) from None
                except ValueError:
                    raise LetterRefused from None

            yield send


def _problem(code: int) -> Exception:
    return LetterDelayed(code) if code in TEMPORARY else LetterRefused(code)
