"""Files that arrive in pieces: one growing file each, until all of it is there and becomes a blob."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from archive.errors import Conflict, NotFound, StorageFull

PIECE = 1 << 20  # bytes held in memory at once


class PartStore:
    """Unfinished files by their random id. Safe between processes: a file is locked while it grows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def growing(self, name: str) -> Iterator[IO[bytes]]:
        """The file, to add to; nobody else does while the block runs.

        Raises:
            Conflict: somebody else does now.
        """
        descriptor = os.open(self.path(name), os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "rb+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Conflict(why="upload_busy") from error
            yield file

    def path(self, name: str) -> Path:
        """Where the bytes stand."""
        if not name.isalnum():
            raise NotFound
        return self._folder / name

    def drop(self, name: str) -> None:
        """Forget an unfinished file."""
        self.path(name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """Every unfinished file."""
        return {file.name for file in self._folder.iterdir()}


def append(file: IO[bytes], offset: int, stream: IO[bytes], limit: int, digest: str | None) -> int:
    """Write what comes behind the first `offset` bytes; gives the new length, which is on the disk.

    Bytes behind `offset` were never acknowledged and are written over.

    Raises:
        Conflict: more than `limit` bytes in all, or the piece has another SHA-256 than `digest`;
            nothing of it counts.
        StorageFull: the disk refused it.
    """
    if file.seek(0, os.SEEK_END) < offset:
        raise Conflict(why="upload_lost")  # a restored backup has the row, not the bytes
    file.truncate(offset)
    file.seek(offset)
    seen, length = hashlib.sha256(), offset
    try:
        while piece := stream.read(PIECE):
            length += len(piece)
            if length > limit:
                raise Conflict(why="upload_differs")
            seen.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageFull from error
        raise
    if digest is not None and seen.hexdigest() != digest.lower():
        raise Conflict(why="upload_differs")
    return length
