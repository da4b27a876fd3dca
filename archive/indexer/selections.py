"""What filters and field words let through, kept for the next search that filters the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count as serial
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.indexer.columns import Column, Mask, Numbers
from archive.indexer.field_words import FieldWord

NARROW: Final = 4
"""A selection of one document in so many is scored by itself, without the others."""


@dataclass(frozen=True, eq=False)
class Selection:
    """Some of the documents, in order. `place_of` is each document's place among them, or -1."""

    mask: Mask
    numbers: Numbers
    place_of: npt.NDArray[np.int32]
    number: int = field(default_factory=serial().__next__)
    """Tells what was computed for it from what was computed for others."""

    @classmethod
    def of(cls, mask: Mask) -> Selection:
        """The selection of a mask."""
        numbers = np.flatnonzero(mask)
        place_of = np.full(len(mask), -1, np.int32)
        place_of[numbers] = np.arange(len(numbers), dtype=np.int32)
        return cls(mask, numbers, place_of)

    @property
    def narrow(self) -> bool:
        """True when few are left."""
        return len(self.numbers) * NARROW <= len(self.mask)


def key_of(filters: Mapping[str, Sequence[str]], fields: Sequence[FieldWord]) -> Hashable:
    """What is selected by; None when nothing is left out."""
    chosen = sorted((facet, tuple(values)) for facet, values in filters.items())
    return (tuple(chosen), tuple(fields)) if chosen or fields else None


def passing(
    facets: Mapping[str, Column],
    size: int,
    filters: Mapping[str, Sequence[str]],
    fields: Sequence[FieldWord],
) -> Mask:
    """Which documents pass every filter and field word. A facet that does not exist lets nothing pass."""
    mask: Mask = np.ones(size, bool)
    for facet, values in filters.items():
        if facet not in facets:
            mask[:] = False
        elif values:
            mask &= facets[facet].among(values)
    for word in fields:
        mask &= facets[word.facet].matching(word.holds)
    return mask
