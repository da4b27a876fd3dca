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

MUCH_MORE = 1.5
"""A page repeats the text with names of links and a signature; beyond this it says more."""


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft with headers, body and the names of what is attached."""
    mail = opened(stream, kind)
    for name, value in mail.headers.items():
        draft.add(SegmentKind.FIELD, f"{name}: {value}")
    _body(mail.text, mail.html, draft)
    _properties(mail.headers, draft)  # the subject is a better title than a page's own
    for name, _ in mail.parts:
        draft.add(SegmentKind.FIELD, f"Attachment: {name}")


def _body(text: str, page: bytes, draft: Draft) -> None:
    """The plain text; the page too where it says much more ("see the table below" beside a table)."""
    if not page:
        add_plain(text, draft)
        return
    rendered = Draft(draft.limits)
    add_html(page, rendered, "utf-8")
    in_page = _squeezed("".join(segment.text for segment in rendered.segments))
    in_text = _squeezed(text)
    if len(in_page) < len(in_text) * MUCH_MORE and in_text:
        add_plain(text, draft)
        return
    if in_text not in in_page:
        add_plain(text, draft)
    add_html(page, draft, "utf-8")


def _squeezed(text: str) -> str:
    """Letters and figures alone: the two parts of a mail break lines and mark quotes differently."""
    return "".join(filter(str.isalnum, text))


def _properties(headers: dict[str, str], draft: Draft) -> None:
    for header, name in (("Subject", "title"), ("From", "author")):
        if header in headers:
            draft.properties[name] = headers[header][:500]
    try:
        draft.properties["created"] = parsedate_to_datetime(headers["Date"]).date().isoformat()
    except (KeyError, ValueError, TypeError, IndexError):
        draft.properties.pop("created", None)
