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
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort

from archive.indexer.term_entries import (
    TermsReader,
    TermWriter,
    entry_of_many,
    entry_of_one,
    place_of,
)

Documents = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float32]
Postings = tuple[Documents, Weights]
TermPostings = tuple[str, bytes, Documents, Weights]
"""Field, term, document numbers in rising order, weights (multiples of one half)."""


class Gathered(NamedTuple):
    """Postings of several terms end to end, and where those of each end."""

    documents: Numbers
    weights: Weights
    ends: list[int]


POSTINGS_AT_ONCE: Final = 30_000
TERMS_AT_ONCE: Final = 1024
"""What is written, or read to be written anew, together: half a MB of each segment."""
_HEADER: Final = struct.Struct("<IIBB")  # postings, first document, size of a gap, kind of weights
_COUNT: Final = struct.Struct("<I")
_LONE: Final = struct.Struct("<IIBBf")  # the header and one weight
_NO_GAPS: Final = 0
_SMALL: Final = 1 << 16
_SMALL_NUMBER: Final = np.dtype("<u2")
_GAPS: Final[dict[int, np.dtype[np.unsignedinteger[Any]]]] = {
    1: np.dtype("<u1"),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
}
_FLOAT: Final = np.dtype("<f4")
_HALF: Final = np.float32(0.5)
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


def encode_all(lists: Sequence[Postings]) -> Iterator[tuple[bytes, float, float, int, int]]:
    """What `encode` makes of many lists, and of each the sum and the most of its weights, first and last document.

    Nothing is made of a list of one document. Together they take a fifth of the time they take one by one.
    """
    lengths = [len(documents) for documents, _ in lists]
    numbers = np.concatenate([documents for documents, _ in lists])
    weights = np.concatenate([weights for _, weights in lists])
    ends = np.cumsum(lengths, dtype=np.intp)
    starts = ends - lengths
    sums = np.add.reduceat(weights, starts, dtype=np.float64).tolist()
    most = np.maximum.reduceat(weights, starts).tolist()
    least = np.minimum.reduceat(weights, starts).tolist()
    doubled = weights * 2
    halves = np.minimum(doubled, 255).astype(np.uint8)
    in_halves = np.logical_and.reduceat(halves == doubled, starts).tolist()
    small, small_weights = numbers.astype("<u2").tobytes(), halves.tobytes()
    bounds = zip(starts.tolist(), ends.tolist(), strict=True)
    outer = zip(numbers[starts].tolist(), numbers[ends - 1].tolist(), strict=True)
    for place, ((start, end), (first, last)) in enumerate(zip(bounds, outer, strict=True)):
        written = b""
        if end - start > 1:
            size, packed = _NO_GAPS, small[2 * start : 2 * end]
            if last >= _SMALL:
                size, packed = _number(numbers[start:end])
            kind, packed_weights = _HALVES, small_weights[start:end]
            if least[place] == most[place] == 1:
                kind, packed_weights = _ALL_ONE, b""
            elif not in_halves[place]:
                kind, packed_weights = _pack(weights[start:end])
            written = _HEADER.pack(end - start, first, size, kind) + packed + packed_weights
        yield written, sums[place], most[place], first, last


def decode_entries(entries: Sequence[bytes], file: Any) -> Gathered:
    """The postings of terms from their entries as they lie on disk, with lists in a file."""
    documents_of_one: list[int] = []
    weights_of_one: list[float] = []
    places: list[int] = []
    listed: list[tuple[int, int, bytes]] = []
    ends: list[int] = []
    total = 0
    for entry in entries:
        count, start, length, document, weight = place_of(entry)
        if count == 1:
            places.append(total)
            documents_of_one.append(document)
            weights_of_one.append(weight)
        else:
            listed.append((total, total + count, file.get(start, length)))
        total += count
        ends.append(total)
    documents, weights = np.empty(total, np.intp), np.empty(total, np.float32)
    documents[places], weights[places] = documents_of_one, weights_of_one
    for first, last, written in listed:
        _decode_into(written, 0, documents[first:last], weights[first:last])
    return Gathered(documents, weights, ends)


def decode(written: bytes) -> Postings:
    """What `encode` made bytes of."""
    (count,) = _COUNT.unpack_from(written)
    documents, weights = np.empty(count, np.int32), np.empty(count, np.float32)
    _decode_into(written, 0, documents, weights)
    return documents, weights


def decode_all(segments: Sequence[Sequence[bytes]], starts: Sequence[int]) -> Gathered:
    """The lists of many terms, of every segment in the same order; empty where a segment has none.

    A segment's documents are numbered from its start on.
    """
    parts: list[tuple[int, bytes, int]] = []
    ends: list[int] = []
    total = 0
    for lists in zip(*segments, strict=True):
        for start, written in zip(starts, lists, strict=False):
            if written:
                parts.append((start, written, total))
                total += _COUNT.unpack_from(written)[0]
        ends.append(total)
    documents, weights = np.empty(total, np.intp), np.empty(total, np.float32)
    for (start, written, first), (_, _, end) in pairwise([*parts, (0, b"", total)]):
        _decode_into(written, start, documents[first:end], weights[first:end])
    return Gathered(documents, weights, ends)


def _decode_into(
    written: bytes, start: int, documents: Documents | Numbers, weights: Weights
) -> None:
    """Fill arrays of the right length; documents are numbered from `start` on."""
    count, first, size, kind = _HEADER.unpack_from(written)
    if size == _NO_GAPS:
        documents[:] = np.frombuffer(written, _SMALL_NUMBER, count, _HEADER.size)
        offset = _HEADER.size + 2 * count
    else:
        documents[0] = first
        documents[1:] = np.frombuffer(written, _GAPS[size], count - 1, _HEADER.size)
        np.cumsum(documents, out=documents)
        offset = _HEADER.size + (count - 1) * size
    if start:
        documents += start
    if kind == _ALL_ONE:
        weights.fill(1)
    elif kind == _HALVES:
        np.multiply(np.frombuffer(written, np.uint8, count, offset), _HALF, out=weights)
    else:
        weights[:] = np.frombuffer(written, _FLOAT, count, offset)


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
        for name, of_field in groupby(items, key=itemgetter(0)):
            self.start_field(name, schema[name])
            size, some = 0, []
            for item in of_field:
                some.append(item)
                size += len(item[2])
                if size >= POSTINGS_AT_ONCE or len(some) >= TERMS_AT_ONCE:
                    self._write(some)
                    size, some = 0, []
            if some:
                self._write(some)

    def _write(self, items: Sequence[TermPostings]) -> None:
        """Write lists, but for those of one document, and their entries of the term dictionary."""
        field = pack_ushort(self._fieldid)
        place = self._postfile.tell()
        lists = []
        encoded = encode_all([item[2:] for item in items])
        for (_, term, documents, _), found in zip(items, encoded, strict=True):
            written, total, most, first, last = found
            if written:
                lists.append(written)
                extent = place, len(written)
                entry = entry_of_many(total, most, len(documents), (first, last), extent)
                place += len(written)
            else:
                entry = entry_of_one(first, total)
            self._tindex.add(field + term, entry)
        self._postfile.write(b"".join(lists))


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


def read_list(dbfile: Any, written: bytes) -> bytes:
    """The list of a term as `decode` reads it, from its entry as it lies on disk."""
    count, start, length, document, weight = place_of(written)
    if count == 1:
        return _LONE.pack(1, document, 1, _FLOATS, weight)
    listed: bytes = dbfile.get(start, length)
    return listed
