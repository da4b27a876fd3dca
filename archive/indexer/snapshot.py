"""The index at one generation, its segments laid end to end: what one search works on."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count as serial
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from archive.domain.access import AccessScope
from archive.indexer.codec import Postings
from archive.indexer.columns import Column, Mask
from archive.indexer.found import KEPT_BYTES, FoundCache, size_of_found
from archive.indexer.port import FACETS
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.scoping import scope_mask
from archive.indexer.segment_view import SegmentView

SCOPES_KEPT: Final = 64

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Visible:
    """What a caller may see, and the only numbers from which answers to them are computed."""

    mask: Mask
    count: int
    average: dict[str, float]
    """Average length per field over the visible documents; 1 when there are none."""
    number: int = field(default_factory=serial().__next__)
    """Tells what was computed for it from what was computed for others."""


class Snapshot:
    """Documents are numbered through all segments; deleted ones keep a number and are never visible."""

    def __init__(
        self, generation: tuple[str, int], views: Sequence[SegmentView], deleted: Sequence[set[int]]
    ) -> None:
        self.generation = generation
        self.views = tuple(views)
        self.starts: list[int] = np.cumsum([0, *(view.size for view in views)]).tolist()
        self.size = self.starts[-1]
        self.live: Mask = np.ones(self.size, bool)
        for start, gone in zip(self.starts, deleted, strict=False):
            self.live[[start + position for position in gone]] = False
        self.lengths: dict[str, Floats] = {
            field: _end_to_end([view.lengths[field] for view in views], np.float32)
            for field in (WORDS, GRAMS)
        }
        self._scopes: OrderedDict[tuple[frozenset[str], frozenset[str]], Visible] = OrderedDict()
        self._lock = threading.Lock()
        self.found = FoundCache(KEPT_BYTES, size_of_found)

    def get_ready(self) -> None:
        """Make what every search needs."""
        _ = self.ids, self.standing, self.dates, self.facets

    def visible(self, scope: AccessScope, hidden: Collection[str] = ()) -> Visible:
        """What the scope sees of this generation, without the entries in `hidden`."""
        key = scope.tokens, frozenset(hidden)
        with self._lock:
            found = self._scopes.get(key)
        if found is None:
            found = self._see(scope, key[1])
        with self._lock:
            self._scopes[key] = found
            self._scopes.move_to_end(key)
            if len(self._scopes) > SCOPES_KEPT:
                self._scopes.popitem(last=False)
        return found

    def _see(self, scope: AccessScope, hidden: frozenset[str]) -> Visible:
        mask: Mask = _end_to_end([scope_mask(view, scope) for view in self.views], np.bool_)
        mask &= self.live
        for identity in hidden:
            for number in self.find(identity):
                mask[number] = False
        count = int(mask.sum())
        average = {
            field: float(lengths[mask].sum(dtype=np.float64)) / count if count else 1.0
            for field, lengths in self.lengths.items()
        }
        return Visible(mask, count, {f: value or 1.0 for f, value in average.items()})

    def find(self, identity: str) -> list[int]:
        """The numbers under which an entry stands, deleted ones included."""
        return [
            start + view.position[identity]
            for start, view in zip(self.starts, self.views, strict=False)
            if identity in view.position
        ]

    def among(self, identities: Collection[str]) -> Mask:
        """Which numbers are those of some entries."""
        mask: Mask = np.zeros(self.size, bool)
        for identity in identities:
            mask[self.find(identity)] = True
        return mask

    def place(self, number: int) -> tuple[SegmentView, int]:
        """The segment of a document and its position there."""
        segment = bisect_right(self.starts, number) - 1
        return self.views[segment], number - self.starts[segment]

    def postings(self, field: str, term: str) -> Postings:
        """Which documents of all segments hold the term, and its weight in each."""
        parts = [view.postings(field, term) for view in self.views]
        filled = [
            (documents + start if start else documents, weights)
            for start, (documents, weights) in zip(self.starts, parts, strict=False)
            if len(documents)
        ]
        if len(filled) == 1:
            return filled[0]
        return (
            _end_to_end([documents for documents, _ in filled], np.int32),
            _end_to_end([weights for _, weights in filled], np.float32),
        )

    def words_from(self, prefix: str) -> set[str]:
        """Every word of the index that begins so, hidden documents' included: never shown as it is."""
        return {term for view in self.views for term in view.terms_from(WORDS, prefix)}

    @cached_property
    def ids(self) -> npt.NDArray[np.bytes_]:
        """Every document's id as UTF-8, for stable order."""
        return _end_to_end([view.id_bytes for view in self.views], np.bytes_)

    @cached_property
    def standing(self) -> Floats:
        """A factor of every document's score: what it is worth beside others that say the same."""
        return _end_to_end([view.standing for view in self.views], np.float32)

    @cached_property
    def facets(self) -> dict[str, Column]:
        """Every document's values."""
        return {
            facet: Column.joined([view.facets[facet] for view in self.views]) for facet in FACETS
        }

    @cached_property
    def dates(self) -> npt.NDArray[np.int32]:
        """Every document's date as a number that sorts, 0 for none."""
        return _end_to_end([view.dates for view in self.views], np.int32)

    def first(
        self, numbers: npt.NDArray[Any], key: npt.NDArray[np.float64], wanted: int
    ) -> list[int]:
        """The first `wanted` numbers by falling key, then by id: never by where a document stands."""
        if len(numbers) > wanted:
            least = np.partition(key, len(key) - wanted)[len(key) - wanted]
            numbers, key = numbers[key >= least], key[key >= least]
        order = np.lexsort((self.ids[numbers], -key))
        found: list[int] = numbers[order][:wanted].tolist()
        return found


_Kind = TypeVar("_Kind", bound=np.generic)


def _end_to_end(parts: Sequence[npt.NDArray[_Kind]], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    return np.concatenate(parts) if parts else np.empty(0, kind)
