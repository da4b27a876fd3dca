"""What a child can be asked to do with its file. Loading this module loads every parser."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from PIL import Image

from archive.domain.segments import ContentState
from archive.extraction import child, pictures, unpack, wire
from archive.extraction.extract import extract
from archive.extraction.limits import SECONDS_A_PAGE, Limits
from archive.extraction.looks import LOOKS
from archive.extraction.outcomes import Unreadable
from archive.extraction.sniff import sniff
from archive.extraction.unpack_notes import note_for

PIXELS = struct.Struct("!II")

Image.init()  # its readers are loaded on first use otherwise, which a shut-in child cannot do


def _read(stream: BinaryIO, asked: Mapping[str, Any], limits: Limits, send: child.Send) -> None:
    def allow(pages: int) -> None:
        """More time for a long document, before it is read."""
        seconds = int(pages * SECONDS_A_PAGE)
        child.grant_cpu(limits.cpu + seconds)
        send(wire.MORE_TIME, json.dumps(seconds).encode())

    found = extract(stream, asked["name"], limits, allow)
    send(wire.JSON, wire.encode_extracted(found))


def _picture(stream: BinaryIO, asked: Mapping[str, Any], limits: Limits, send: child.Send) -> None:
    kind = sniff(stream, asked["name"])
    send(wire.DATA, pictures.png(stream, kind, asked["page"], asked["width"], limits))


def _pixels(stream: BinaryIO, asked: Mapping[str, Any], limits: Limits, send: child.Send) -> None:
    kind = sniff(stream, asked["name"])
    image = pictures.page_image(stream, kind, asked["page"], limits, dpi=asked["dpi"])
    send(wire.DATA, PIXELS.pack(*image.size) + image.convert("RGB").tobytes())


def _members(stream: BinaryIO, asked: Mapping[str, Any], limits: Limits, send: child.Send) -> None:
    """For each member a JSON frame with its path, data frames, and a JSON frame with its note."""
    state = ContentState.OK
    try:
        for member in unpack.members(stream, sniff(stream, asked["name"]), limits):
            said_of: dict[str, str] = {"path": member.path}
            if member.raw is not None:
                said_of["raw"] = member.raw.hex()
            send(wire.JSON, json.dumps(said_of).encode())
            note = member.note
            try:
                for chunk in member.chunks:
                    send(wire.DATA, chunk)
            except Unreadable as e:
                note = note_for(e.state)
            said = None if note is None else {"key": note.key, "values": dict(note.values)}
            send(wire.JSON, json.dumps({"note": said}).encode())
    except Unreadable as e:
        state = e.state
    send(wire.JSON, json.dumps({"state": state.value}).encode())


TASKS: Mapping[str, child.Task] = {
    **LOOKS,
    "read": _read,
    "picture": _picture,
    "pixels": _pixels,
    "members": _members,
}
