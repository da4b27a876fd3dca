"""Collecting the postings of a new segment, from documents and from segments that are merged into it."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, repeat
from operator import itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from archive.indexer.codec import (
    POSTINGS_AT_ONCE,
    TERMS_AT_ONCE,
    Postings,
    TermPostings,
    decode_entries,
)
from archive.indexer.term_entries import place_of

POSTINGS = ".pst"
_PLACE: Final = itemgetter(0, 1)


class TermPool:
    """What a commit will write, in the order of the term dictionary: field, then term.

    Documents must come in rising order of their numbers, merged segments after the documents.
    """

    def __init__(self) -> None:
        self._fields: dict[str, _Field] = {}
        self._segments: list[_Merged] = []

    def add(self, name: str, document: int, terms: Mapping[str, float]) -> None:
        """The weighted terms of one document in one field."""
        self._fields.setdefault(name, _Field()).add(document, terms)

    @property
    def size(self) -> int:
        """The number of postings collected from documents."""
        return sum(len(field) for field in self._fields.values())

    def add_segment(self, reader: Any, storage: Any, numbers: npt.NDArray[np.int32]) -> None:
        """All postings of a segment; `numbers` gives each document's new number, -1 for a deleted one."""
        self._segments.append(_Merged(reader, storage, numbers))

    def iter_postings(self) -> Iterator[TermPostings]:
        """Every term once, with its whole list."""
        sources: list[Iterator[TermPostings]] = [self._own()]
        sources += [segment.postings() for segment in self._segments]
        if len(sources) == 1:
            yield from sources[0]
            return
        for (name, term), parts in groupby(heapq.merge(*sources, key=_PLACE), key=_PLACE):
            lists = [(documents, weights) for _, _, documents, weights in parts]
            yield name, term, *_joined(lists)

    def _own(self) -> Iterator[TermPostings]:
        for name in sorted(self._fields):
            for term, documents, weights in self._fields[name].postings():
                yield name, term, documents, weights

    def cleanup(self) -> None:
        """Let go of everything (called by Whoosh's writer)."""
        for segment in self._segments:
            segment.reader.close()
        self._segments.clear()
        self._fields.clear()


def _joined(lists: list[Postings]) -> Postings:
    if len(lists) == 1:
        return lists[0]
    return np.concatenate([d for d, _ in lists]), np.concatenate([w for _, w in lists])


class _Field:
    """Postings of one field as three long columns, sorted by term only at the end."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms = array("i")
        self._documents = array("i")
        self._weights = array("f")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, document: int, terms: Mapping[str, float]) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._documents.extend(repeat(document, len(terms)))
        self._weights.extend(terms.values())

    def postings(self) -> Iterator[tuple[bytes, npt.NDArray[np.int32], npt.NDArray[np.float32]]]:
        terms = np.frombuffer(self._terms, np.int32)
        order = np.argsort(terms, kind="stable")
        documents = np.frombuffer(self._documents, np.int32)[order]
        weights = np.frombuffer(self._weights, np.float32)[order]
        ends = np.cumsum(np.bincount(terms, minlength=len(self._numbers))).tolist()
        for term, number in sorted((term.encode(), n) for term, n in self._numbers.items()):
            start = ends[number - 1] if number else 0
            yield term, documents[start : ends[number]], weights[start : ends[number]]


class _Merged:
    """A segment on its way into a larger one."""

    def __init__(self, reader: Any, storage: Any, numbers: npt.NDArray[np.int32]) -> None:
        self.reader = reader
        segment = reader.segment()
        self._terms = segment.codec().terms_reader(storage, segment)
        self._file = segment.open_file(storage, POSTINGS)
        self._numbers = numbers
        self._whole = bool((numbers >= 0).all())

    def postings(self) -> Iterator[TermPostings]:
        terms: list[tuple[str, bytes]] = []
        entries: list[bytes] = []
        size = 0
        for name, term, entry in self._terms.all_written():
            terms.append((name, term))
            entries.append(entry)
            size += place_of(entry)[0]
            if size >= POSTINGS_AT_ONCE or len(terms) >= TERMS_AT_ONCE:
                yield from self._read(terms, entries)
                terms, entries, size = [], [], 0
        if terms:
            yield from self._read(terms, entries)

    def _read(
        self, terms: Sequence[tuple[str, bytes]], entries: Sequence[bytes]
    ) -> Iterator[TermPostings]:
        """The postings of some terms under the new numbers of their documents."""
        old, weights, ends = decode_entries(entries, self._file)
        documents = self._numbers[old]
        if not self._whole:
            kept = (documents >= 0).nonzero()[0]
            documents, weights = documents[kept], weights[kept]
            ends = np.searchsorted(kept, ends).tolist()
        for (name, term), (start, end) in zip(terms, pairwise((0, *ends)), strict=True):
            if end > start:
                yield name, term, documents[start:end], weights[start:end]
