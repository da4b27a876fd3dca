"""Pages to segments: running headers apart, every page laid out in the style of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.domain.segments import Line, SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.layout.edges import take_edges
from archive.extraction.layout.page import Page, add_page, shares, styles_of
from archive.extraction.layout.pieces import Row


def add_pages(draft: Draft, pages: Mapping[int, Page], extras: Mapping[int, Sequence[str]]) -> None:
    """Put pages (by their number from 1) into the draft. `extras` are texts without a place on the page."""
    numbers = list(pages)
    ordered = list(pages.values())
    headers, footers = take_edges(ordered)
    styles = styles_of(ordered)
    for index, (number, page, style) in enumerate(zip(numbers, ordered, styles, strict=True)):
        draft.at(page=number)
        _edge_lines(draft, page, SegmentKind.HEADER, [row for at, row in headers if at == index])
        add_page(draft, page, style)
        for text in extras.get(number, ()):
            draft.paragraph(text)
        _edge_lines(draft, page, SegmentKind.FOOTER, [row for at, row in footers if at == index])


def _edge_lines(draft: Draft, page: Page, kind: SegmentKind, rows: Sequence[Row]) -> None:
    for row in rows:
        text = row.text.strip()
        if text:
            draft.add(kind, text, (Line(0, len(text), shares(page, row.place)),))
