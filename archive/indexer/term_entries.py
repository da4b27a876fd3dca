"""Entries of the term dictionary in as few bytes as they need.

Whoosh's entry takes 35 bytes and its hash table 24 more a term, while most terms of a text stand in one
document: they need its number and a weight. Together the dictionary was two fifths of the index.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from hashlib import md5
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3TermInfo, W3TermsReader
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.reading import TermNotFound
from whoosh.system import pack_ushort

_ONE: Final = struct.Struct("<BI")  # twice the weight, the document
_MANY: Final = struct.Struct("<BfIfIIII")  # 0, weight, documents, most, first, last, place, length
_FLOAT_ONE: Final = struct.Struct("<BfI")  # 255, weight, document
_MOST_HALVES: Final = 254
_SLOTS: Final = 4 / 3
"""Places of the hash table for each term; Whoosh's has two."""
_POINTER: Final = struct.Struct("!Iq")  # as Whoosh reads it: hash, place of the entry
_POINTERS: Final = np.dtype([("hash", ">u4"), ("place", ">i8")])
_NO_FIELD: Final = 65535
"""What Whoosh takes for the number of a field that no document of a segment has."""
_LENGTHS: Final = struct.Struct("!ii")  # of a key and of what it leads to
_PIECE: Final = 1 << 18
_PROBED: Final = 4
"""Places of the hash table read at once: most keys stand in the first or the second they may."""


def key_of(field_numbers: Mapping[str, int], field: str, term: bytes) -> bytes:
    """By what a term lies in the dictionary of a segment that numbers its fields so."""
    key: bytes = pack_ushort(field_numbers.get(field, _NO_FIELD)) + term
    return key


def hash_of(key: bytes) -> int:
    """What Whoosh's tables take for a key, in half its time."""
    return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")


class TermEntry(W3TermInfo):  # type: ignore[misc]  # Whoosh has no types
    """What is known of a term: how often, where first and last, and where its list lies."""

    def to_bytes(self) -> bytes:
        if self._df == 1:
            return entry_of_one(self._minid, self._weight)
        ends = self._minid, self._maxid
        return entry_of_many(self._weight, self._maxweight, self._df, ends, self.extent())

    @classmethod
    def from_bytes(cls, written: Any) -> TermEntry:
        count, place, length, first, weight = place_of(written)
        most, last = weight, first
        if count > 1:
            _, _, _, most, _, last, _, _ = _MANY.unpack(written)
        entry = cls(weight, count, 1, 1, most, first, last)
        entry.set_extent(place, length)
        return entry


def entry_of_one(document: int, weight: float) -> bytes:
    """The entry of a term that one document holds, which says all of it."""
    halves = weight * 2
    if halves == int(halves) and 1 <= halves <= _MOST_HALVES:
        return _ONE.pack(int(halves), document)
    return _FLOAT_ONE.pack(255, weight, document)


def entry_of_many(
    weight: float, most: float, count: int, documents: tuple[int, int], extent: tuple[int, int]
) -> bytes:
    """The entry of a term with a list.

    The sum and the most of its weights, how many documents, the first and last of them, place and length of
    the list.
    """
    return _MANY.pack(0, weight, count, most, *documents, *extent)


def place_of(written: bytes) -> tuple[int, int, int, int, float]:
    """Of an entry as it lies on disk: documents, place and length of the list, first document, weight."""
    if written[0] == 0:
        _, weight, count, _, first, _, place, length = _MANY.unpack(written)
        return count, place, length, first, weight
    if written[0] <= _MOST_HALVES:
        halves, document = _ONE.unpack(written)
        return 1, 0, 0, document, halves / 2
    _, weight, document = _FLOAT_ONE.unpack(written)
    return 1, 0, 0, document, weight


class TermWriter(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's table of terms with fewer empty places."""

    lastkey: bytes

    def add(self, key: bytes, value: bytes) -> None:
        """As Whoosh's, in a third of the time: half a million terms are written where segments are joined."""
        if key <= self.lastkey:
            raise ValueError(f"Keys must increase: {self.lastkey!r}..{key!r}")
        place = self.dbfile.tell()
        self.dbfile.write(_LENGTHS.pack(len(key), len(value)) + key + value)
        value_of = hash_of(key)
        self.index.append(place)
        self.buckets[value_of & 255].append((value_of, place))
        self.lastkey = key

    def _write_hashes(self) -> None:
        for entries in self.buckets:
            slots = int(len(entries) * _SLOTS) + bool(entries)
            self.directory.append((self.dbfile.tell(), slots))
            table = [(0, 0)] * slots
            for value, place in entries:
                slot = (value >> 8) % slots
                while table[slot] != (0, 0):
                    slot = (slot + 1) % slots
                table[slot] = (value, place)
            self.dbfile.write(b"".join(_POINTER.pack(value, place) for value, place in table))


class TermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads what `TermWriter` wrote."""

    def all_written(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Field, term and entry of every term as they lie on disk, in order: read in large pieces."""
        names = {pack_ushort(number): name for name, number in self._fieldmap.items()}
        place, end = self._tindex.startofdata, self._tindex.endofdata
        while place < end:
            piece = self._tindex.dbfile.get(place, min(_PIECE, end - place))
            at = 0
            while at + _LENGTHS.size <= len(piece):
                key_length, length = _LENGTHS.unpack_from(piece, at)
                key = at + _LENGTHS.size
                entry = key + key_length
                if entry + length > len(piece):
                    break
                yield (
                    names[piece[key : key + 2]],
                    piece[key + 2 : entry],
                    piece[entry : entry + length],
                )
                at = entry + length
            place += at

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermEntry]]:
        for key, value in self._tindex.items():
            yield self._keydecoder(key), TermEntry.from_bytes(value)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermEntry]]:
        for key, value in self._tindex.items_from(self._keycoder(fieldname, prefix)):
            yield self._keydecoder(key), TermEntry.from_bytes(value)

    def written(self, fieldname: str, tbytes: bytes) -> bytes | None:
        """The entry of a term as it lies on disk, None where there is none.

        The same look-up as Whoosh's hash table makes, a fifth of its time: two pieces are copied from the
        file, without generators. Read in place, all of the dictionary would soon count as this process's memory.
        """
        key = key_of(self._fieldmap, fieldname, tbytes)
        value = hash_of(key)
        start, slots = self._tindex.tables[value & 255]
        slot, left, get = (value >> 8) % slots if slots else 0, slots, self._tindex.dbfile.get
        while left:
            count = min(_PROBED, left, slots - slot)
            pointers = get(start + slot * _POINTER.size, count * _POINTER.size)
            for known, place in _POINTER.iter_unpack(pointers):
                if not place:
                    return None
                if known == value:
                    written: bytes = get(place, _LENGTHS.size + len(key) + _MANY.size)
                    key_length, length = _LENGTHS.unpack_from(written)
                    entry = _LENGTHS.size + key_length
                    if written[_LENGTHS.size : entry] == key:
                        return written[entry : entry + length]
            left -= count
            slot = (slot + count) % slots
        return None

    @property
    def field_numbers(self) -> dict[str, int]:
        """The number of each field in the keys of this dictionary."""
        numbers: dict[str, int] = self._fieldmap
        return numbers

    def hashes(self, most: int) -> npt.NDArray[np.uint32] | None:
        """The hashes of all terms, in no order; None where they are more than so many."""
        tables = self._tindex.tables
        slots = sum(count for _, count in tables)
        if slots > most * _SLOTS:
            return None
        start = min(place for place, _ in tables)  # one table after the other
        pointers = np.frombuffer(
            self._tindex.dbfile.get(start, slots * _POINTER.size), _POINTERS, slots
        )
        return pointers["hash"][pointers["place"] > 0].astype(np.uint32)

    def term_info(self, fieldname: str, tbytes: bytes) -> TermEntry:
        written = self.written(fieldname, tbytes)
        if written is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return TermEntry.from_bytes(written)

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        weight: float = self.term_info(fieldname, tbytes).weight()
        return weight

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        count: int = self.term_info(fieldname, tbytes).doc_frequency()
        return count

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Not offered: Whoosh's cursors read entries of its own."""
        raise NotImplementedError
