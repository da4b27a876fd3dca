"""Reading a compressed container without trusting a word of what it says of itself."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archive.extraction.limits import Limits
from archive.extraction.outcomes import damaged, encrypted, too_large

_CHUNK = 256 * 1024
_FREE_INFLATION = 1024 * 1024
"""Bytes that may come out of an entry before its ratio is looked at: small repetitive XML parts
compress better than 1:100 and harm nobody."""


class Container:
    """An opened zip whose reads are counted: bytes in total, bytes and ratio of each entry."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.inflated
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as e:
            raise damaged(str(e)) from e
        self.entries = self._zip.infolist()
        if len(self.entries) > limits.entries:
            raise too_large(f"{len(self.entries)} entries")
        self._by_name = {entry.filename: entry for entry in self.entries}

    def names(self) -> list[str]:
        """Names as the container gives them."""
        return [entry.filename for entry in self.entries]

    def has(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """One part, whole.

        Raises:
            Unreadable: absent or damaged, encrypted, or it inflates beyond the limits.
        """
        entry = self._by_name.get(name)
        if entry is None:
            raise damaged(f"no part {name}")
        parts = []
        size = 0
        for chunk in self.chunks(entry):
            size += len(chunk)
            if size > self.limits.part:
                raise too_large(name)
            parts.append(chunk)
        return b"".join(parts)

    def chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of an entry piece by piece, counted while they come out.

        Raises:
            Unreadable: damaged, encrypted, or inflating beyond the limits.
        """
        if entry.flag_bits & 0x1:
            raise encrypted(entry.filename)
        size = 0
        try:
            with self._zip.open(entry) as source:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    self._count(entry, len(chunk), size)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as e:
            raise damaged(str(e)) from e
        except (NotImplementedError, RuntimeError) as e:
            raise damaged(str(e)) from e

    def check_all(self) -> None:
        """Inflate everything once, keeping nothing, before a library that does not count sees it.

        Raises:
            Unreadable: as `chunks`.
        """
        for entry in self.entries:
            for _ in self.chunks(entry):
                pass

    def _count(self, entry: zipfile.ZipInfo, fresh: int, size: int) -> None:
        self._left -= fresh
        packed = max(entry.compress_size, 1)
        if self._left < 0 or (size > _FREE_INFLATION and size > packed * self.limits.ratio):
            raise too_large(entry.filename)
