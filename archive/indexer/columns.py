"""The values of facets as small numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]
Codes = npt.NDArray[np.integer[Any]]
_MOST_KEYS: Final = 1 << 62


class Column:
    """Every document's value: `values[codes[number]]`; an empty value is number 0.

    The numbers take as many bytes as they need: nearly always one or two.
    """

    def __init__(self, values: Sequence[str], codes: Codes) -> None:
        self.values = tuple(values)
        self.codes = codes.astype(np.min_scalar_type(len(self.values)))

    @classmethod
    def of(cls, values: Sequence[str]) -> Column:
        """The column of documents that have these values."""
        numbers: dict[str, int] = {"": 0}
        codes = np.array([numbers.setdefault(v, len(numbers)) for v in values], np.int32)
        return cls(tuple(numbers), codes)

    @classmethod
    def joined(cls, parts: Sequence[Column]) -> Column:
        """Columns end to end; the same one, where it is the only one."""
        if len(parts) == 1:
            return parts[0]
        numbers: dict[str, int] = {"": 0}
        codes = [np.empty(0, np.int32)]
        for part in parts:
            known = [numbers.setdefault(value, len(numbers)) for value in part.values]
            codes.append(np.array(known, np.int32)[part.codes])
        return cls(tuple(numbers), np.concatenate(codes))

    def among(self, wanted: Iterable[str]) -> Mask:
        """Which documents have one of these values."""
        sought = set(wanted) - {""}
        return self.matching(sought.__contains__)

    def matching(self, holds: Callable[[str], bool]) -> Mask:
        """Which documents have a value of which that holds."""
        chosen: Mask = np.array([holds(value) for value in self.values], bool)[self.codes]
        return chosen

    def holding(self, wanted: Iterable[str]) -> Mask:
        """Which of its numbers stand for one of these values."""
        sought = set(wanted) - {""}
        return np.array([value in sought for value in self.values], bool)


class ByValue:
    """The documents of each value of a column, so that those of one are not looked for among all."""

    def __init__(self, column: Column, left_out: Mask) -> None:
        codes = np.where(left_out, np.zeros(1, column.codes.dtype), column.codes)
        self._order = np.argsort(codes, kind="stable").astype(np.int32)
        self._ends = np.cumsum(np.bincount(codes, minlength=len(column.values))).tolist()
        self._places = {value: place for place, value in enumerate(column.values) if place}

    def of(self, values: Iterable[str]) -> Numbers:
        """The documents of some values but for those left out, in rising order for each value."""
        places = [self._places[value] for value in dict.fromkeys(values) if value in self._places]
        found = [self._order[self._ends[place - 1] : self._ends[place]] for place in places]
        return np.concatenate([np.empty(0, np.int32), *found]).astype(np.intp)


class Cells:
    """Documents of the same value in every column, and of the same standing, are one cell.

    What depends on nothing else is worked out once for each cell, and the hits are counted in one pass.
    """

    def __init__(self, columns: Mapping[str, Column], standing: npt.NDArray[np.float32]) -> None:
        size = len(standing)
        kinds_of_standing, standings = np.unique(standing, return_inverse=True)
        cells, kinds = standings.astype(np.int64), max(1, len(kinds_of_standing))
        for column in columns.values():
            if kinds * len(column.values) > _MOST_KEYS:
                cells, kinds = _compact(cells)
            cells = cells * len(column.values) + column.codes
            kinds *= len(column.values)
        cells, self.count = _compact(cells)
        self._cell_of = cells.astype(np.min_scalar_type(self.count))  # the less is read the better
        example = np.zeros(self.count, np.intp)
        example[cells] = np.arange(size)
        self.standing = standing[example]
        self.codes = {name: c.codes[example].astype(np.intp) for name, c in columns.items()}
        """Of every cell the number of its value in a column."""
        self._values = [(name, value) for name, c in columns.items() for value in c.values]
        order = sorted(range(len(self._values)), key=self._values.__getitem__)
        self._in_order = np.array([n for n in order if self._values[n][1]], np.intp)
        starts = np.cumsum([0, *(len(column.values) for column in columns.values())])
        self._places = np.array(
            [codes + start for start, codes in zip(starts, self.codes.values(), strict=False)]
        )
        """The same, as places in the values of all columns end to end."""

    def of(self, numbers: Numbers) -> Numbers:
        """The cell of each of some documents."""
        return self._cell_of.take(numbers).astype(np.intp)

    def counts(self, cells: Numbers) -> dict[str, dict[str, int]]:
        """By column: how many of the documents in these cells have each value; no empty value, none with 0.

        In the order of the values.
        """
        places, many = self._places, None
        if len(cells) < self.count:
            places = places[:, cells]
        else:
            many = np.tile(np.bincount(cells, minlength=self.count), len(places))
        counts = np.bincount(places.ravel(), many, len(self._values))
        found: dict[str, dict[str, int]] = {name: {} for name in self.codes}
        present = self._in_order[counts[self._in_order] > 0]
        numbers = counts[present].astype(np.int64).tolist()
        for place, count in zip(present.tolist(), numbers, strict=True):
            name, value = self._values[place]
            found[name][value] = count
        return found


def _compact(keys: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    """The same keys numbered from 0, and how many there are."""
    distinct, numbered = np.unique(keys, return_inverse=True)
    return numbered.astype(np.int64), len(distinct)
