"""How postings lie on disk: Whoosh's own segments and term dictionary, with whole arrays as lists.

Whoosh keeps a posting list as small compressed blocks and hands it out one Python object at a time;
that, and not its term dictionary, is what makes it slow. This codec changes that one thing: a list is
document numbers of two bytes, then the weights, so a term is read with two `numpy.frombuffer`. (Adding
up gaps takes twenty times as long as reading numbers; only a segment of more than 65,536 documents has
gaps, in the smallest integer that holds them.) Terms of a single document, most of all terms, need no list: the
term's entry already says everything. Whoosh's searcher reads the same lists through `ListMatcher`.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort

from archive.indexer.term_entries import TermEntry, TermsReader, TermWriter, place_of

Documents = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]
Postings = tuple[Documents, Weights]
TermPostings = tuple[str, bytes, Documents, Weights]
"""Field, term, document numbers in rising order, weights (multiples of one half)."""

_HEADER: Final = struct.Struct("<IIBB")  # postings, first document, size of a gap, kind of weights
_NO_GAPS: Final = 0
_SMALL: Final = 1 << 16
_GAPS: Final[dict[int, npt.DTypeLike]] = {1: "<u1", 2: "<u2", 4: "<u4"}
_ALL_ONE, _HALVES, _FLOATS = 0, 1, 2


def encode(documents: Documents, weights: Weights) -> bytes:
    """One posting list of two documents or more as bytes."""
    size, numbers = _number(documents)
    kind, packed = _pack(weights)
    return _HEADER.pack(len(documents), int(documents[0]), size, kind) + numbers + packed


def _number(documents: Documents) -> tuple[int, bytes]:
    if documents[-1] < _SMALL:
        return _NO_GAPS, documents.astype("<u2").tobytes()
    gaps = documents[1:] - documents[:-1]
    widest = int(gaps.max())
    size = next(size for size in _GAPS if widest < 1 << (8 * size))
    return size, gaps.astype(_GAPS[size]).tobytes()


def _pack(weights: Weights) -> tuple[int, bytes]:
    if (weights == 1).all():
        return _ALL_ONE, b""
    if weights.max() < 128:  # twice the weight fits one byte
        doubled = weights * 2
        halves = doubled.astype(np.uint8)
        if (doubled == halves).all():
            return _HALVES, halves.tobytes()
    return _FLOATS, weights.astype("<f4").tobytes()


def decode(written: bytes) -> Postings:
    """What `encode` made bytes of."""
    count, first, size, kind = _HEADER.unpack_from(written)
    documents: Documents
    if size == _NO_GAPS:
        documents = np.frombuffer(written, "<u2", count, _HEADER.size).astype(np.int32)
        offset = _HEADER.size + 2 * count
    else:
        documents = np.empty(count, np.int32)
        documents[0] = first
        documents[1:] = np.frombuffer(written, _GAPS[size], count - 1, _HEADER.size)
        np.cumsum(documents, out=documents)
        offset = _HEADER.size + (count - 1) * size
    if kind == _ALL_ONE:
        return documents, np.ones(count, np.float32)
    if kind == _HALVES:
        weights = np.frombuffer(written, np.uint8, count, offset).astype(np.float32)
        weights *= np.float32(0.5)
        return documents, weights
    return documents, np.frombuffer(written, "<f4", count, offset).astype(np.float32)


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Takes whole posting lists from `TermPool` where Whoosh's takes single postings."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        """As Whoosh's, which it replaces in whole: its own table of terms is begun there."""
        self._codec, self._storage, self._segment = codec, storage, segment
        self._fieldname = self._fieldid = self._btext = self._fieldobj = self._format = None
        self._tindex = TermWriter(self._create_file(W3Codec.TERMS_EXT))
        self._fieldmap: dict[str, int] = {}
        self._tindex.extras["fieldmap"] = self._fieldmap
        self._postfile = self._create_file(W3Codec.POSTS_EXT)
        self._postwriter = None
        self._infield = False
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[TermPostings]) -> None:  # noqa: ARG002 - Whoosh's signature
        current: str | None = None
        for name, term, documents, weights in items:
            if name != current:
                self.start_field(name, schema[name])
                current = name
            entry = self._entry(documents, weights)
            self._tindex.add(pack_ushort(self._fieldid) + term, entry.to_bytes())

    def _entry(self, documents: Documents, weights: Weights) -> TermEntry:
        """Write a list, unless it is of one document, and make its entry of the term dictionary."""
        first, last = int(documents[0]), int(documents[-1])
        if len(documents) == 1:
            total = most = float(weights[0])
        else:
            total, most = float(weights.sum()), float(weights.max())
        entry = TermEntry(total, len(documents), 1, 1, most, first, last)
        start = length = 0
        if len(documents) > 1:
            written = encode(documents, weights)
            start, length = self._postfile.tell(), len(written)
            self._postfile.write(written)
        entry.set_extent(start, length)
        return entry


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec with lists kept as arrays."""

    length_stats = False  # lengths are kept exactly, with the document's values

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:  # noqa: ARG002 - Whoosh's signature
        """A segment with a name of its own: Whoosh's come from `random`, whose state forks share."""
        return W3Segment(self, indexname, segid=secrets.token_hex(8))

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        name = segment.make_filename(self.TERMS_EXT)
        file = storage.open_file(name)
        postings = segment.open_file(storage, self.POSTS_EXT)
        return TermsReader(self, file, storage.file_length(name), postings)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        documents, weights = read_postings(dbfile, terminfo)
        return ListMatcher(
            documents.tolist(),
            weights.tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=terminfo,
        )


def read_postings(dbfile: Any, terminfo: Any) -> Postings:
    """The list of a term, from its entry in the term dictionary."""
    if terminfo.doc_frequency() == 1:
        documents = np.array([terminfo.min_id()], np.int32)
        return documents, np.array([terminfo.max_weight()], np.float32)
    return decode(dbfile.get(*terminfo.extent()))


def read_list(dbfile: Any, written: bytes) -> Postings:
    """The list of a term, from its entry as it lies on disk."""
    count, start, length, document, weight = place_of(written)
    if count == 1:
        return np.array([document], np.int32), np.array([weight], np.float32)
    return decode(dbfile.get(start, length))
