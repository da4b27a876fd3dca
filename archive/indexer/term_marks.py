"""Which small segments may hold a term, told without looking into them.

An archive that is being filed into has a dozen segments of a few documents beside its large ones, and hardly
a term of a query stands in any of those: nine tenths of all looking up was there. Four bytes of each of their
terms, in order, tell it of all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from archive.indexer.term_entries import hash_of, key_of

Hashes = npt.NDArray[np.uint32]
_NONE: Final[dict[int, list[int]]] = {}


class Marked(Protocol):
    """A segment; `marks` are the hashes of its terms, by their keys there, or None where they are too many."""

    marks: Hashes | None
    field_numbers: dict[str, int]


class TermMarks:
    """The marks of some segments, in one row for all that number their fields alike."""

    def __init__(self, segments: Sequence[Marked]) -> None:
        self.known = frozenset(n for n, one in enumerate(segments) if one.marks is not None)
        """The places of the segments that are told of."""
        by_fields: dict[tuple[tuple[str, int], ...], list[int]] = {}
        for place in sorted(self.known):
            fields = tuple(sorted(segments[place].field_numbers.items()))
            by_fields.setdefault(fields, []).append(place)
        self._rows = [
            (dict(fields), *_in_order([(place, segments[place].marks) for place in places]))
            for fields, places in by_fields.items()
        ]

    def find(self, terms: Sequence[tuple[str, str]]) -> dict[int, list[int]]:
        """By the segments that may hold any of the terms: the places of those terms, in rising order."""
        if not self._rows:
            return _NONE
        found: dict[int, list[int]] = {}
        encoded = [(field, text.encode()) for field, text in terms]
        for fields, hashes, segments in self._rows:
            asked = np.array([hash_of(key_of(fields, *term)) for term in encoded], np.uint32)
            first, last = hashes.searchsorted(asked), hashes.searchsorted(asked, "right")
            for place in (last > first).nonzero()[0].tolist():
                for segment in segments[first[place] : last[place]].tolist():
                    found.setdefault(segment, []).append(place)
        return found


def _in_order(
    marked: Sequence[tuple[int, Hashes | None]],
) -> tuple[Hashes, npt.NDArray[np.int32]]:
    """The hashes of all in rising order, and the segment that each is of."""
    hashes = np.concatenate([marks for _, marks in marked if marks is not None])
    segments = np.repeat(
        np.array([place for place, _ in marked], np.int32),
        [0 if marks is None else len(marks) for _, marks in marked],
    )
    order = np.argsort(hashes, kind="stable")
    return hashes[order], segments[order]
