"""Extracted text with its places: the unit of citation, of passages and of facts.

One rule ties text and structure together: for a table, `text` is its rows joined with a line feed
and the cells of a row with a tab, so a quoted row is found verbatim in the segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archive.domain.text_quality import NOT_KNOWN, PageQualities, TextQuality


class SegmentKind(StrEnum):
    """What a piece of text was in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"  # footnote, endnote, speaker note
    COMMENT = "comment"
    FIELD = "field"  # a mail header, a document property shown as text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands. Numbers count from 1. `heading` is the path of headings, outermost first.

    `row` is the sheet row of a table segment's first row; `member` the path inside a ZIP or mail.
    """

    page: int | None = None
    sheet: str | None = None
    slide: int | None = None
    heading: tuple[str, ...] = ()
    row: int | None = None
    member: str | None = None

    @property
    def number(self) -> int:
        """The page or slide; what has neither stands on the one page of its file."""
        return max(self.page or self.slide or 1, 1)

    def as_dict(self) -> dict[str, object]:
        """Only the parts that are known, as JSON."""
        known: dict[str, object] = {}
        for name in ("page", "sheet", "slide", "row", "member"):
            if (value := getattr(self, name)) is not None:
                known[name] = value
        if self.heading:
            known["heading"] = list(self.heading)
        return known

    @classmethod
    def from_dict(cls, known: Mapping[str, object]) -> Place:
        """The opposite of `as_dict`; unknown keys are ignored."""
        page, slide, row = (_whole(known.get(key)) for key in ("page", "slide", "row"))
        sheet, member = known.get("sheet"), known.get("member")
        heading = known.get("heading")
        return cls(
            page=page,
            sheet=sheet if isinstance(sheet, str) else None,
            slide=slide,
            heading=tuple(str(h) for h in heading) if isinstance(heading, list | tuple) else (),
            row=row,
            member=member if isinstance(member, str) else None,
        )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Line:
    """Where `text[start:end]` of a segment is drawn on its page.

    The box is (left, top, right, bottom) in shares of the page's width and height, 0 to 1,
    measured from the top left corner of the page as it is shown (rotation applied).
    """

    start: int
    end: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, a heading, a table ... with its place. `level` is 1-9 for headings, else 0."""

    kind: SegmentKind
    text: str
    place: Place = field(default_factory=Place)
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[Line, ...] = ()


def table_segment(
    rows: Iterable[Iterable[str]], place: Place, lines: tuple[Line, ...] = ()
) -> Segment:
    """Make a table segment; white space inside a cell becomes single spaces, so the text rule holds."""
    cells = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    text = "\n".join("\t".join(row) for row in cells)
    return Segment(SegmentKind.TABLE, text, place, rows=cells, lines=lines)


SEPARATOR = "separator"
"""The property of a reading that says which sign parts the cells of a file of lines (`written_lines`)."""


class ContentState(StrEnum):
    """What reading the bytes came to. Everything but OK still stores and offers the bytes."""

    OK = "ok"
    EMPTY = "empty"  # zero bytes, or a container with nothing in it
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"  # stored, but no text can be read here
    TOO_LARGE = "too_large"  # a bomb, or above what is parsed
    JUNK = "junk"  # an office lock file, a folder thumbnail ...


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read from one file.

    `extension` is what the content is (lower case, no dot), whatever the name says. `properties`
    holds what the file says of itself: `title`, `author`, `created`, `modified`, `subject` (ISO
    dates), and SEPARATOR. `ocr_pages` are the pages (from 1) that hold pictures and no usable text yet; `pages` says of
    every page how far its text can be trusted.
    """

    media_type: str
    extension: str
    state: ContentState
    segments: tuple[Segment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    page_count: int | None = None
    quality: TextQuality = TextQuality.NONE
    ocr_pages: tuple[int, ...] = ()
    pages: PageQualities = NOT_KNOWN
    truncated: bool = False
    """Text was cut at the limit; what is there is still exact."""

    @property
    def text(self) -> str:
        """All segments' text, one a line."""
        return "\n".join(segment.text for segment in self.segments)
