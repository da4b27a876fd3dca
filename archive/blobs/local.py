"""Blobs on a local disk: `blobs/ab/cd/<sha256>`, written so that a power cut leaves all or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from archive.errors import BlobDamaged, StorageFull, UploadTooLarge

CHUNK = 1 << 20
RESERVE = 256 << 20  # room that is left for the database and the index


@dataclass(frozen=True, slots=True)
class Blob:
    """Stored bytes: their SHA-256 in lower-case hexadecimal and their number."""

    digest: str
    size: int


class LocalBlobStore:
    """Safe to share between threads and processes: blobs never change once they stand."""

    def __init__(self, folder: Path, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._reserve = reserve
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)

    def put(self, stream: IO[bytes], limit: int) -> Blob:
        """Store a stream once; a reader never sees a half-written blob.

        On return the bytes are on the disk (file and folder synced). Known and new bytes take the
        same path, so that nobody can tell from the time it takes whether the archive had them.

        Raises:
            UploadTooLarge: more than `limit` bytes came.
            StorageFull: the disk has no room for this and the reserve.
        """
        temporary = self._incoming / uuid.uuid4().hex
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("xb") as file:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise UploadTooLarge(limit_mb=limit >> 20)
                    self._require_room(len(chunk))
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            blob = Blob(digest.hexdigest(), size)
            self._place(temporary, self._where(blob.digest))
        except OSError as error:
            if error.errno == 28:  # ENOSPC: the reserve went to somebody else meanwhile
                raise StorageFull from error
            raise
        finally:
            temporary.unlink(missing_ok=True)
        return blob

    def adopt(self, file: Path) -> Blob:
        """Store a finished file of this disk without copying it; it may be removed afterwards.

        Nobody may write to it any more, and its bytes have to be on the disk.
        """
        temporary = self._incoming / uuid.uuid4().hex
        try:
            os.link(file, temporary)
        except OSError:  # a disk without second names for a file
            with file.open("rb") as stream:
                return self.put(stream, file.stat().st_size)
        try:
            with temporary.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            blob = Blob(digest, temporary.stat().st_size)
            self._place(temporary, self._where(blob.digest))
        finally:
            temporary.unlink(missing_ok=True)
        return blob

    def path(self, digest: str) -> Path:
        """Where the bytes stand, for reading only. BlobDamaged when they are not there."""
        where = self._where(digest)
        if not where.is_file():
            raise BlobDamaged(digest=digest)
        return where

    def checked_path(self, digest: str) -> Path:
        """Like `path`, after hashing every byte. BlobDamaged when one of them has changed."""
        if not self.intact(digest):
            raise BlobDamaged(digest=digest)
        return self._where(digest)

    def intact(self, digest: str) -> bool:
        """True when the bytes are there and have this digest."""
        try:
            with self._where(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False

    def sweep_older_than(self, hours: float) -> int:
        """Remove what interrupted uploads left behind; nothing in there was ever acknowledged.

        Young files stay: another process may be writing them.
        """
        oldest = time.time() - hours * 3600
        left = [file for file in self._incoming.iterdir() if file.stat().st_mtime < oldest]
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)

    def free_bytes(self) -> int:
        """Room on the disk beyond the reserve."""
        return shutil.disk_usage(self._folder).free - self._reserve

    def _require_room(self, wanted: int) -> None:
        if self.free_bytes() < wanted:
            raise StorageFull

    def _where(self, digest: str) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise BlobDamaged(digest=digest)
        return self._folder / digest[:2] / digest[2:4] / digest

    def _place(self, temporary: Path, where: Path) -> None:
        new_folder = not where.parent.is_dir()
        where.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.replace(where)
        _sync_folder(where.parent)
        if new_folder:  # its own entry, and that of the folder above, must survive a power cut too
            _sync_folder(where.parent.parent)
            _sync_folder(self._folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
