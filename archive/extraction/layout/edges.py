"""Running headers and footers: what stands at the edge of pages and says the same on each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.extraction.headings import begins_item, numbered_level
from archive.extraction.layout.page import Page
from archive.extraction.layout.pieces import Row, rows_of

_EDGE = 0.12
_OFTEN = 0.3
"""A running header stands on this share of the pages, and on two at least."""
_LONE_EDGE = 0.075
_SMALLER = 0.95
_PAGE_NUMBER = re.compile(
    r"^\W*(?:第|page|p\.?|頁|页)?\s*\d{1,4}\s*(?:[页頁]|(?:/|of|共|／)\s*\d{1,4}\s*[页頁]?|[页頁]\W*共\s*\d+\s*[页頁])?\W*$",
    re.IGNORECASE,
)


def take_edges(pages: Sequence[Page]) -> tuple[list[tuple[int, Row]], list[tuple[int, Row]]]:
    """Remove running headers and footers from the pages; each text once, with its first page (from 0).

    Bare page numbers are removed and not given back: they say nothing the place does not.
    """
    seen: Counter[tuple[bool, str]] = Counter()
    candidates: list[tuple[int, bool, Row]] = []
    for number, page in enumerate(pages):
        for row, at_top in _at_edges(page):
            seen[at_top, _shape(row.text)] += 1
            candidates.append((number, at_top, row))
    found: tuple[list[tuple[int, Row]], list[tuple[int, Row]]] = ([], [])
    given: set[tuple[bool, str]] = set()
    for number, at_top, row in candidates:
        key = (at_top, _shape(row.text))
        bare = bool(_PAGE_NUMBER.match(row.text.strip()))
        running = seen[key] > 1 and seen[key] >= _OFTEN * len(pages)
        if not (bare or running or _stands_alone(pages[number], row, at_top=at_top)):
            continue
        taken = {id(piece) for piece in row.pieces}
        pages[number].pieces = [p for p in pages[number].pieces if id(p) not in taken]
        if not bare and key not in given:
            given.add(key)
            words = [p for p in row.pieces if not _PAGE_NUMBER.match(p.text.strip())]
            found[0 if at_top else 1].append((number, Row(words)))
    return found


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))


def _at_edges(page: Page) -> list[tuple[Row, bool]]:
    edge = page.height * _EDGE
    free = [piece for piece in page.pieces if piece.cell is None]
    near = [p for p in free if p.box[3] < edge or p.box[1] > page.height - edge]
    return [(row, row.box[3] < edge) for row in rows_of(near)]


def _stands_alone(page: Page, row: Row, *, at_top: bool) -> bool:
    """A small line at the very edge with clear space to the text: a header even on a single page."""
    edge = page.height * _LONE_EDGE
    if not (row.box[3] < edge if at_top else row.box[1] > page.height - edge):
        return False
    rest = [piece for piece in page.pieces if all(piece is not own for own in row.pieces)]
    if not rest or row.size > sorted(piece.size for piece in rest)[len(rest) // 2] * _SMALLER:
        return False
    if begins_item(row.text.strip()) or numbered_level(row.text.strip()):
        return False
    if at_top:
        return min(p.box[1] for p in rest) - row.box[3] > 1.5 * row.size
    return row.box[1] - max(p.box[3] for p in rest) > 1.5 * row.size
