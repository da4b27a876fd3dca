"""The values of one facet as small numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]
Codes = npt.NDArray[np.int32]


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
        counts = np.bincount(self.codes[chosen], minlength=len(self.values)).tolist()
        return {v: n for v, n in zip(self.values, counts, strict=True) if n and v}
