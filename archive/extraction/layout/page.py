"""One page of pieces to segments: ruled tables, aligned tables, headings, paragraphs, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.domain.segments import Line, Place, SegmentKind, table_segment
from archive.extraction.draft import Draft
from archive.extraction.headings import begins_item, could_be_heading, is_list_item, numbered_level
from archive.extraction.layout.columns import aligned_tables
from archive.extraction.layout.grid import Grid
from archive.extraction.layout.paragraphs import Paragraph, Setting, paragraphs
from archive.extraction.layout.pieces import Box, Piece, Row, around, joined, rows_of


@dataclass(slots=True)
class Page:
    """What stands on a page: its pieces in reading order and its ruled tables."""

    width: float
    height: float
    pieces: list[Piece]
    grids: list[Grid] = field(default_factory=list)
    scanned: bool = False
    """Stamps and signatures count as text here, so large letters alone make no heading at the end."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The letter size of running text, and the larger sizes of headings, largest first."""

    body: float
    larger: tuple[float, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Sizes:
        """Most letters are running text; sizes clearly above theirs are headings."""
        letters: dict[float, int] = defaultdict(int)
        for piece in pieces:
            letters[round(piece.size * 2) / 2] += len(piece.text)
        if not letters:
            return cls(0.0, ())
        body = max(letters, key=lambda size: letters[size])
        larger: list[float] = []
        for size in sorted(letters, reverse=True):
            if size >= body * 1.12 and (not larger or size < larger[-1] * 0.9):
                larger.append(size)
        return cls(body, tuple(larger[:4]))

    def rank(self, size: float) -> int:
        """1 for the largest letters; 0 for running text."""
        if size < self.body * 1.12:
            return 0
        return next((i for i, known in enumerate(self.larger, 1) if size >= known * 0.95), 0)


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set: sizes of all its pages, lines of this page."""

    sizes: Sizes
    setting: Setting


def styles_of(pages: Sequence[Page]) -> list[Style]:
    """One style a page, from all pages together."""
    sizes = Sizes.of(piece for page in pages for piece in page.pieces)
    settings = Setting.of(
        [rows_of(page.pieces) for page in pages], [[g.box for g in page.grids] for page in pages]
    )
    return [Style(sizes, setting) for setting in settings]


def add_page(draft: Draft, page: Page, style: Style) -> None:
    """Put the page's segments into the draft, at the place where its walk is."""
    kept = _real_tables(page)
    flow: list[Piece] = []
    for piece in page.pieces:
        if piece.cell is None or piece.cell[0] not in kept:
            flow.append(piece)
            continue
        table = kept[piece.cell[0]]
        if table is not None:
            _flow(draft, page, flow, style)
            flow = []
            _add_table(draft, page, table)
            kept[piece.cell[0]] = None
    _flow(draft, page, flow, style)


Cells = list[list[list[Piece]]]


def _real_tables(page: Page) -> dict[int, Cells | None]:
    """Ruled tables that hold text in several cells; boxes around text and charts do not."""
    inside: dict[int, list[Piece]] = defaultdict(list)
    for piece in page.pieces:
        if piece.cell is not None:
            inside[piece.cell[0]].append(piece)
    real: dict[int, Cells | None] = {}
    for number, pieces in inside.items():
        rows, columns = page.grids[number].shape
        cells: Cells = [[[] for _ in range(columns)] for _ in range(rows)]
        for piece in pieces:
            if piece.cell is not None:
                cells[piece.cell[1]][piece.cell[2]].append(piece)
        cells = _without_empty(cells)
        filled = sum(bool(cell) for row in cells for cell in row)
        if cells and len(cells[0]) > 1 and filled > 1:
            real[number] = cells
    return real


def _without_empty(cells: Cells) -> Cells:
    rows = [row for row in cells if any(row)]
    columns = [i for i in range(len(cells[0])) if any(row[i] for row in rows)]
    return [[row[i] for i in columns] for row in rows]


def _add_table(draft: Draft, page: Page, cells: Cells) -> None:
    texts = [[" ".join(_cell_text(cell).split()) for cell in row] for row in cells]
    lines: list[Line] = []
    at = 0
    for row, row_texts in zip(cells, texts, strict=True):
        for cell, text in zip(row, row_texts, strict=True):
            if text:
                box = around(piece.place for piece in cell)
                lines.append(Line(at, at + len(text), shares(page, box)))
            at += len(text) + 1
    draft.add_table(table_segment(texts, Place(), tuple(lines)))


def _cell_text(cell: Sequence[Piece]) -> str:
    text = ""
    for row in rows_of(cell):
        text = joined(text, row.text.strip())
    return text


def shares(page: Page, box: Box) -> Box:
    """A box in shares of the page."""
    left, top, right, bottom = box
    bounded = (left / page.width, top / page.height, right / page.width, bottom / page.height)
    return tuple(min(max(share, 0.0), 1.0) for share in bounded)  # type: ignore[return-value]  # four in, four out


def _flow(draft: Draft, page: Page, pieces: Sequence[Piece], style: Style) -> None:
    rows = rows_of(pieces)
    at = 0
    for table in aligned_tables(rows):
        _add_paragraphs(draft, page, rows[at : table.first], style)
        _add_table(draft, page, table.cells)
        at = table.last
    _add_paragraphs(draft, page, rows[at:], style)


def _add_paragraphs(draft: Draft, page: Page, rows: Sequence[Row], style: Style) -> None:
    found = paragraphs(rows, style.setting)
    for paragraph in found:
        lines = tuple(
            Line(start, end, shares(page, row.place))
            for (start, end), row in zip(paragraph.spans, paragraph.rows, strict=True)
            if end > start
        )
        if page.scanned:
            level = _scanned_level(paragraph, style.sizes, last=paragraph is found[-1])
        else:
            level = _level(paragraph, style.sizes)
        if level:
            draft.heading(paragraph.text, level, lines)
        elif is_list_item(paragraph.text):
            draft.add(SegmentKind.LIST_ITEM, paragraph.text, lines)
        else:
            draft.paragraph(paragraph.text, lines)


def _scanned_level(paragraph: Paragraph, sizes: Sizes, *, last: bool) -> int:
    """As `_level`, but sizes are measured roughly: a title, and numbered headings under it."""
    if len(paragraph.rows) > 3 or "\t" in paragraph.text:
        return 0
    if numbered := numbered_level(paragraph.text):
        return numbered + 1
    if not sizes.rank(paragraph.size) or not could_be_heading(paragraph.text):
        return 0
    if begins_item(paragraph.text):
        return 2
    return 0 if last else 1


def _level(paragraph: Paragraph, sizes: Sizes) -> int:
    """The level of a heading, by the size of its letters first, then by its number; 0 for text."""
    if len(paragraph.rows) > 3 or "\t" in paragraph.text:
        return 0
    rank = sizes.rank(paragraph.size)
    numbered = numbered_level(paragraph.text)
    if numbered:  # under the title, if the document has letters for one
        return max(rank, numbered + (1 if sizes.larger else 0))
    if rank and could_be_heading(paragraph.text):
        return rank
    if paragraph.bold and len(paragraph.rows) == 1 and could_be_heading(paragraph.text):
        return len(sizes.larger) + 1 if paragraph.size >= sizes.body * 0.98 else 0
    return 0
