"""Mails as a client's program sends them."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from archive.samples.stories import Mail


def mail_bytes(mail: Mail) -> bytes:
    """An .eml of that mail: UTF-8, quoted as the standard asks."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = mail.sender, mail.to
    message["Subject"] = mail.subject
    message["Date"] = mail.date
    message["Message-ID"] = f"<{mail.id}>"
    message.set_content(mail.body, charset="utf-8", cte="base64")
    return message.as_bytes()
