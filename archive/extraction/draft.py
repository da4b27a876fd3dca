"""What a format module gathers while it walks through a file: segments with places, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from archive.domain.segments import Line, Place, Segment, SegmentKind, table_segment
from archive.extraction.limits import Limits
from archive.extraction.outcomes import LimitReached

_CONTROL = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF, 0xFEFF])
_CONTROL |= {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def clean(text: str) -> str:
    """Text without control characters, lone surrogates and white space at the ends of lines."""
    text = text.translate(_CONTROL)
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)


class Draft:
    """Segments in reading order. `at` says where the walk is; headings form the path by themselves."""

    def __init__(self, limits: Limits, allow: Callable[[int], None] | None = None) -> None:
        self.limits = limits
        self.allow = allow or (lambda _: None)
        """Told the number of pages before they are read, for documents that may take longer."""
        self.segments: list[Segment] = []
        self.properties: dict[str, str] = {}
        self.page_count: int | None = None
        self.ocr_pages: list[int] = []
        self.wordless: list[int] = []
        """Pages and slides without text, or with nothing beside it that might be words."""
        self.garbled = False
        """Some of the text layer is known to be wrong (its pages are in `ocr_pages`)."""
        self._place = Place()
        self._path: list[tuple[int, str]] = []
        self._size = 0

    def at(self, **place: Any) -> None:
        """From here on segments stand at this page, sheet, slide, row or member."""
        self._place = Place(heading=self._place.heading, **place)

    def at_row(self, row: int | None) -> None:
        """From here on segments stand in this row of the sheet."""
        self._place = replace(self._place, row=row)

    def add(
        self, kind: SegmentKind, text: str, lines: tuple[Line, ...] = (), level: int = 0
    ) -> None:
        """Add a segment; with `lines`, the text is taken as it is so that their offsets hold."""
        text = text if lines else clean(text)
        if text:
            self._keep(Segment(kind, text, self._place, level, (), lines))

    def paragraph(self, text: str, lines: tuple[Line, ...] = ()) -> None:
        """Add running text."""
        self.add(SegmentKind.PARAGRAPH, text, lines)

    def heading(self, text: str, level: int, lines: tuple[Line, ...] = ()) -> None:
        """Add a heading of level 1-9; what follows stands under it."""
        text = text if lines else clean(text)
        if not text:
            return
        level = min(max(level, 1), 9)
        self._path = [entry for entry in self._path if entry[0] < level]
        self._place = replace(self._place, heading=tuple(t for _, t in self._path))
        self._keep(Segment(SegmentKind.HEADING, text, self._place, level, (), lines))
        self._path.append((level, " ".join(text.split())[:200]))
        self._place = replace(self._place, heading=tuple(t for _, t in self._path))

    def table(self, rows: Iterable[Iterable[str]], row: int | None = None) -> None:
        """Add a table; `row` is the sheet row of its first row."""
        place = replace(self._place, row=row) if row is not None else self._place
        cells = [[cell.translate(_CONTROL) for cell in line] for line in rows]
        self.add_table(table_segment(cells, place))

    def add_table(self, table: Segment) -> None:
        """Add a table segment that is already made, at the place where the walk is."""
        if table.text.strip():
            row = table.place.row
            place = replace(self._place, row=row) if row is not None else self._place
            self._keep(replace(table, place=place))

    def forget_headings(self) -> None:
        """Start a new part (sheet, slide, member) outside of every heading."""
        self._path = []
        self._place = replace(self._place, heading=())

    def _keep(self, segment: Segment) -> None:
        room = self.limits.text - self._size
        if len(segment.text) > room or len(self.segments) >= self.limits.segments:
            if room > 0 and not segment.rows and len(self.segments) < self.limits.segments:
                kept = tuple(line for line in segment.lines if line.end <= room)
                self.segments.append(replace(segment, text=segment.text[:room], lines=kept))
            raise LimitReached
        self._size += len(segment.text) + 1
        self.segments.append(segment)
