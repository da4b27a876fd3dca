"""What travels between the service and the child that reads a file, and how the service checks it.

A frame is a kind (one byte), a length (four bytes) and a payload. Nothing a child says is believed
before `decode_extracted` has looked at its shape: the child may have been taken over by the file.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final

from archive.domain.segments import (
    SEPARATOR,
    ContentState,
    Extracted,
    Line,
    Place,
    Segment,
    SegmentKind,
)
from archive.domain.text_quality import PageQualities, TextQuality
from archive.extraction.kinds import FileKind

HEADER: Final = struct.Struct("!cI")
JSON: Final = b"J"
DATA: Final = b"D"
MORE_TIME: Final = b"W"
END: Final = b"E"

PROPERTIES: Final = frozenset(
    {"title", "author", "created", "modified", "subject", "also", SEPARATOR}
)
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[A-Za-z0-9.+-]{1,100}")
_EXTENSION: Final = re.compile(r"[a-z0-9]{0,12}")
_LINE_NUMBERS: Final = 6


class BrokenReply(Exception):
    """The child's answer has not the agreed shape."""


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame, ready to send."""
    return HEADER.pack(kind, len(payload)) + payload


def encode_kind(kind: FileKind) -> bytes:
    """The JSON of a look at a file."""
    return json.dumps([kind.media_type, kind.extension, kind.state, kind.also]).encode()


def decode_kind(payload: bytes) -> FileKind:
    """What a child saw.

    Raises:
        BrokenReply: it is not of the agreed shape.
    """
    try:
        media_type, extension, state, also = json.loads(payload)
        if not _MEDIA_TYPE.fullmatch(media_type) or not all(
            map(_EXTENSION.fullmatch, (extension, also))
        ):
            raise BrokenReply("type")
        return FileKind(media_type, extension, ContentState(state) if state else None, also)
    except (ValueError, TypeError, RecursionError) as e:
        raise BrokenReply(str(e)[:200]) from e


def encode_extracted(found: Extracted) -> bytes:
    """The JSON of a reading; rows of tables are left out, for their text says them already."""
    body = {
        "media_type": found.media_type,
        "extension": found.extension,
        "state": found.state.value,
        "segments": [_segment_out(segment) for segment in found.segments],
        "properties": dict(found.properties),
        "page_count": found.page_count,
        "quality": found.quality.value,
        "ocr_pages": list(found.ocr_pages),
        "pages": found.pages.letters,
        "truncated": found.truncated,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _segment_out(segment: Segment) -> list[object]:
    flat = [n for line in segment.lines for n in (line.start, line.end, *_rounded(line.box))]
    place = segment.place.as_dict()
    return [segment.kind.value, segment.text, place, segment.level, flat]


def _rounded(box: Sequence[float]) -> list[float]:
    return [round(share, 5) for share in box]


def decode_extracted(payload: bytes) -> Extracted:
    """The reading that a child sent.

    Raises:
        BrokenReply: it is not of the agreed shape, or says what cannot be.
    """
    try:
        return _extracted(json.loads(payload))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as e:
        raise BrokenReply(str(e)[:200]) from e


def _extracted(body: Mapping[str, Any]) -> Extracted:
    pages = body["page_count"]
    if not _MEDIA_TYPE.fullmatch(body["media_type"]) or not _EXTENSION.fullmatch(body["extension"]):
        raise BrokenReply("type")
    if pages is not None and (type(pages) is not int or pages < 0):
        raise BrokenReply("pages")
    if any(type(page) is not int for page in body["ocr_pages"]):
        raise BrokenReply("pages to recognise")
    ocr_pages = tuple(sorted(set(body["ocr_pages"])))
    if ocr_pages and (pages is None or ocr_pages[0] < 1 or ocr_pages[-1] > pages):
        raise BrokenReply("pages to recognise")
    return Extracted(
        media_type=body["media_type"],
        extension=body["extension"],
        state=ContentState(body["state"]),
        segments=tuple(_segment_in(entry) for entry in body["segments"]),
        properties={k: str(v)[:500] for k, v in body["properties"].items() if k in PROPERTIES},
        page_count=pages,
        quality=TextQuality(body["quality"]),
        ocr_pages=ocr_pages,
        pages=_pages_in(body["pages"], pages),
        truncated=body["truncated"] is True,
    )


def _pages_in(letters: Any, pages: int | None) -> PageQualities:
    if not isinstance(letters, str) or len(letters) > max(pages or 1, 1):
        raise BrokenReply("quality of pages")
    return PageQualities(letters)


def _segment_in(entry: Sequence[Any]) -> Segment:
    kind, text, place, level, flat = entry
    if not isinstance(text, str) or type(level) is not int or not 0 <= level <= 9:
        raise BrokenReply("segment")
    kind = SegmentKind(kind)
    rows: tuple[tuple[str, ...], ...] = ()
    if kind is SegmentKind.TABLE:
        rows = tuple(tuple(row.split("\t")) for row in text.split("\n"))
    return Segment(kind, text, Place.from_dict(place), level, rows, _lines_in(flat, len(text)))


def _lines_in(flat: Sequence[Any], length: int) -> tuple[Line, ...]:
    lines = []
    for at in range(0, len(flat), _LINE_NUMBERS):
        start, end, *box = flat[at : at + _LINE_NUMBERS]
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise BrokenReply("line")
        left, top, right, bottom = (min(max(float(share), 0.0), 1.0) for share in box)
        lines.append(Line(start, end, (left, top, right, bottom)))
    return tuple(lines)
