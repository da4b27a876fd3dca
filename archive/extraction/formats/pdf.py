"""PDF: text with its places page by page, tables by their lines, pages that need recognition."""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from typing import Any, BinaryIO

import pypdfium2

from archive.extraction.draft import Draft
from archive.extraction.formats import pdf_second
from archive.extraction.formats.pdf_letters import PageText, page_text, shown
from archive.extraction.formats.pdf_objects import Drawn, drawn_on
from archive.extraction.kinds import FileKind
from archive.extraction.layout.book import add_pages
from archive.extraction.layout.grid import Grid, grids
from archive.extraction.layout.page import Page
from archive.extraction.limits import SECONDS_A_PAGE
from archive.extraction.outcomes import LimitReached, damaged, encrypted
from archive.extraction.quality import GARBLED, garbled_share

_SNAP = 3.0
_FEW_LETTERS = 25
_SCANNED_LETTERS = 200
_MOSTLY_PICTURE = 0.5
_OUTLINED = 60
_CHAPTER = 200
"""Pages laid out together: running headers are found among them, then they are let go."""
_PLACEHOLDERS = {"unspecified", "anonymous", "untitled"}
_DATE = re.compile(r"^D?:?(\d{4})(\d{2})?(\d{2})?")


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft page by page."""
    del kind
    document = _opened(stream, draft)
    if document is None:
        return
    try:
        draft.page_count = len(document)
        if not draft.page_count:
            raise damaged("no pages")
        draft.allow(draft.page_count)
        _properties(document, draft)
        _pages(document, stream, draft)
    finally:
        document.close()


def _opened(stream: BinaryIO, draft: Draft) -> pypdfium2.PdfDocument | None:
    try:
        return pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as e:
        if "assword" in str(e):
            raise encrypted(str(e)) from e
        pdf_second.read_all(stream, draft)
        return None


def _properties(document: pypdfium2.PdfDocument, draft: Draft) -> None:
    with contextlib.suppress(pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
        said = document.get_metadata_dict(skip_empty=True)
        for name, ours in (("Title", "title"), ("Author", "author"), ("Subject", "subject")):
            value = " ".join(str(said.get(name, "")).split())
            if value and value.strip("()").lower() not in _PLACEHOLDERS:
                draft.properties[ours] = value[:500]
        for name, ours in (("CreationDate", "created"), ("ModDate", "modified")):
            if found := _DATE.match(str(said.get(name, ""))):
                draft.properties[ours] = "-".join(part for part in found.groups() if part)


def _pages(document: pypdfium2.PdfDocument, stream: BinaryIO, draft: Draft) -> None:
    last = min(len(document), draft.limits.pages)
    until = time.process_time() + 0.8 * (draft.limits.cpu + last * SECONDS_A_PAGE)
    empty = True
    for first in range(0, last, _CHAPTER):
        pages: dict[int, Page] = {}
        skewed: dict[int, list[str]] = {}
        for number in range(first, min(first + _CHAPTER, last)):
            page, text = _page(document, number, draft)
            pages[number + 1], skewed[number + 1] = page, text.skewed
            empty = empty and not text.letters
            if time.process_time() > until:
                break
        add_pages(draft, pages, skewed)
        if time.process_time() > until:
            raise LimitReached
    if empty and not draft.segments:
        pdf_second.read_missing(stream, draft)
    if len(document) > last:
        raise LimitReached


def _page(document: pypdfium2.PdfDocument, number: int, draft: Draft) -> tuple[Page, PageText]:
    """The pieces of one page; a page that cannot be loaded is an empty one."""
    try:
        page = document[number]
        width, height = page.get_size()
    except pypdfium2.PdfiumError:
        return Page(1.0, 1.0, []), PageText()
    if not (width > 0 and height > 0):
        return Page(1.0, 1.0, []), PageText()
    try:
        transform = shown(page)
        drawn = drawn_on(page, transform, width * height)
        ruled = grids(drawn.rules, _SNAP)
        text_page = page.get_textpage()
        text = page_text(text_page.raw, transform, _cells(ruled))
        if false := _false_tables(text):
            ruled = [grid for number, grid in enumerate(ruled) if number not in false]
            text = page_text(text_page.raw, transform, _cells(ruled))
        text_page.close()
    except pypdfium2.PdfiumError:
        return Page(width, height, []), PageText()
    finally:
        page.close()
    if _needs_recognition(text, drawn, draft):
        draft.ocr_pages.append(number + 1)
    elif not text.letters:
        draft.wordless.append(number + 1)
    return Page(width, height, text.pieces, ruled), text


def _false_tables(text: PageText) -> set[int]:
    """Tables whose borders run through words: lines of a drawing, or of a page's frame."""
    pieces = Counter(piece.cell[0] for piece in text.pieces if piece.cell)
    return {number for number, cuts in text.cuts.items() if cuts > max(1, 0.05 * pieces[number])}


def _cells(ruled: list[Grid]) -> Any:
    order = sorted(
        enumerate(ruled), key=lambda g: (g[1].box[2] - g[1].box[0]) * (g[1].box[3] - g[1].box[1])
    )

    def cell_of(x: float, y: float) -> tuple[int, int, int] | None:
        for number, grid in order:
            if (cell := grid.cell_at(x, y)) is not None:
                return (number, *cell)
        return None

    return cell_of


def _needs_recognition(text: PageText, drawn: Drawn, draft: Draft) -> bool:
    """A page whose words are a picture or outlines, or whose letters have lost their meaning."""
    words = "".join(piece.text for piece in text.pieces)
    total = text.letters + text.unmapped
    if total >= _FEW_LETTERS and (
        text.unmapped > GARBLED * total or garbled_share(words) > GARBLED
    ):
        draft.garbled = True
        return True
    if text.letters < _FEW_LETTERS and (
        drawn.pictures > 0.05 or drawn.shapes > _OUTLINED or text.unmapped
    ):
        return True
    return text.letters < _SCANNED_LETTERS and drawn.pictures > _MOSTLY_PICTURE
