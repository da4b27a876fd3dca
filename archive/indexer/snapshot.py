"""The index at one generation, its segments laid end to end: what one search works on."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count as serial
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from archive.domain.access import AccessScope
from archive.indexer.codec import Gathered, decode_all
from archive.indexer.columns import ByValue, Cells, Column, Mask, Numbers
from archive.indexer.field_words import FieldWord
from archive.indexer.found import (
    CONCEPT_BYTES,
    KEPT_BYTES,
    FoundCache,
    size_of_found,
    work_of_found,
)
from archive.indexer.plan import QueryPlan
from archive.indexer.port import FACETS
from archive.indexer.schema import GRAMS, WORDS
from archive.indexer.scoping import scope_mask
from archive.indexer.segment_view import SegmentView
from archive.indexer.selections import Selection, key_of, passing
from archive.indexer.standing import NO_PAPER
from archive.indexer.term_marks import TermMarks

SCOPES_KEPT: Final = 64
SCOPE_BYTES: Final = 24 << 20
SELECTIONS_KEPT: Final = 8
PLANS_KEPT: Final = 512
VERIFIED_KEPT: Final = 512
"""Phrases whose texts were looked at, of some hundred documents each."""
BLOCKS: Final = 64

Floats = npt.NDArray[np.float32]


class Planned(NamedTuple):
    """A query as it is read for one caller."""

    plan: QueryPlan
    put_right: str | None
    """The query where words of it that are in no document were put right."""
    tried: tuple[str, ...]
    """The other wordings that visible documents use."""
    words: tuple[str, ...]
    """What to mark in passages."""


_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, eq=False)
class Visible:
    """What a caller may see, and the only numbers from which answers to them are computed."""

    mask: Mask
    count: int
    average: dict[str, float]
    """Average length per field over the visible documents; 1 when there are none."""
    projects: int = 0
    """How many projects the documents are of; those of none count as one."""
    norms: dict[str, Floats] = field(default_factory=dict)
    """Per field what every document's length does to a term's weight, once it was asked for."""
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
        self._selections: OrderedDict[Hashable, Selection] = OrderedDict()
        self._plans: OrderedDict[tuple[int, str, date | None], Planned] = OrderedDict()
        self._verified: OrderedDict[tuple[str, bytes], Numbers] = OrderedDict()
        self._lock = threading.Lock()
        self._marks = TermMarks(self.views)
        self.found = FoundCache(KEPT_BYTES, size_of_found, work_of_found)
        self.concepts = FoundCache(CONCEPT_BYTES, size_of_found, work_of_found)

    def get_ready(self) -> None:
        """Make what every search needs."""
        _ = self.ids, self.standing, self.dates, self.cells, self.poor_pages, self.papers

    def visible(self, scope: AccessScope, hidden: Collection[str] = ()) -> Visible:
        """What the scope sees of this generation, without the entries in `hidden`."""
        key = scope.tokens, frozenset(hidden)
        most = min(SCOPES_KEPT, max(1, SCOPE_BYTES // (9 * self.size + 1)))
        return self._kept(self._scopes, most, key, lambda: self._see(scope, key[1]))

    def selection(
        self, filters: Mapping[str, Sequence[str]], fields: Sequence[FieldWord]
    ) -> Selection | None:
        """The documents that pass filters and field words; None when all do."""
        key = key_of(filters, fields)
        if key is None:
            return None
        return self._kept(
            self._selections,
            SELECTIONS_KEPT,
            key,
            lambda: Selection.of(passing(self.facets, self.size, filters, fields)),
        )

    def plan(
        self, visible: Visible, typed: str, today: date | None, make: Callable[[], Planned]
    ) -> Planned:
        """A query as it is read for a caller on a day: how it is put right depends on what they see."""
        return self._kept(self._plans, PLANS_KEPT, (visible.number, typed, today), make)

    def verified(self, key: tuple[str, bytes], look: Callable[[], Numbers]) -> Numbers:
        """Which of some documents say a form: whoever asks, their texts are the same."""
        return self._kept(self._verified, VERIFIED_KEPT, key, look)

    def _kept(
        self, kept: OrderedDict[_Key, _Value], most: int, key: _Key, make: Callable[[], _Value]
    ) -> _Value:
        """What is kept under a key, made when it is asked for first."""
        with self._lock:
            found = kept.get(key)
            if found is not None:
                kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            made = kept.setdefault(key, made)
            if len(kept) > most:
                kept.popitem(last=False)
        return made

    def _see(self, scope: AccessScope, hidden: frozenset[str]) -> Visible:
        mask: Mask = _end_to_end([scope_mask(view, scope) for view in self.views], np.bool_)
        mask &= self.live
        mask[self.numbers_of(hidden)] = False
        count = int(mask.sum())
        average = {
            field: float(lengths[mask].sum(dtype=np.float64)) / count if count else 1.0
            for field, lengths in self.lengths.items()
        }
        projects = np.count_nonzero(np.bincount(self.projects[mask]))
        return Visible(mask, count, {f: v or 1.0 for f, v in average.items()}, int(projects))

    def find(self, identity: str) -> list[int]:
        """The numbers under which an entry stands, deleted ones included."""
        found: list[int] = self.numbers_of([identity]).tolist()
        return found

    def numbers_of(self, identities: Collection[str]) -> Numbers:
        """The numbers under which entries stand, deleted ones included."""
        views = zip(self.starts, self.views, strict=False)
        found = [view.positions(identities).astype(np.intp) + start for start, view in views]
        return _end_to_end(found, np.intp)

    def among(self, identities: Collection[str]) -> Mask:
        """Which numbers are those of some entries."""
        mask: Mask = np.zeros(self.size, bool)
        mask[self.numbers_of(identities)] = True
        return mask

    def place(self, number: int) -> tuple[SegmentView, int]:
        """The segment of a document and its position there."""
        segment = bisect_right(self.starts, number) - 1
        return self.views[segment], number - self.starts[segment]

    def postings(self, terms: Sequence[tuple[str, str]]) -> Gathered:
        """Which documents of all segments hold each of some terms of fields, and its weight in each."""
        likely = self._marks.find(terms)
        lists: list[list[bytes]] = []
        starts: list[int] = []
        for number, (start, view) in enumerate(zip(self.starts, self.views, strict=False)):
            if number not in self._marks.known:
                lists.append(view.lists(terms))
                starts.append(start)
            elif number in likely:
                found = view.lists([terms[place] for place in likely[number]])
                listed = dict(zip(likely[number], found, strict=True))
                lists.append([listed.get(place, b"") for place in range(len(terms))])
                starts.append(start)
        return decode_all(lists or [[b""] * len(terms)], starts)

    def words_from(self, prefix: str) -> set[str]:
        """Every word of the index that begins so, hidden documents' included: never shown as it is."""
        return {term for view in self.views for term in view.terms_from(WORDS, prefix)}

    def pairs_from(self, prefix: str) -> set[str]:
        """Every pair of neighbours of the index that begins so, hidden documents' included."""
        return {term for view in self.views for term in view.terms_from(GRAMS, prefix)}

    @cached_property
    def ids(self) -> npt.NDArray[np.bytes_]:
        """Every document's id as UTF-8, for stable order."""
        return _end_to_end([view.id_bytes for view in self.views], np.bytes_)

    @cached_property
    def standing(self) -> Floats:
        """A factor of every document's score: what it is worth beside others that say the same."""
        return _end_to_end([view.standing for view in self.views], np.float32)

    @cached_property
    def poor_pages(self) -> npt.NDArray[np.int32] | None:
        """Of every document how many pages are hard to read; None where no document has any."""
        pages = _end_to_end([view.poor_pages for view in self.views], np.int32)
        return pages if pages.any() else None

    @cached_property
    def facets(self) -> dict[str, Column]:
        """Every document's values."""
        return {
            facet: Column.joined([view.facets[facet] for view in self.views]) for facet in FACETS
        }

    @cached_property
    def projects(self) -> Numbers:
        """Every document's project, as a number."""
        return self.facets["project"].codes.astype(np.intp)

    @cached_property
    def cells(self) -> Cells:
        """Documents of which all that counts beside their words is the same."""
        return Cells(self.facets, self.standing)

    @cached_property
    def papers(self) -> ByValue:
        """The documents of each class, without lessons: their class says which papers they are about."""
        return ByValue(self.facets["class"], self.facets["kind"].among((NO_PAPER,)))

    @cached_property
    def dates(self) -> npt.NDArray[np.int32]:
        """Every document's date as a number that sorts, 0 for none."""
        return _end_to_end([view.dates for view in self.views], np.int32)

    def first(self, numbers: Numbers, key: npt.NDArray[Any], wanted: int) -> list[int]:
        """The first `wanted` numbers by falling key, then by id: never by where a document stands."""
        found: list[int] = numbers[self.order(numbers, key, wanted)].tolist()
        return found

    def order(self, numbers: Numbers, key: npt.NDArray[Any], wanted: int) -> Numbers:
        """The places in `numbers` of the first `wanted`."""
        if len(numbers) <= wanted:
            return np.lexsort((self.ids[numbers], -key))
        likely: Numbers = (key >= _reached(key, wanted)).nonzero()[0]
        order = np.lexsort((self.ids[numbers.take(likely)], -key.take(likely)))
        return likely[order[:wanted]]


def _reached(key: npt.NDArray[Any], wanted: int) -> Any:
    """A value that the `wanted` largest reach, and few others.

    Of many keys it is found among the largest of each block: so many different blocks reach it.
    """
    blocks = len(key) // BLOCKS
    if blocks > 2 * wanted:
        key = key[: blocks * BLOCKS].reshape(BLOCKS, blocks).max(axis=0)
    return np.partition(key, len(key) - wanted)[len(key) - wanted]


_Kind = TypeVar("_Kind", bound=np.generic)


def _end_to_end(parts: Sequence[npt.NDArray[_Kind]], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, kind)
