"""The left side of a document's page: one page as picture and text, or one part of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.domain.documents import Document
from archive.domain.segments import Segment
from archive.services.intake.intake import TextView
from archive.web.presenters.citations import Address, cite_values
from archive.web.presenters.previews import PICTURED
from archive.web.presenters.text_blocks import Block, Box, Focus, Marker, blocks, boxes
from archive.wording import say

PART_WEIGHT = 40_000
"""Characters of text on one page of a file that has no pages of its own."""

MOST_THUMBNAILS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Which place of a document the address asks for, and how to show it."""

    page: int
    part: int | None
    view: str
    words: str
    version: str | None
    focus: Focus | None


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A page to jump to, and how many marked places are on it."""

    number: int
    hits: int
    current: bool
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Where among the marked places the reader is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The left side: one page as picture and text, or one part of a text."""

    pictured: bool
    view: str
    page: int
    pages: int
    place: str
    boxes: tuple[Box, ...]
    blocks: tuple[Block, ...]
    thumbnails: tuple[Thumbnail, ...]
    before: str
    after: str
    page_view: str
    text_view: str
    found: Finding | None
    focus: bool
    version: str | None


def reading_of(
    document: Document, text: TextView, asked: Asked, mark: Marker, language: str, address: Address
) -> Reading:
    """The part of the document the address asks for."""
    numbered = list(enumerate(text.segments))
    pictured = document.extension in PICTURED
    here = _Here(document.id, asked, address)
    if pictured:
        return _page_reading(document, text, numbered, asked, mark, language, here)
    parts = _parts(text.segments)
    part = asked.part or _part_with(parts, asked.focus)
    first, last = parts[min(part, len(parts)) - 1]
    shown = numbered[first:last]
    return Reading(
        pictured=False,
        view="text",
        page=min(part, len(parts)),
        pages=len(parts),
        place=_part_label(part, len(parts), language),
        boxes=(),
        blocks=blocks(shown, language, mark, asked.focus),
        thumbnails=(),
        before=here.at(part=part - 1) if part > 1 else "",
        after=here.at(part=part + 1) if part < len(parts) else "",
        page_view="",
        text_view="",
        found=_found(numbered, asked, mark, here),
        focus=asked.focus is not None,
        version=asked.version,
    )


def _page_reading(  # noqa: PLR0913 - one page and how it is shown
    document: Document,
    text: TextView,
    numbered: Sequence[tuple[int, Segment]],
    asked: Asked,
    mark: Marker,
    language: str,
    here: _Here,
) -> Reading:
    pages = max(text.page_count or document.page_count or 1, 1)
    page = min(max(asked.page, 1), pages)
    shown = [(n, s) for n, s in numbered if (s.place.page or 1) == page]
    drawn = boxes(shown, mark, asked.focus)
    return Reading(
        pictured=True,
        view=asked.view,
        page=page,
        pages=pages,
        place=say(language, "ui_batch.page_n_of_m", n=page, m=pages),
        boxes=drawn,
        blocks=blocks(shown, language, mark, _in_text(asked, drawn)),
        thumbnails=_thumbnails(numbered, page, pages, mark, here),
        before=here.at(page=page - 1) if page > 1 else "",
        after=here.at(page=page + 1) if page < pages else "",
        page_view=here.at(page=page, view=None, keep_focus=True),
        text_view=here.at(page=page, view="text", keep_focus=True),
        found=_found(numbered, asked, mark, here),
        focus=asked.focus is not None,
        version=asked.version,
    )


def _in_text(asked: Asked, drawn: Sequence[Box]) -> Focus | None:
    """The quote in the text; the address leads to its rectangle where the picture has one."""
    on_picture = asked.view == "page" and any(box.focus for box in drawn)
    return replace(asked.focus, anchor="") if asked.focus and on_picture else asked.focus


@dataclass(frozen=True, slots=True)
class _Here:
    """Makes addresses inside the document that keep the words searched for and the view."""

    document: str
    asked: Asked
    address: Address

    def at(self, *, keep_focus: bool = False, **values: object) -> str:
        kept: dict[str, object] = {
            "q": self.asked.words or None,
            "view": self.asked.view if self.asked.view == "text" else None,
            "version": self.asked.version,
        }
        focus = self.asked.focus
        if keep_focus and focus is not None:
            kept |= {"seg": focus.ordinal, "from": focus.start, "to": focus.end}
        return self.address("documents.show", document_id=self.document, **(kept | values))


def _thumbnails(
    numbered: Sequence[tuple[int, Segment]], page: int, pages: int, mark: Marker, here: _Here
) -> tuple[Thumbnail, ...]:
    hits: dict[int, int] = {}
    for _, segment in numbered:
        own = segment.place.page or 1
        hits[own] = hits.get(own, 0) + len(mark(segment.text))
    first = max(1, min(page - MOST_THUMBNAILS // 2, pages - MOST_THUMBNAILS + 1))
    return tuple(
        Thumbnail(n, hits.get(n, 0), n == page, here.at(page=n))
        for n in range(first, min(first + MOST_THUMBNAILS, pages + 1))
    )


def _found(
    numbered: Sequence[tuple[int, Segment]], asked: Asked, mark: Marker, here: _Here
) -> Finding | None:
    """Which of the marked places is shown, and the ones before and after it."""
    if not asked.words:
        return None
    spots = [(n, s, start, end) for n, s in numbered for start, end in sorted(mark(s.text))]
    if not spots:
        return Finding("0", "", "")
    focus = asked.focus
    at = (focus.ordinal, focus.start) if focus else (-1, -1)
    current = sum((n, start) <= at for n, _, start, _ in spots)

    def link(place: int) -> str:
        n, segment, start, end = spots[place]
        values = cite_values(segment.place, n, start, end)
        return here.at(**values, _anchor="cited")

    return Finding(
        f"{current} / {len(spots)}" if current else f"{len(spots)}",
        link(current - 2) if current > 1 else "",
        link(current) if current < len(spots) else "",
    )


def _parts(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Consecutive segments in parts of about PART_WEIGHT characters; at least one part."""
    parts: list[tuple[int, int]] = []
    first = weight = 0
    for number, segment in enumerate(segments):
        if weight and weight + len(segment.text) > PART_WEIGHT:
            parts.append((first, number))
            first, weight = number, 0
        weight += len(segment.text)
    parts.append((first, len(segments)))
    return parts


def _part_with(parts: Sequence[tuple[int, int]], focus: Focus | None) -> int:
    ordinal = focus.ordinal if focus else 0
    return next((n for n, (first, last) in enumerate(parts, 1) if first <= ordinal < last), 1)


def _part_label(part: int, parts: int, language: str) -> str:
    return say(language, "ui_document.part_n_of_m", n=part, m=parts) if parts > 1 else ""
