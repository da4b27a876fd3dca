"""Tables without lines: rows whose pieces keep to the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.extraction.layout.pieces import Piece, Row

_LEAST_ROWS = 3
_GAP = 0.8
"""Columns are parted by at least this share of the letters' height, in every row."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rows `first` to `last` (exclusive) form a table; `cells` are its pieces by row and column."""

    first: int
    last: int
    cells: list[list[list[Piece]]]


def aligned_tables(rows: Sequence[Row]) -> list[Aligned]:
    """Runs of rows that keep to common columns."""
    found: list[Aligned] = []
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        table = _table(rows, at, end) if end - at >= 2 else None
        if table is not None:
            found.append(table)
            at = end
        else:
            at += 1
    return found


def _run(rows: Sequence[Row], first: int) -> int:
    """Where the run of rows with common columns that begins at `first` ends."""
    if len(rows[first].pieces) < 2:
        return first
    columns = _columns(rows[first : first + 1])
    end = first + 1
    while end < len(rows):
        row = rows[end]
        if row.box[1] - rows[end - 1].box[3] > 2.2 * row.size or row.box[1] < rows[end - 1].box[1]:
            break
        if len(row.pieces) == 1 and not _continuation(rows[end - 1], row, columns):
            break
        wider = _columns(rows[first : end + 1])
        if len(wider) < 2 or len(wider) < len(columns) - 1:
            break
        columns = wider
        end += 1
    while (
        end > first
        and len(rows[end - 1].pieces) == 1
        and not _continuation(rows[end - 2], rows[end - 1], columns)
    ):
        end -= 1
    return end


def _continuation(above: Row, row: Row, columns: list[tuple[float, float]]) -> bool:
    """A single piece close under the row above, inside one column that is not the first: a wrapped cell."""
    left, _, right, _ = row.box
    inside = [i for i, (start, end) in enumerate(columns) if left < end and start < right]
    return len(inside) == 1 and inside[0] > 0 and row.box[1] - above.box[3] < 0.8 * row.size


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Stretches of the width that hold text, where every gap runs through all rows."""
    size = sorted(row.size for row in rows)[len(rows) // 2]
    spans = sorted((piece.box[0], piece.box[2]) for row in rows for piece in row.pieces)
    merged = [spans[0]]
    for left, right in spans[1:]:
        if left < merged[-1][1] + _GAP * size:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _table(rows: Sequence[Row], first: int, last: int) -> Aligned | None:
    columns = _columns(rows[first:last])
    full = [row for row in rows[first:last] if len(row.pieces) > 1]
    if len(columns) < 2 or len(full) < (_LEAST_ROWS if len(columns) < 3 else 2):
        return None
    if sum(len(row.pieces) for row in full) < 0.6 * len(columns) * len(full):
        return None
    cells: list[list[list[Piece]]] = []
    for row in rows[first:last]:
        placed: list[list[Piece]] = [[] for _ in columns]
        for piece in row.pieces:
            middle = (piece.box[0] + piece.box[2]) / 2
            placed[_nearest(columns, middle)].append(piece)
        if len(row.pieces) == 1 and cells:
            for above, more in zip(cells[-1], placed, strict=True):
                above.extend(more)
        else:
            cells.append(placed)
    return Aligned(first, last, cells)


def _nearest(columns: list[tuple[float, float]], x: float) -> int:
    return min(range(len(columns)), key=lambda i: max(columns[i][0] - x, x - columns[i][1], 0.0))
