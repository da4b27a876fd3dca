"""One segment of the index as arrays: read once, never changed, shared by all searches of a process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from whoosh.reading import SegmentReader

from archive.indexer.byte_cache import ByteCache
from archive.indexer.codec import Postings, decode, read_list
from archive.indexer.columns import Column
from archive.indexer.pool import POSTINGS
from archive.indexer.port import FACETS
from archive.indexer.schema import GRAMS, STORED, TEXT, WORDS, StoredValues
from archive.indexer.standing import standing_of
from archive.indexer.storage import DurableStorage
from archive.indexer.term_marks import TermMarks
from archive.indexer.texts import unpacked

AT_ONCE: Final = 4096
MARKED: Final = 1 << 15
"""Terms of a segment that are told by marks: some 60 documents; more would be memory for little."""
_NONE: Final[Postings] = (np.empty(0, np.int32), np.empty(0, np.float32))


PostingCache = ByteCache[tuple[str, str, str], bytes]
"""Lists as they lie on disk: a third of the memory of arrays, and as fast to read as those are to join."""


def size_of_postings(listed: bytes) -> int:
    """Bytes, with the key and the object itself."""
    return len(listed) + 200


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
        self._stored = segment.codec().per_document_reader(storage, segment)
        self._terms = segment.codec().terms_reader(storage, segment)
        self.marks = self._terms.hashes(MARKED)
        self.field_numbers: dict[str, int] = self._terms.field_numbers
        self._postings = segment.open_file(storage, POSTINGS)
        self._texts = self._reader.column_reader(TEXT, translate=False)
        self._cache = cache
        count: int = segment.doc_count_all()
        self.size = count
        parts = [
            _Rows([self.values(position) for position in range(start, min(start + AT_ONCE, count))])
            for start in range(0, count, AT_ONCE)
        ] or [_Rows([])]
        self.id_bytes = np.concatenate([part.ids for part in parts])
        self._by_id = np.argsort(self.id_bytes, kind="stable").astype(np.int32)
        self.dates = np.concatenate([part.dates for part in parts])
        self.standing = np.concatenate([part.standing for part in parts])
        self.poor_pages = np.concatenate([part.poor_pages for part in parts])
        self.lengths = {
            field: np.concatenate([part.lengths[field] for part in parts])
            for field in (WORDS, GRAMS)
        }
        self.facets = {
            facet: Column.joined([part.facets[facet] for part in parts]) for facet in FACETS
        }
        storage.let_go()  # of the values of every document, which are arrays now

    def positions(self, identities: Collection[str]) -> npt.NDArray[np.int32]:
        """Where those of some entries that are in the segment stand in it, deleted ones included."""
        if not self.size or not identities:
            return np.empty(0, np.int32)
        wanted = np.array([identity.encode() for identity in identities], np.bytes_)
        places = np.searchsorted(self.id_bytes, wanted, sorter=self._by_id)
        near = self._by_id[np.minimum(places, self.size - 1)]
        found: npt.NDArray[np.int32] = near[self.id_bytes[near] == wanted]
        return found

    def values(self, position: int) -> StoredValues:
        """Everything kept of a document."""
        return StoredValues(*self._stored.stored_fields(position)[STORED])

    def text(self, position: int) -> str:
        """The normal form of a document's text."""
        return unpacked(self._texts[position])

    def postings(self, field: str, term: str) -> Postings:
        """Which documents hold the term, deleted ones included, and its weight in each."""
        (listed,) = self.lists([(field, term)])
        return decode(listed) if listed else _NONE

    def lists(self, terms: Sequence[tuple[str, str]]) -> list[bytes]:
        """The same of many terms as it lies on disk; nothing where no document holds the term."""
        keys = [(self.name, field, term) for field, term in terms]
        kept = self._cache.get_all(keys)
        if None not in kept:
            return [found for found in kept if found is not None]
        missing = [key for key, found in zip(keys, kept, strict=True) if found is None]
        read = {key: self._read(*key[1:]) for key in missing}
        self._cache.put_all(read)
        return [
            read[key] if found is None else found for key, found in zip(keys, kept, strict=True)
        ]

    def warm(self, terms: Sequence[tuple[str, str]]) -> None:
        """Read what a search for the terms will read."""
        if self.marks is not None:
            terms = [terms[place] for place in TermMarks([self]).find(terms).get(0, ())]
        self.lists(terms)

    def _read(self, field: str, term: str) -> bytes:
        written = self._terms.written(field, term.encode())
        return read_list(self._postings, written) if written else b""

    def terms_from(self, field: str, prefix: str) -> Iterable[str]:
        """The terms of the field that begin so, deleted and hidden documents' included."""
        start = prefix.encode()
        for name, term in self._reader.terms_from(field, prefix):
            if name != field or not term.startswith(start):
                return
            yield term.decode()


class _Rows:
    """Some of a segment's documents as arrays: a large segment is never in memory as objects."""

    def __init__(self, rows: Sequence[StoredValues]) -> None:
        self.ids = np.array([row.id.encode() for row in rows], np.bytes_)
        self.dates = np.array([_day_number(row.date) for row in rows], np.int32)
        self.standing = np.array([standing_of(row) for row in rows], np.float32)
        self.poor_pages = np.array([row.poor_pages for row in rows], np.int32)
        self.lengths = {
            WORDS: np.array([row.word_length for row in rows], np.float32),
            GRAMS: np.array([row.gram_length for row in rows], np.float32),
        }
        values = {
            "project": [row.project for row in rows],
            "class": [row.class_key for row in rows],
            "client": [row.client for row in rows],
            "year": [row.year for row in rows],
            "language": [row.language for row in rows],
            "kind": [row.kind for row in rows],
        }
        self.facets = {facet: Column.of(values[facet]) for facet in FACETS}


def _day_number(date: str) -> int:
    """20260131 for a day, 20260100 for a month, 0 for none; anything else counts as none."""
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")[:8]) if digits.isdecimal() else 0
