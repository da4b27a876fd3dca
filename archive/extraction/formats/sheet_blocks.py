"""Cutting a sheet into what a reader sees: titles, tables between empty rows, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from archive.domain.segments import SegmentKind
from archive.extraction.draft import Draft
from archive.extraction.formats.tabular import PIECE_CHARACTERS, PIECE_ROWS
from archive.extraction.headings import could_be_heading

Row: TypeAlias = tuple[int, Mapping[int, str]]
"""The number of a row, and its cells by column."""

_DEFAULT_NAME: Final = re.compile(
    r"^(?:sheet|tabelle|feuil|hoja|工作表|表|list|page|シート)\s*\d*(?:\s*\(\d+\))?$", re.IGNORECASE
)


def add_sheet_name(draft: Draft, name: str) -> None:
    """A sheet's name is its heading, unless nobody gave it one."""
    if not _DEFAULT_NAME.match(name.strip()):
        draft.heading(name, 1)


def add_numbered(draft: Draft, rows: Iterable[Row]) -> None:
    """Add the blocks of a sheet.

    Empty rows part blocks. A title above a table and remarks under it stand alone, so that a table
    is only its rows. Columns that are empty in the whole block of rows are left out.
    """
    block: list[Row] = []
    last = 0
    for number, cells in rows:
        filled = {column: text.strip() for column, text in cells.items() if text.strip()}
        if not filled:
            continue
        if block and number != last + 1:
            _block(draft, block)
            block = []
        block.append((number, filled))
        last = number
    _block(draft, block)


def _block(draft: Draft, block: list[Row]) -> None:
    start, end = 0, len(block)
    while start < end and len(block[start][1]) == 1:
        start += 1
    while end > start and len(block[end - 1][1]) == 1:
        end -= 1
    for row in block[:start]:
        _single(draft, row)
    _pieces(draft, block[start:end])
    for row in block[end:]:
        _single(draft, row)


def _single(draft: Draft, row: Row) -> None:
    number, cells = row
    text = next(iter(cells.values()))
    draft.at_row(number)
    if number == 1 and could_be_heading(text):
        draft.heading(text, 2)
    else:
        draft.add(SegmentKind.PARAGRAPH, text)
    draft.at_row(None)


def _pieces(draft: Draft, rows: list[Row]) -> None:
    columns = sorted({column for _, cells in rows for column in cells})
    piece: list[list[str]] = []
    first, size = 0, 0
    for number, cells in rows:
        if not piece:
            first = number
        piece.append([cells.get(column, "") for column in columns])
        size += sum(map(len, cells.values())) + len(columns)
        if len(piece) >= PIECE_ROWS or size > PIECE_CHARACTERS:
            draft.table(piece, row=first)
            piece, size = [], 0
    if piece:
        draft.table(piece, row=first)
