"""A ZIP made while it is being read: never whole in memory, the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

CHUNK = 1 << 20


class _Drain(io.RawIOBase):
    """A stream nobody can seek in, emptied after each piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # bytes is all zipfile gives
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last call."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


class ZipStream:
    """Entries are added one after the other; what each call yields is to be sent on."""

    def __init__(self, made_at: datetime) -> None:
        self._drain = _Drain()
        self._package = zipfile.ZipFile(self._drain, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._day = made_at.timetuple()[:6]

    def file(self, name: str, file: Path) -> Iterator[bytes]:
        """Add the bytes of a file."""
        with file.open("rb") as source, self._package.open(self._entry(name), "w") as target:
            while piece := source.read(CHUNK):
                target.write(piece)
                yield self._drain.taken()

    def text(self, name: str, data: bytes) -> Iterator[bytes]:
        """Add bytes that are at hand."""
        self._package.writestr(self._entry(name), data)
        yield self._drain.taken()

    def end(self) -> Iterator[bytes]:
        """Write the directory; nothing can be added afterwards."""
        self._package.close()
        yield self._drain.taken()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._day)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry


class Pieces(io.RawIOBase):
    """Pieces of bytes as a stream to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what RawIOBase gives
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def free_path(path: str, used: set[str]) -> str:
    """The path, or with a number where it is used already; it counts as used afterwards."""
    stem, dot, extension = path.rpartition(".")
    candidate, number = path, 2
    while candidate.casefold() in used:
        candidate = f"{stem}-{number}{dot}{extension}" if dot else f"{path}-{number}"
        number += 1
    used.add(candidate.casefold())
    return candidate
