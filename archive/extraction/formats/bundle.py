"""A .zip as a document of its own: the list of what is in it. Its members are read as items themselves."""

from __future__ import annotations

from typing import BinaryIO

from archive.domain.segments import ContentState, SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.kinds import FileKind
from archive.extraction.member_names import shown_names
from archive.extraction.outcomes import Unreadable
from archive.extraction.zips import Container


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Name the members, one a line."""
    del kind
    container = Container(stream, draft.limits)
    files = [e for e in container.entries if not (e.filename.endswith("/") and not e.file_size)]
    if not files:
        raise Unreadable(ContentState.EMPTY)
    for name in shown_names(files):
        draft.add(SegmentKind.LIST_ITEM, name)
    if all(entry.flag_bits & 0x1 for entry in files):
        raise Unreadable(ContentState.ENCRYPTED)
