"""Tables by their ruled lines: which lines belong together, which cells they close, which are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.extraction.layout.pieces import Box

_MOST_CROSSINGS = 400_000
"""Drawings can have tens of thousands of lines; a table never has so many."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its y if horizontal, its x if upright; it runs from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


class Grid:
    """The cells of one ruled table. Merged cells answer with their top left one."""

    def __init__(
        self, xs: list[float], ys: list[float], owner: dict[tuple[int, int], tuple[int, int]]
    ) -> None:
        self.xs = xs
        self.ys = ys
        self._owner = owner

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.ys) - 1, len(self.xs) - 1

    @property
    def cells(self) -> int:
        """How many cells there are after merging."""
        return len(set(self._owner.values()))

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell that holds the point; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self._owner.get((row, column))


def grids(rules: Sequence[Rule], tolerance: float) -> list[Grid]:
    """The tables that the lines draw: at least two columns, and more than one cell."""
    level = _snapped([rule for rule in rules if rule.horizontal], tolerance)
    upright = _snapped([rule for rule in rules if not rule.horizontal], tolerance)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    found = [_grid(part, tolerance) for part in _connected(level, upright, tolerance)]
    return sorted((g for g in found if g is not None), key=lambda g: (g.box[1], g.box[0]))


def _snapped(rules: Iterable[Rule], tolerance: float) -> list[Rule]:
    """Lines at nearly one height become one line, and pieces of a line that touch are joined."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][-1].at <= tolerance:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda r: r.start):
            if start is not None and rule.start <= end + tolerance:
                end = max(end, rule.end)
                continue
            if start is not None:
                joined.append(Rule(group[0].horizontal, at, start, end))
            start, end = rule.start, rule.end
        joined.append(Rule(group[0].horizontal, at, start or 0.0, end))
    return [rule for rule in joined if rule.end - rule.start > 2 * tolerance]


def _connected(level: list[Rule], upright: list[Rule], tolerance: float) -> list[list[Rule]]:
    """Lines that cross or touch, directly or through others, belong to one table."""
    rules = level + upright
    leader = list(range(len(rules)))

    def top(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for one, across in enumerate(level):
        for other, down in enumerate(upright, len(level)):
            if (
                across.start - tolerance <= down.at <= across.end + tolerance
                and down.start - tolerance <= across.at <= down.end + tolerance
            ):
                leader[top(one)] = top(other)
    parts: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(rules):
        parts[top(index)].append(rule)
    return list(parts.values())


def _grid(rules: list[Rule], tolerance: float) -> Grid | None:
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    if len(level) < 2 or not upright:
        return None
    # the ends of lines are borders too: many tables have no line at their left and right
    xs = _distinct(
        [r.at for r in upright] + [min(r.start for r in level), max(r.end for r in level)],
        tolerance,
    )
    ys = _distinct(
        [r.at for r in level] + [min(r.start for r in upright), max(r.end for r in upright)],
        tolerance,
    )
    if len(xs) < 3 or len(ys) < 2:
        return None
    grid = Grid(xs, ys, _merged(xs, ys, level, upright, tolerance))
    return grid if grid.cells > 1 else None


def _distinct(values: list[float], tolerance: float) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > tolerance * 1.5:
            kept.append(value)
    return kept


def _merged(
    xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule], tolerance: float
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell's top left cell: neighbours without a line between them are one cell."""
    owner = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def top(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            cell = owner[cell]
        return cell

    for row, column in list(owner):
        middle = (ys[row] + ys[row + 1]) / 2
        if column + 2 < len(xs) and not _covered(upright, xs[column + 1], middle, tolerance):
            first, second = sorted((top((row, column)), top((row, column + 1))))
            owner[second] = first
        middle = (xs[column] + xs[column + 1]) / 2
        if row + 2 < len(ys) and not _covered(level, ys[row + 1], middle, tolerance):
            first, second = sorted((top((row, column)), top((row + 1, column))))
            owner[second] = first
    return {cell: top(cell) for cell in owner}


def _covered(rules: list[Rule], at: float, point: float, tolerance: float) -> bool:
    return any(
        abs(rule.at - at) <= tolerance * 1.5
        and rule.start - tolerance <= point <= rule.end + tolerance
        for rule in rules
    )
