"""The cited place by itself: the quote with what stands around it, and its page as a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.domain.documents import Document
from archive.domain.segments import Place, Segment, SegmentKind
from archive.services.intake.intake import TextView
from archive.web.presenters.marks import Mark, html_lang, level_mark
from archive.web.presenters.previews import PICTURED
from archive.web.presenters.text_blocks import (
    Block,
    Box,
    Focus,
    Marker,
    blocks,
    boxes,
    place_label,
)

SHORT_TABLE = 12
AROUND = 2
"""Segments shown before and after the cited one."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What stands in the pane."""

    id: str
    title: str
    lang: str | None
    version: str
    place: str
    level: Mark
    url: str
    blocks: tuple[Block, ...]
    picture: int
    boxes: tuple[Box, ...]
    number: int = 0
    """The number of the citation; 0 beside a hit."""


def evidence_of(
    document: Document,
    text: TextView,
    focus: Focus | None,
    mark: Marker,
    language: str,
    url: str,
) -> EvidenceView:
    """The pane for one citation; without a place, the beginning of the document. `mark` as on its page."""
    at = focus.ordinal if focus else 0
    segments = text.segments
    place = segments[at].place if segments else Place()
    around = [
        (n, segments[n])
        for n in range(max(0, at - AROUND), min(len(segments), at + AROUND + 1))
        if n == at or (_same_section(segments[n].place, place) and _short(segments[n]))
    ]
    pictured = document.extension in PICTURED
    page = place.page or 1
    return EvidenceView(
        id=document.id,
        title=document.title or document.name,
        lang=html_lang(document.language),
        version=f"V{document.version}",
        place=place_label(place, language),
        level=level_mark(document.level, language),
        url=url,
        blocks=blocks(around, language, mark, replace(focus, anchor="") if focus else None),
        picture=page if pictured else 0,
        boxes=boxes(_on_page(segments, page), mark, focus) if pictured and segments else (),
    )


def _on_page(segments: Sequence[Segment], page: int) -> list[tuple[int, Segment]]:
    return [(n, segment) for n, segment in enumerate(segments) if (segment.place.page or 1) == page]


def _same_section(place: Place, other: Place) -> bool:
    return (place.page, place.sheet, place.slide, place.member) == (
        other.page,
        other.sheet,
        other.slide,
        other.member,
    )


def _short(segment: Segment) -> bool:
    return segment.kind is not SegmentKind.TABLE or len(segment.rows) <= SHORT_TABLE
