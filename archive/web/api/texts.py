"""The text of a file with its places, the unit of citation."""

from __future__ import annotations

from archive.domain.segments import Segment
from archive.domain.written_lines import as_written
from archive.services.intake.intake import TextView
from archive.web.api.fields import Answer, JsonObject


class SegmentAnswer(Answer):
    """A paragraph, a heading, a table ... and where it stands.

    The cells of a table are parted by a tab, those of a file of lines of values as the file
    parts and quotes them.
    """

    kind: str
    level: int
    place: JsonObject
    text: str

    @classmethod
    def of(cls, segment: Segment, separator: str) -> SegmentAnswer:
        return cls(
            kind=segment.kind.value,
            level=segment.level,
            place=segment.place.as_dict(),
            text=as_written(segment.text, separator),
        )


class TextAnswer(Answer):
    """Everything that was read from a file; `quality` says how far it can be trusted, `pages` each page."""

    segments: list[SegmentAnswer]
    quality: str
    page_count: int | None
    pages: list[str]

    @classmethod
    def of(cls, view: TextView) -> TextAnswer:
        return cls(
            segments=[SegmentAnswer.of(segment, view.separator) for segment in view.segments],
            quality=str(view.quality),
            page_count=view.page_count,
            pages=[quality.value for quality in view.pages.each],
        )
