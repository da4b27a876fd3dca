"""A piece is text set in one go, without a wide gap; a row is the pieces on one base line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from archive.extraction.headings import is_marker

Box: TypeAlias = tuple[float, float, float, float]
"""left, top, right, bottom"""


JOINED = "\u200b"
"""The gap of a piece that follows the one before without any space."""


@dataclass(slots=True)
class Piece:
    """Text with the box it is drawn in. `size` is the height of its letters' line.

    `cell` is the ruled table cell it stands in: (table, row, column).
    `gap` is the white space that stood before it, where the file has some.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    gap: str = ""
    cell: tuple[int, int, int] | None = None
    drawn: Box | None = None
    """Where it stands on the page as shown, where `box` was put straight for the layout."""

    @property
    def place(self) -> Box:
        """Its box on the page as shown."""
        return self.drawn or self.box

    @property
    def cell_row(self) -> tuple[int, int] | None:
        """Table and row of its cell."""
        return self.cell and self.cell[:2]


@dataclass(slots=True)
class Row:
    """Pieces side by side, left to right."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return around(piece.box for piece in self.pieces)

    @property
    def place(self) -> Box:
        """Its box on the page as shown."""
        return around(piece.place for piece in self.pieces)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces)

    @property
    def text(self) -> str:
        """The pieces with what stood between them; a bare wide gap shows as a tab."""
        parts = [self.pieces[0].text]
        for piece in self.pieces[1:]:
            parts += ["" if piece.gap == JOINED else piece.gap or "\t", piece.text]
        return "".join(parts)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Rows in the order given: a piece joins the row before it if it goes on to the right of it.

    A bullet or number set apart belongs to the words it stands before.
    """
    rows: list[Row] = []
    for piece in pieces:
        if not rows or not _continues(rows[-1].pieces[-1], piece):
            rows.append(Row([piece]))
        elif (
            len(rows[-1].pieces) == 1 and piece.cell is None and is_marker(rows[-1].pieces[0].text)
        ):
            rows[-1].pieces = [_with_marker(rows[-1].pieces[0], piece)]
        else:
            rows[-1].pieces.append(piece)
    return rows


def _with_marker(marker: Piece, piece: Piece) -> Piece:
    drawn = around([marker.place, piece.place])
    text = f"{marker.text} {piece.text}"
    return replace(
        piece, text=text, box=around([marker.box, piece.box]), gap=marker.gap, drawn=drawn
    )


def _continues(last: Piece, piece: Piece) -> bool:
    if piece.box[0] < last.box[2] - 0.5 * piece.size:
        return False
    return same_line(last.box, piece.box)


def same_line(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line: they share most of the lower one's height."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.55 * min(one[3] - one[1], other[3] - other[1])


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph as one: no space beside Chinese, a broken word made whole."""
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if last.isspace() or first.isspace() or wide(last) or wide(first):
        return before + after
    if last in "-\u00ad\u2010" and len(before) > 1 and before[-2].isalpha() and first.islower():
        return before[:-1] + after
    return f"{before} {after}"


def wide(char: str) -> bool:
    """A character of Chinese, Japanese or full-width writing: no spaces between words."""
    return (
        "\u2e80" <= char <= "\ua4cf"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\ufe4f"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
        or char in "“”‘’—…·"
    )
