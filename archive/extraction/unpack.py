"""Members of a container: what a .zip holds, what is attached to a mail. Names are only ever shown."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.domain.messages import Message
from archive.extraction import mailbox
from archive.extraction.kinds import FileKind
from archive.extraction.limits import Limits
from archive.extraction.mail_parts import Mail
from archive.extraction.member_names import shown_names, undeclared
from archive.extraction.outcomes import unsupported
from archive.extraction.unpack_notes import ENCRYPTED, LINK, MAX_NAME, OUTSIDE, OVERLAP, SYSTEM
from archive.extraction.zips import Container

_DRIVE = re.compile(r"^[A-Za-z]:")
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A member: its path as shown, its bytes piece by piece, or the note that says why it has none."""

    path: str
    chunks: Iterable[bytes] = ()
    note: Message | None = None
    raw: bytes | None = None
    """The path's bytes, where its encoding was guessed."""


def members(stream: BinaryIO, kind: FileKind, limits: Limits) -> Iterator[Unpacked]:
    """The members in the container's order.

    Raises:
        Unreadable: the container as a whole cannot be read, or its kind holds no members.
    """
    if kind.extension == "zip":
        return _zip_members(Container(stream, limits))
    if kind.extension in {"eml", "msg"}:
        return _attachments(mailbox.opened(stream, kind))
    raise unsupported(kind.extension)


def _attachments(mail: Mail) -> Iterator[Unpacked]:
    for name, data in mail.parts:
        yield Unpacked(name[:MAX_NAME], [data])


def _zip_members(container: Container) -> Iterator[Unpacked]:
    names = shown_names(container.entries)
    overlapping = _overlapping(container.entries)
    for entry, name in zip(container.entries, names, strict=True):
        if name.endswith("/") and not entry.file_size:
            continue  # a folder; its files name it
        why = _refusal(entry, name)
        if why is None and id(entry) in overlapping:
            why = OVERLAP
        shown = name.replace("\x00", "\ufffd")[:MAX_NAME]
        if why is not None:
            yield Unpacked(shown, note=Message(why))
        else:
            yield Unpacked(shown, container.chunks(entry), raw=undeclared(entry))


def _refusal(entry: zipfile.ZipInfo, name: str) -> str | None:
    parts = name.split("/")
    outside = not name or name.startswith("/") or _DRIVE.match(name) or ".." in parts
    if outside or "\x00" in entry.orig_filename:
        return OUTSIDE
    kind = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system == _UNIX else 0
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return LINK
    if parts[0] == "__MACOSX":
        return SYSTEM
    return ENCRYPTED if entry.flag_bits & 0x1 else None


def _overlapping(entries: Iterable[zipfile.ZipInfo]) -> set[int]:
    """Entries whose packed bytes share a place with another's: how a small file claims terabytes."""
    found: set[int] = set()
    last: zipfile.ZipInfo | None = None
    reach = -1
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if last is not None and entry.header_offset < reach:
            found |= {id(last), id(entry)}
        # 30 bytes of local header; name and extra field there may differ, so only the sure part counts
        end = entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size
        if end > reach:
            last, reach = entry, end
    return found
