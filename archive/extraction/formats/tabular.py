"""Comma, semicolon, tab or pipe separated values: one table, in pieces of a readable length."""

from __future__ import annotations

import csv
import io
import re
from typing import BinaryIO

from archive.domain.segments import SEPARATOR
from archive.domain.written_lines import MARK, QUOTING, row_written
from archive.extraction.draft import Draft
from archive.extraction.encodings import decode
from archive.extraction.kinds import FileKind
from archive.extraction.outcomes import LimitReached

PIECE_ROWS = 200
PIECE_CHARACTERS = 60_000
_SEPARATORS = ",\t;|"


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Fill the draft with the rows of the file."""
    text, _ = decode(stream.read())
    text = text.lstrip("\ufeff")
    csv.field_size_limit(draft.limits.parsed)
    separator = "\t" if kind.extension == "tsv" else _separator(text)
    draft.properties[SEPARATOR] = separator + _quoting(text, separator)
    rows = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator)
    cells = 0
    piece: list[list[str]] = []
    first = 1
    size = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        size += sum(map(len, row))
        piece.append(row)
        if len(piece) >= PIECE_ROWS or size > PIECE_CHARACTERS:
            add_rows(draft, piece, first)
            piece, first, size = [], number + 1, 0
        if cells > draft.limits.cells:
            raise LimitReached
    add_rows(draft, piece, first)


def add_rows(draft: Draft, rows: list[list[str]], first: int) -> None:
    """Add rows as a table; lines with one value only (a title, a remark) stay paragraphs."""
    if any(len(row) > 1 for row in rows):
        draft.table(rows, row=first)
        return
    for row in rows:
        draft.paragraph(" ".join(row))


def _quoting(text: str, separator: str) -> str:
    """Which cells the file quotes, as `written_lines` says it: the way that writes most of its first lines."""
    sample = re.split(r"\r\n|\r|\n", text[:20_000])[:50]
    quoting = [line for line in sample if MARK in line and line.count(MARK) % 2 == 0]
    rows = list(csv.reader(quoting, delimiter=separator))
    same = {
        which: sum(
            row_written(row, separator + which) == line
            for row, line in zip(rows, quoting, strict=False)
        )
        for which in QUOTING
    }
    return max(QUOTING, key=lambda which: same[which])


def _separator(text: str) -> str:
    """The sign that cuts most lines of the start into the same number of values."""
    sample = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    best, score = ",", 0.0
    for sign in _SEPARATORS:
        widths = [len(row) for row in csv.reader(sample, delimiter=sign)]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        if usual > 1:
            agreement = widths.count(usual) / len(widths) * min(usual, 50)
            best, score = (sign, agreement) if agreement > score else (best, score)
    return best
