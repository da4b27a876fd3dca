"""The index's files: written so that a power cut loses nothing, checked before they are believed.

Whoosh never calls fsync and trusts what it finds. Here every file of a commit reaches the disk before
the table of contents that names it does, and each segment carries the lengths and checksums of its
files, which are compared when it is opened: whatever does not agree is not unpickled.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import weakref
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

CHUNK = 1 << 20
LARGE = (".pst", ".text.col", ".trm")
"""Endings of the files that make up nine tenths of an index: posting lists, texts and the dictionary."""
_SEGMENT_FILE = re.compile(r"^(MAIN_[0-9a-z]+)\.(?!sum$)")


class FilesDamaged(Exception):
    """A file of a segment is missing, or is not what was written."""


class MappedFile(BufferFile):  # type: ignore[misc]  # Whoosh has no types
    """A file in the page cache: read at any place by several threads, never copied whole."""

    def __init__(self, path: Path, name: str) -> None:
        with path.open("rb") as stream:
            empty = os.fstat(stream.fileno()).st_size == 0
            mapped: Any = b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._buf = mapped
        self._name = name
        self.file = BytesIO() if empty else mapped
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    @property
    def buffer(self) -> Any:
        """All of its bytes, to be read in place."""
        return self._buf

    def let_go(self) -> None:
        """What was read of it counts as this process's memory no longer; it can be read again."""
        if isinstance(self._buf, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._buf.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Leave the unmapping to the garbage collector: a search in another thread may still read."""
        self.is_closed = True


class ReadFile(MappedFile):
    """A file of which pieces are copied: mapped, a large one would count as this process's memory."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, name)
        self._handle = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._handle)

    def get(self, position: int, length: int) -> bytes:
        return os.pread(self._handle, length, position)


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Files in a folder; a commit is on disk when `rename_file` has published its table of contents."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._written: set[str] = set()
        self._opened: weakref.WeakSet[MappedFile] = weakref.WeakSet()

    def create_file(self, name: str, *arguments: Any, **options: Any) -> Any:
        """Begin a new file. One that is there already may be mapped by a reader: it is never reused."""
        if self.file_exists(name):
            raise FileExistsError(name)
        self._written.add(name)
        return super().create_file(name, *arguments, **options)

    def open_file(self, name: str, **_options: Any) -> MappedFile:
        copied = name.endswith(LARGE) and hasattr(os, "pread")
        opened = (ReadFile if copied else MappedFile)(Path(self.folder, name), name)
        self._opened.add(opened)
        return opened

    def let_go(self) -> None:
        """Give back the memory of the pages of mapped files that were read so far."""
        for opened in list(self._opened):
            opened.let_go()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Publish a table of contents: everything it names is made durable first."""
        written = [Path(self.folder, n) for n in self._written if self.file_exists(n)]
        for path in (*written, *self._checksums(written)):
            sync_file(path)
        self._written.clear()
        super().rename_file(oldname, newname, safe)
        sync_folder(Path(self.folder))

    def _checksums(self, written: list[Path]) -> list[Path]:
        """Write each new segment's list of files, lengths and checksums."""
        segments: dict[str, dict[str, tuple[int, int]]] = {}
        for path in written:
            if match := _SEGMENT_FILE.match(path.name):
                segments.setdefault(match[1], {})[path.name] = fingerprint(path)
        sums = []
        for segment, files in segments.items():
            path = Path(self.folder, f"{segment}.sum")
            path.write_text(json.dumps(files), "utf-8")
            sums.append(path)
        return sums

    def check(self, segment: str) -> None:
        """Raise FilesDamaged unless every file of the segment is what was written."""
        path = Path(self.folder, f"{segment}.sum")
        try:
            files = json.loads(path.read_text("utf-8"))
            damaged = [
                n for n, known in files.items() if [*fingerprint(path.with_name(n))] != known
            ]
        except (OSError, ValueError, AttributeError) as error:
            if isinstance(error, FileNotFoundError):
                raise
            raise FilesDamaged(path.name) from error
        if damaged or not files:
            raise FilesDamaged(", ".join(damaged) or path.name)


def fingerprint(path: Path) -> tuple[int, int]:
    """Length and CRC-32 of a file, read in pieces so that it does not count as this process's memory."""
    checksum = length = 0
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            checksum = zlib.crc32(piece, checksum)
            length += len(piece)
    return length, checksum


def sync_file(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames and new names in the folder durable (systems without folder handles do it alone)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, text: str) -> None:
    """Replace a small file so that a reader, or a restart, sees the old text or the new one."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, "utf-8")
    sync_file(draft)
    draft.replace(path)
    sync_folder(path.parent)
