"""Mail (.eml): headers as fields, the body as text; attachments come out as members."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from typing import BinaryIO

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.encodings import decode
from archive.extraction.kinds import FileKind

_FIELDS = ("Subject", "From", "To", "Cc", "Date")


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft with headers and body."""
    del kind
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    for name in _FIELDS:
        if value := message.get(name):
            draft.add(SegmentKind.FIELD, f"{name}: {value}")
    if subject := message.get("Subject"):
        draft.properties["title"] = str(subject)
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    if body is not None:
        for line in part_text(body).splitlines():
            draft.paragraph(line)


def part_text(part: Message) -> str:
    """The text of a part in its declared encoding, or the likeliest where that does not fit."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, part.get_content_charset())[0]
