"""Cutting a sheet into what a reader sees: titles, tables between empty rows, remarks."""

from __future__ import annotations

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.tabular import PIECE_CHARACTERS, PIECE_ROWS
from archive.extraction.headings import could_be_heading

Row = tuple[int, list[str]]


def add_sheet(draft: Draft, rows: list[list[str]], first: int = 1) -> None:
    """Add the blocks of a sheet whose top left cell is in row `first`.

    Empty rows part blocks. A title above a table and remarks under it stand alone, so that a table
    is only its rows. Columns that are empty on the whole sheet are left out.
    """
    columns = [c for c in range(max(map(len, rows), default=0)) if any(c < len(r) and r[c].strip() for r in rows)]  # fmt: skip
    block: list[Row] = []
    for number, row in enumerate(rows, first):
        cells = [row[c] if c < len(row) else "" for c in columns]
        if any(cell.strip() for cell in cells):
            block.append((number, cells))
        else:
            _block(draft, block)
            block = []
    _block(draft, block)


def _block(draft: Draft, block: list[Row]) -> None:
    start, end = 0, len(block)
    while start < end and _filled(block[start][1]) == 1:
        start += 1
    while end > start and _filled(block[end - 1][1]) == 1:
        end -= 1
    for number, cells in block[:start]:
        _single(draft, number, cells)
    _pieces(draft, block[start:end])
    for number, cells in block[end:]:
        _single(draft, number, cells)


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _single(draft: Draft, row: int, cells: list[str]) -> None:
    text = next(cell for cell in cells if cell.strip())
    draft.at_row(row)
    if row == 1 and could_be_heading(text.strip()):
        draft.heading(text, 2)
    else:
        draft.add(SegmentKind.PARAGRAPH, text)
    draft.at_row(None)


def _pieces(draft: Draft, rows: list[Row]) -> None:
    piece: list[list[str]] = []
    first, size = 0, 0
    for number, cells in rows:
        if not piece:
            first = number
        piece.append(cells)
        size += sum(map(len, cells))
        if len(piece) >= PIECE_ROWS or size > PIECE_CHARACTERS:
            draft.table(piece, row=first)
            piece, size = [], 0
    if piece:
        draft.table(piece, row=first)
