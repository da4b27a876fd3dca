"""One segment of the index as arrays: read once, never changed, shared by all searches of a process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from whoosh.reading import SegmentReader, TermNotFound

from archive.indexer.byte_cache import ByteCache
from archive.indexer.codec import Postings, read_postings
from archive.indexer.columns import Column
from archive.indexer.pool import POSTINGS
from archive.indexer.port import FACETS
from archive.indexer.schema import GRAMS, STORED, TEXT, WORDS, StoredValues
from archive.indexer.standing import standing_of
from archive.indexer.storage import DurableStorage

_NONE: Final[Postings] = (np.empty(0, np.int32), np.empty(0, np.float32))


PostingCache = ByteCache[tuple[str, str, str], Postings]


def size_of_postings(postings: Postings) -> int:
    """Bytes, with the key and the objects themselves."""
    return int(postings[0].nbytes + postings[1].nbytes) + 200


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
        self.facets = {facet: Column.of(facet_values[facet]) for facet in FACETS}

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
