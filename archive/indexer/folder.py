"""Where the index lies: one folder per build, a small file that names the one in use, one writer.

    index/
      CURRENT           name of the build in use, and the version of the analysis that made it
      LOST              present while the index has to be rebuilt
      write.lock        held by the process that writes
      build-<random>/   a Whoosh index
      set-aside-<...>/  a build that could not be opened, kept until the next one is set aside

The files hold pickles: the folder is private to the account, and nothing is ever copied into it.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import FileLock

from archive.indexer.analysis import VERSION
from archive.indexer.schema import make_schema
from archive.indexer.storage import DurableStorage, sync_folder, write_durably

NAME: Final = "MAIN"
CURRENT, LOST, LOCK = "CURRENT", "LOST", "write.lock"
BUILD, SET_ASIDE = "build-", "set-aside-"


class IndexFolder:
    """The folder of the index and the builds in it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # another account's folder: its owner decides
            root.chmod(0o700)
        self._mutex = threading.RLock()
        self._lock = FileLock(str(root / LOCK))
        self._depth = 0

    @property
    def lost(self) -> bool:
        """True until a rebuild has been published: there was no index, or none that could be opened."""
        return (self._root / LOST).exists()

    def state(self) -> tuple[str, int]:
        """Build and generation in use; ("", -1) when there is none of this version."""
        try:
            name, version = (self._root / CURRENT).read_text("utf-8").split()
        except (OSError, ValueError):
            return "", -1
        if version != VERSION:
            return "", -1
        return name, TOC._latest_generation(DurableStorage(self._root / name), NAME)  # noqa: SLF001 - Whoosh offers it only so

    def storage(self, build: str) -> DurableStorage:
        return DurableStorage(self._root / build)

    def contents(self, build: str, generation: int) -> Any:
        """The table of contents of that generation: schema and segments."""
        return TOC.read(self.storage(build), NAME, gen=generation)

    def new_build(self) -> tuple[str, FileIndex]:
        """A new empty index, not yet in use."""
        build = BUILD + secrets.token_hex(8)
        (self._root / build).mkdir(mode=0o700)
        return build, FileIndex.create(self.storage(build), make_schema(), NAME)

    def index(self, build: str) -> FileIndex:
        return FileIndex(self.storage(build), indexname=NAME)

    def publish(self, build: str, *, complete: bool) -> None:
        """Put a build in use and drop the others. `complete` says that it holds everything."""
        lost = self._root / LOST
        if complete:
            lost.unlink(missing_ok=True)
        else:
            write_durably(lost, "The index has to be rebuilt: archive index rebuild\n")
        write_durably(self._root / CURRENT, f"{build} {VERSION}\n")
        self._drop_builds(keep=build)
        sync_folder(self._root)

    def discard(self, build: str) -> None:
        """Remove a build that was not finished."""
        shutil.rmtree(self._root / build, ignore_errors=True)

    def set_aside(self, build: str) -> None:
        """Keep a build that cannot be opened out of the way; only the latest one is kept."""
        for old in self._root.glob(f"{SET_ASIDE}*"):
            shutil.rmtree(old, ignore_errors=True)
        if build and (self._root / build).is_dir():
            (self._root / build).rename(self._root / f"{SET_ASIDE}{build.removeprefix(BUILD)}")

    def _drop_builds(self, keep: str) -> None:
        for path in self._root.glob(f"{BUILD}*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """Hold the write lock, within the process and across processes. May be nested in a thread.

        Without `wait` gives False when another holds it.
        """
        if not self._mutex.acquire(blocking=wait):
            yield False
            return
        try:
            held = self._depth > 0 or bool(self._lock.acquire(blocking=wait))
            self._depth += held
            try:
                yield held
            finally:
                self._depth -= held
                if held and not self._depth:
                    self._lock.release()
        finally:
            self._mutex.release()
