"""The values of facets as small numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]
Codes = npt.NDArray[np.int32]
_MOST_KEYS: Final = 1 << 62


class Column:
    """Every document's value: `values[codes[number]]`; an empty value is number 0."""

    def __init__(self, values: Sequence[str], codes: Codes) -> None:
        self.values = tuple(values)
        self.codes = codes

    @classmethod
    def of(cls, values: Sequence[str]) -> Column:
        """The column of documents that have these values."""
        numbers: dict[str, int] = {"": 0}
        codes = np.array([numbers.setdefault(v, len(numbers)) for v in values], np.int32)
        return cls(tuple(numbers), codes)

    @classmethod
    def joined(cls, parts: Sequence[Column]) -> Column:
        """Columns end to end."""
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

    def counts(self, chosen: Numbers) -> dict[str, int]:
        """How many of the chosen documents have each value that occurs; the empty value is left out."""
        return _named(self, np.bincount(self.codes[chosen], minlength=len(self.values)))


class Cells:
    """Several columns counted together: documents with the same value in each of them are one cell."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = dict(columns)
        size = len(next(iter(columns.values())).codes)
        cells, kinds = np.zeros(size, np.int64), 1
        for column in columns.values():
            if kinds * len(column.values) > _MOST_KEYS:
                cells, kinds = _compact(cells)
            cells = cells * len(column.values) + column.codes
            kinds *= len(column.values)
        cells, self._count = _compact(cells)
        self._cell_of: Numbers = cells.astype(np.intp)
        example = np.zeros(self._count, np.intp)
        example[self._cell_of] = np.arange(size)
        self._codes = {name: column.codes[example] for name, column in columns.items()}

    def counts(self, chosen: Numbers) -> dict[str, dict[str, int]]:
        """By column: how many of the chosen documents have each value that occurs; no empty value."""
        if len(chosen) < self._count:
            return {name: column.counts(chosen) for name, column in self._columns.items()}
        cells = np.bincount(self._cell_of[chosen], minlength=self._count)
        return {
            name: _named(column, np.bincount(self._codes[name], cells, len(column.values)))
            for name, column in self._columns.items()
        }


def _compact(keys: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    """The same keys numbered from 0, and how many there are."""
    distinct, numbered = np.unique(keys, return_inverse=True)
    return numbered.astype(np.int64), len(distinct)


def _named(column: Column, counts: npt.NDArray[Any]) -> dict[str, int]:
    present = counts.nonzero()[0]
    found = zip(present.tolist(), counts[present].astype(np.int64).tolist(), strict=True)
    return {column.values[code]: count for code, count in found if code}
