"""From recognised lines of text and detected rules to a page, put straight and in reading order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.extraction.layout.grid import Grid, Rule, grids
from archive.extraction.layout.page import Page
from archive.extraction.layout.pieces import JOINED, Box, Piece, Row, same_line, wide

Quad = tuple[tuple[float, float], ...]
"""The four corners of a recognised line: top left, top right, bottom right, bottom left."""

_LETTER_SHARE = 0.78
"""Letters take about this share of the height of the box a detector draws around them."""
_JOINED = 1.6
_COLUMN_ROWS = 8
_COLUMN_WORDS = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line of text as recognised, in pixels of the page as shown."""

    text: str
    quad: Quad
    em: float = 0.0
    """The size of its letters where it could be measured."""


def tilt(lines: Sequence[Recognised]) -> float:
    """The angle (radians, clockwise) by which the page lies askew: the median over its long lines."""
    angles = []
    for line in lines:
        (x0, y0), (x1, y1) = line.quad[0], line.quad[1]
        if x1 - x0 > 4 * abs(line.quad[3][1] - y0):
            angles.append(math.atan2(y1 - y0, x1 - x0))
    angles.sort()
    return angles[len(angles) // 2] if len(angles) > 2 else 0.0


def page_of(
    lines: Sequence[Recognised], rules: Sequence[Rule], size: tuple[int, int], angle: float
) -> Page:
    """The page: pieces in reading order, in their cells. `rules` are of the page put straight."""
    width, height = size
    unit = _usual_height(lines)
    ruled = grids(rules, max(3.0, unit * 0.25))
    share = _letter_share(lines)
    pieces = [_piece(line, angle, share, size) for line in lines if line.text.strip()]
    for piece in pieces:
        piece.cell = _cell(ruled, piece.box)
    ordered = [piece for row in _ordered(pieces, width) for piece in row.pieces]
    return Page(width, height, ordered, ruled, scanned=True)


def _usual_height(lines: Sequence[Recognised]) -> float:
    heights = sorted(abs(line.quad[3][1] - line.quad[0][1]) for line in lines)
    return heights[len(heights) // 2] if heights else 20.0


def _letter_share(lines: Sequence[Recognised]) -> float:
    """Letter size over box height on this page, where both are known."""
    known = sorted(line.em / _height(line.quad) for line in lines if line.em)
    return known[len(known) // 2] if len(known) > 3 else _LETTER_SHARE


def _height(quad: Quad) -> float:
    return max(math.dist(quad[0], quad[3]), 1.0)


def _piece(line: Recognised, angle: float, share: float, page: tuple[int, int]) -> Piece:
    straight = [_turned(point, -angle, *page) for point in line.quad]
    # the mean of both ends: with a little tilt left, the corners would make the box too high
    top = (straight[0][1] + straight[1][1]) / 2
    bottom = (straight[2][1] + straight[3][1]) / 2
    left, _, right, _ = _bounds(straight)
    size = line.em or _height(line.quad) * share
    return Piece(line.text.strip(), (left, top, right, bottom), size, drawn=_bounds(line.quad))


def _turned(
    point: tuple[float, float], angle: float, width: int, height: int
) -> tuple[float, float]:
    x, y = point[0] - width / 2, point[1] - height / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos - y * sin + width / 2, x * sin + y * cos + height / 2


def _bounds(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _cell(ruled: Sequence[Grid], box: Box) -> tuple[int, int, int] | None:
    """The innermost ruled cell the middle of the line stands in."""
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    found = [
        (n, cell) for n, grid in enumerate(ruled) if (cell := grid.cell_at(*middle)) is not None
    ]
    if not found:
        return None
    number, cell = min(found, key=lambda f: ruled[f[0]].box[2] - ruled[f[0]].box[0])
    return (number, *cell)


def _ordered(pieces: list[Piece], width: float) -> list[Row]:
    """Rows from top to bottom; two columns of running text one after the other."""
    split = _gutter(pieces, width)
    if split is None:
        return _rows(pieces)
    left = [p for p in pieces if p.box[2] <= split]
    right = [p for p in pieces if p.box[0] >= split]
    across = [p for p in pieces if p.box[0] < split < p.box[2]]
    top = min(p.box[1] for p in (*left, *right))
    above = [p for p in across if p.box[3] <= top]
    below = [p for p in across if p.box[3] > top]
    return [*_rows(above), *_rows(left), *_rows(right), *_rows(below)]


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.box[1] + p.box[3]) / 2):
        row = next(
            (
                r
                for r in reversed(rows[-4:])
                if same_line(r.pieces[-1].box, piece.box)
                and r.pieces[-1].cell_row == piece.cell_row
            ),
            None,
        )
        if row is None:
            rows.append(Row([piece]))
        else:
            row.pieces.append(piece)
    for row in rows:
        row.pieces.sort(key=lambda p: p.box[0])
        for before, piece in pairwise(row.pieces):
            if piece.box[0] - before.box[2] < _JOINED * piece.size:
                both = wide(before.text[-1]) and wide(piece.text[0])
                piece.gap = JOINED if both else " "
    return rows


def _gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """The x of a clear strip near the middle with running text on both sides."""
    free = [p for p in pieces if p.cell is None]
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        x = width * share
        crossing = sum(p.box[0] < x < p.box[2] for p in free)
        sides = [[p for p in free if p.box[2] <= x], [p for p in free if p.box[0] >= x]]
        if crossing <= 0.1 * len(free) and all(_is_text(side) for side in sides):
            return x
    return None


def _is_text(side: Sequence[Piece]) -> bool:
    long = sum(len(p.text) >= _COLUMN_WORDS for p in side)
    return len(side) >= _COLUMN_ROWS and long > 0.6 * len(side)
