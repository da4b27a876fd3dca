"""Mail (.eml, .msg): headers as fields, the body as text; attachments come out as members."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import BinaryIO

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.html import add_html
from archive.extraction.formats.text import add_plain
from archive.extraction.kinds import FileKind
from archive.extraction.mailbox import opened


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft with headers, body and the names of what is attached."""
    mail = opened(stream, kind)
    for name, value in mail.headers.items():
        draft.add(SegmentKind.FIELD, f"{name}: {value}")
    _properties(mail.headers, draft)
    if mail.text.strip():
        add_plain(mail.text, draft)
    elif mail.html:
        add_html(mail.html, draft, "utf-8")
    for name, _ in mail.parts:
        draft.add(SegmentKind.FIELD, f"Attachment: {name}")


def _properties(headers: dict[str, str], draft: Draft) -> None:
    for header, name in (("Subject", "title"), ("From", "author")):
        if header in headers:
            draft.properties[name] = headers[header][:500]
    try:
        draft.properties["created"] = parsedate_to_datetime(headers["Date"]).date().isoformat()
    except (KeyError, ValueError, TypeError, IndexError):
        draft.properties.pop("created", None)
