"""PowerPoint 97-2003 (.ppt) without PowerPoint: the text records of slides and notes ([MS-PPT] 2.13)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

import olefile  # type: ignore[import-untyped]  # it has no stubs

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import damaged, encrypted

_SLIDE, _NOTES, _MASTER, _HANDOUT = 0x03EE, 0x03F0, 0x03F8, 0x0FC9
_OUTLINE, _OUTLINE_SLIDE, _TEXT_KIND = 0x0FF0, 0x03F3, 0x0F9F
_WIDE_TEXT, _NARROW_TEXT, _COMMENT = 0x0FA0, 0x0FA8, 0x2EE1
_COMMENT_TEXT = 0x0FBA
_TITLES: Final = {0, 6}
_MAX_DEPTH: Final = 32
_ENCRYPTED_MARK: Final = b"\xdf\xc4\xd1\xf3"


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft slide by slide."""
    del kind
    try:
        with olefile.OleFileIO(stream) as container:
            if _ENCRYPTED_MARK in container.openstream("Current User").read()[:16]:
                raise encrypted("password")
            data = container.openstream("PowerPoint Document").read()
    except OSError as e:
        raise damaged(str(e)) from e
    walk = _Walk(draft)
    walk.records(data, 0, len(data), 0)
    walk.finish()


def _records(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int, int, bool]]:
    """Type, instance, start and end of each record, and whether it contains others."""
    while at + 8 <= end:
        version, kind, size = struct.unpack_from("<HHI", data, at)
        start = at + 8
        stop = start + size
        if stop > end:
            return
        yield kind, version >> 4, start, stop, version & 0xF == 0xF
        at = stop


class _Walk:
    """Gathers texts by slide: the outline has titles and bodies, the slides have their text boxes."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._texts: dict[int, list[tuple[SegmentKind, str]]] = {}
        self._outlined = 0
        self._drawn = 0
        self._slide = 0
        self._kind = SegmentKind.PARAGRAPH
        self._title = False

    def records(self, data: bytes, at: int, end: int, depth: int) -> None:
        for kind, instance, start, stop, holds in _records(data, at, end):
            if kind in {_MASTER, _HANDOUT} or depth > _MAX_DEPTH or (kind == _OUTLINE and instance):
                continue
            if kind == _OUTLINE_SLIDE:
                self._outlined += 1
                self._slide = self._outlined
            elif kind == _TEXT_KIND:
                self._title = data[start : start + 1] in (b"\x00", b"\x06")
            elif kind in {_SLIDE, _NOTES}:
                self._drawn += kind == _SLIDE
                self._slide = max(self._drawn, 1)
                self._kind = SegmentKind.NOTE if kind == _NOTES else SegmentKind.PARAGRAPH
            self._text(kind, data[start:stop] if not holds else b"")
            if holds:
                self._kind = SegmentKind.COMMENT if kind == _COMMENT else self._kind
                self.records(data, start, stop, depth + 1)
                if kind in {_SLIDE, _NOTES, _COMMENT}:
                    self._kind = SegmentKind.PARAGRAPH

    def _text(self, kind: int, payload: bytes) -> None:
        wide = kind == _WIDE_TEXT or (kind == _COMMENT_TEXT and self._kind is SegmentKind.COMMENT)
        if wide:
            text = payload.decode("utf-16-le", "replace")
        elif kind == _NARROW_TEXT:
            text = payload.decode("latin-1")
        else:
            return
        shown = SegmentKind.HEADING if self._title else self._kind
        self._title = False
        entries = self._texts.setdefault(max(self._slide, 1), [])
        if text.strip() and all(text != known for _, known in entries):
            entries.append((shown, text))

    def finish(self) -> None:
        """Put what was gathered into the draft, slide by slide."""
        self._draft.page_count = max(self._outlined, self._drawn) or None
        for slide, entries in sorted(self._texts.items()):
            self._draft.forget_headings()
            self._draft.at(slide=slide)
            for kind, text in entries:
                for line in text.replace("\x0b", "\n").replace("\r", "\n").split("\n"):
                    if kind is SegmentKind.HEADING:
                        self._draft.heading(line, 1)
                    else:
                        self._draft.add(kind, line)
