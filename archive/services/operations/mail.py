"""Sending mail through the team's own server; nothing is sent where none is named."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from archive.errors import SettingInvalid

PATIENCE = 30  # seconds for each answer of the mail server
PORTS = {"smtp": 25, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `encrypted`: TLS from the first byte."""

    host: str
    port: int
    encrypted: bool
    username: str = ""
    password: str = field(default="", repr=False)


def mail_server(url: str) -> MailServer | None:
    """The server of a URL: smtp://host, smtp://name:password@host:587 or smtps://host; None for "".

    Raises:
        SettingInvalid: the URL is none of these. It is not repeated: it may hold a password.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise _unusable() from None
    if not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise _unusable()
    return MailServer(
        parts.hostname,
        port,
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def sender_of(address: str, *, needed: bool) -> str:
    """The address mail comes from; SettingInvalid where it is needed and is none."""
    if needed and ("@" not in parseaddr(address)[1] or "\n" in address or "\r" in address):
        raise SettingInvalid(name="ARCHIVE_MAIL_FROM", value=address, allowed="archive@example.org")
    return address


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A session with the mail server, encrypted as far as the server can.

    Raises:
        smtplib.SMTPException, OSError: the server does not answer or refuses, or would take a
            password unencrypted over a network.
    """
    trusted = ssl.create_default_context()
    if server.encrypted:
        session: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=trusted
        )
    else:
        session = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    with session:
        session.ehlo()
        if not server.encrypted and session.has_extn("starttls"):
            session.starttls(context=trusted)
            session.ehlo()
        elif server.username and not server.encrypted and server.host not in LOOPBACK:
            raise smtplib.SMTPException("no password is sent without encryption")
        if server.username:
            session.login(server.username, server.password)
        yield session


def letter(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """A plain letter. `Auto-Submitted` keeps absence notes from answering it."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _unusable() -> SettingInvalid:
    return SettingInvalid(
        name="ARCHIVE_SMTP_URL", value="…", allowed="smtp://host:25, smtp://name:password@host:587"
    )
