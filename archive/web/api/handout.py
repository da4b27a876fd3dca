"""Handing out bytes: originals that nothing may run in, and pictures made from them."""

from __future__ import annotations

import unicodedata
from typing import Annotated
from urllib.parse import quote

from flask import Response, send_file
from pydantic import Field

from archive.services.intake.intake import Content
from archive.web.api.fields import Query
from archive.web.security import CONTENT_POLICY

PICTURE = "image/png"
PARTIAL = (206, 304, 416)
OCTETS = "application/octet-stream"

SAFE_TYPES = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/zip",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/gif",
        "image/tiff",
        "text/plain",
        "text/csv",
    }
)
"""Types no browser runs anything from. HTML, SVG, XML and mail go out as plain octets."""

_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class PictureQuery(Query):
    """How wide the picture is to be, in pixels."""

    width: Annotated[int, Field(ge=100, le=2400)] = 1200


def content_response(content: Content) -> Response:
    """The stored bytes as a download: ETag of the digest, ranges, a name that survives."""
    safe = content.media_type in SAFE_TYPES
    response = send_file(
        content.path,
        mimetype=OCTETS,
        etag=content.sha256,
        conditional=True,
        last_modified=None,
    )
    response.headers["Content-Type"] = content.media_type if safe else OCTETS  # no charset is known
    # when the bytes first came is nobody's business who may see only this one use of them
    response.headers.pop("Last-Modified", None)
    response.headers["Content-Disposition"] = attachment(content.name)
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response


def picture_response(picture: bytes) -> Response:
    """A picture the archive drew itself, which may be shown in a page."""
    return Response(picture, mimetype=PICTURE)


def attachment(name: str) -> str:
    """Content-Disposition for any name (RFC 6266): plain ASCII for old readers, UTF-8 for others."""
    shown = "".join(filter(_harmless, name)) or "file"
    plain = "".join(c if c.isascii() and c not in '"\\%' else "_" for c in shown)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"


def _harmless(character: str) -> bool:
    """No line ends, no halves of characters, nothing that turns the order of reading around."""
    return (
        unicodedata.category(character) not in ("Cc", "Cs")
        and unicodedata.bidirectional(character) not in _TURNING
    )
