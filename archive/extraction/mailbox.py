"""One mail, from a .eml or a .msg: its headers, its body, its attachments."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import Any, BinaryIO

from archive.extraction.encodings import decode
from archive.extraction.kinds import MEDIA_TYPES, FileKind
from archive.extraction.mail_parts import Mail, is_decoration
from archive.extraction.outlook import read_message

_UNDECODED = re.compile(r"[\udc80-\udcff]")
"""Bytes that the mail's headers must not have and often do."""
_LONG_HEADER = 20_000
"""Characters: taking addresses apart takes the square of their number, minutes for a hundred thousand."""
_BREAKS_RULES = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What the parser of headers raises at those that follow no rule, brackets without end among them."""
_SHOWN = ("Subject", "From", "To", "Cc", "Date")
_EXTENSIONS = {media_type: extension for extension, media_type in reversed(MEDIA_TYPES.items())}


class _Bounded(email.policy.EmailPolicy):
    """The usual policy, which takes no endless header apart."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The header's value, from as much of it as is taken apart."""
        return super().header_fetch_parse(name, value[:_LONG_HEADER])


_POLICY = _Bounded()


def opened(stream: BinaryIO, kind: FileKind) -> Mail:
    """Read a mail of either kind.

    Raises:
        Unreadable: it is no mail.
    """
    return read_message(stream) if kind.extension == "msg" else _internet(stream)


def _internet(stream: BinaryIO) -> Mail:
    message = email.message_from_binary_file(stream, policy=_POLICY)
    mail = Mail()
    for name in _SHOWN:
        if value := _header(message, name):
            mail.headers[name] = value
    _collect(message, mail, 0)
    return mail


def _header(message: Message[Any, Any], name: str) -> str:
    """A header as text; one that breaks the rules is shown as it stands."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    if _UNDECODED.search(raw):
        return " ".join(decode(raw.encode("utf-8", "surrogateescape"))[0].split())
    if len(raw) > _LONG_HEADER:
        return " ".join(raw.split())
    try:
        value = str(message.get(name, "") or "")
    except _BREAKS_RULES:
        value = raw
    return " ".join(value.split())


def _collect(part: Any, mail: Mail, depth: int) -> None:
    if depth > 30:
        return
    kind = part.get_content_type()
    if kind == "message/rfc822":
        _attach_message(part, mail)
    elif part.is_multipart():
        for inner in part.iter_parts():
            _collect(inner, mail, depth + 1)
    else:
        _leaf(part, kind, mail)


def _attach_message(part: Any, mail: Mail) -> None:
    inner = part.get_payload()
    inner = inner[0] if isinstance(inner, list) and inner else None
    if inner is None:
        return
    name = _name(part) or f"{_header(inner, 'Subject') or 'message'}.eml"
    mail.parts.append((name, inner.as_bytes(policy=email.policy.default.clone(max_line_length=0))))


def _leaf(part: Any, kind: str, mail: Mail) -> None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    name = _name(part)
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if not attached and kind == "text/plain":
        mail.text += ("\n" if mail.text else "") + decode(data, part.get_content_charset())[0]
    elif not attached and kind == "text/html":
        mail.html = mail.html or _utf8(data, part.get_content_charset())
    elif not is_decoration(name, bool(part.get("Content-ID")) and kind.startswith("image/"), data):
        mail.parts.append((name or f"part.{_EXTENSIONS.get(kind, 'bin')}", data))


def _utf8(data: bytes, declared: str | None) -> bytes:
    return decode(data, declared)[0].encode("utf-8", "replace")


def _name(part: Any) -> str:
    try:
        name = part.get_filename() or ""
    except _BREAKS_RULES:
        return ""
    if _UNDECODED.search(name):
        name = decode(name.encode("utf-8", "surrogateescape"))[0]
    return re.sub(r"[\r\n\t]+", " ", name).strip()
