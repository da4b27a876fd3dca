"""One segment of the index as arrays: read once, never changed, shared by all searches of a process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from whoosh.reading import SegmentReader, TermNotFound

from archive.indexer.codec import Postings, read_postings
from archive.indexer.pool import POSTINGS
from archive.indexer.port import FACETS
from archive.indexer.schema import GRAMS, STORED, TEXT, WORDS, StoredValues
from archive.indexer.standing import standing_of
from archive.indexer.storage import DurableStorage

Mask = npt.NDArray[np.bool_]

_NONE: Final[Postings] = (np.empty(0, np.int32), np.empty(0, np.float32))


class Column:
    """The values of one facet as small numbers; an empty value is number 0."""

    def __init__(self, values: Sequence[str]) -> None:
        numbers: dict[str, int] = {"": 0}
        self.codes = np.array([numbers.setdefault(v, len(numbers)) for v in values], np.int32)
        self.values = tuple(numbers)

    def among(self, wanted: Iterable[str]) -> Mask:
        """Which documents have one of these values."""
        sought = set(wanted) - {""}
        chosen: Mask = np.array([value in sought for value in self.values], bool)[self.codes]
        return chosen

    def matching(self, holds: Callable[[str], bool]) -> Mask:
        """Which documents have a value of which that holds."""
        chosen: Mask = np.array([holds(value) for value in self.values], bool)[self.codes]
        return chosen

    def counts(self, chosen: Mask) -> dict[str, int]:
        """How many of the chosen documents have each value that occurs; the empty value is left out."""
        counts = np.bincount(self.codes[chosen], minlength=len(self.values)).tolist()
        return {v: n for v, n in zip(self.values, counts, strict=True) if n and v}


class PostingCache:
    """The posting arrays read last, within a number of bytes. Safe for several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[tuple[str, str, str], Postings] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, str]) -> Postings | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, str, str], postings: Postings) -> None:
        with self._lock:
            if key not in self._kept:
                self._size += _size(postings)
            self._kept[key] = postings
            while self._size > self._limit:
                _, dropped = self._kept.popitem(last=False)
                self._size -= _size(dropped)


def _size(postings: Postings) -> int:
    return int(postings[0].nbytes + postings[1].nbytes) + 200  # the key and the objects themselves


class SegmentView:
    """The documents of a segment, by position: identity, values, lengths, postings, text.

    Raises whatever reading damaged files raises: the caller treats any of it as a lost index.
    """

    def __init__(
        self, storage: DurableStorage, schema: Any, segment: Any, cache: PostingCache
    ) -> None:
        self.name: str = segment.segment_id()
        storage.check(self.name)
        self._reader = SegmentReader(storage, schema, segment)
        self._postings = segment.open_file(storage, POSTINGS)
        self._texts = self._reader.column_reader(TEXT, translate=False)
        self._cache = cache
        count: int = segment.doc_count_all()
        rows = [self.values(position) for position in range(count)]
        self.size = count
        self.ids = [row.id for row in rows]
        self.position = {identity: position for position, identity in enumerate(self.ids)}
        self.id_bytes = np.array([identity.encode() for identity in self.ids], np.bytes_)
        self.dates = np.array([_day_number(row.date) for row in rows], np.int32)
        self.standing = np.array([standing_of(row) for row in rows], np.float32)
        self.lengths = {
            WORDS: np.array([row.word_length for row in rows], np.float32),
            GRAMS: np.array([row.gram_length for row in rows], np.float32),
        }
        facet_values = {
            "project": [row.project for row in rows],
            "class": [row.class_key for row in rows],
            "client": [row.client for row in rows],
            "year": [row.year for row in rows],
            "language": [row.language for row in rows],
            "kind": [row.kind for row in rows],
        }
        self.facets = {facet: Column(facet_values[facet]) for facet in FACETS}

    def values(self, position: int) -> StoredValues:
        """Everything kept of a document."""
        return StoredValues(*self._reader.stored_fields(position)[STORED])

    def text(self, position: int) -> bytes:
        """The normal form of a document's text, as UTF-8."""
        stored: bytes = self._texts[position]
        return stored

    def postings(self, field: str, term: str) -> Postings:
        """Which documents hold the term, deleted ones included, and its weight in each."""
        key = (self.name, field, term)
        found = self._cache.get(key)
        if found is None:
            found = self._read(field, term)
            self._cache.put(key, found)
        return found

    def _read(self, field: str, term: str) -> Postings:
        try:
            entry = self._reader.term_info(field, term)
        except TermNotFound:
            return _NONE
        return read_postings(self._postings, entry)

    def terms_from(self, field: str, prefix: str) -> Iterable[str]:
        """The terms of the field that begin so, deleted and hidden documents' included."""
        start = prefix.encode()
        for name, term in self._reader.terms_from(field, prefix):
            if name != field or not term.startswith(start):
                return
            yield term.decode()


def _day_number(date: str) -> int:
    """20260131 for a day, 20260100 for a month, 0 for none; anything else counts as none."""
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")[:8]) if digits.isdecimal() else 0
