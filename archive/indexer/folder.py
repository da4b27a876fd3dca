"""Where the index lies: one folder per build, a small file that names the one in use, one writer.

    index/
      CURRENT           name of the build in use, and the version of the analysis that made it
      LOST              present while the index has to be rebuilt
      REBUILDING        name of the build that is being made beside it
      CHANGES           what was applied to the build in use since that began
      JOINING           names of the segments of the build in use that are being joined
      write.lock        held by the process that writes
      rebuild.lock      held by the process that makes a build
      join.lock         held by the process that has segments joined
      build-<random>/   a Whoosh index
      join-<random>/    what is being made of them
      set-aside-<...>/  a build that could not be opened, kept until the next one is set aside

The files hold pickles: the folder is private to the account, and nothing is ever copied into it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Collection, Iterator, Mapping
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
REBUILDING, CHANGES, REBUILD_LOCK = "REBUILDING", "CHANGES", "rebuild.lock"
JOINING, JOIN_LOCK = "JOINING", "join.lock"
BUILD, SET_ASIDE, JOIN = "build-", "set-aside-", "join-"
SETTLED: Final = 2_000_000_000  # nanoseconds: no file system counts time in coarser steps
Stamp = tuple[int, int, int, int]


class IndexFolder:
    """The folder of the index and the builds in it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._current = str(root / CURRENT)
        root.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # another account's folder: its owner decides
            root.chmod(0o700)
        self._mutex = threading.RLock()
        self._mutex_of_makers = threading.Lock()
        self._lock = FileLock(str(root / LOCK))
        self._join_lock = FileLock(str(root / JOIN_LOCK))
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
        return name, self.generation(name)

    def stamp(self, build: str) -> Stamp | None:
        """What changes with every commit to a build and when another takes its place; None when too fresh.

        It is read in a tenth of the time that `state` takes. A change that came so recently that the next
        one might bear the same time has no stamp.
        """
        now = time.time_ns()
        try:
            current, folder = os.stat(self._current), os.stat(f"{self._root}/{build}")  # noqa: PTH116 - at every search
        except OSError:
            return None
        if now - max(current.st_mtime_ns, folder.st_mtime_ns) < SETTLED:
            return None
        return current.st_ino, current.st_mtime_ns, folder.st_ino, folder.st_mtime_ns

    def quiet(self, build: str) -> float:
        """Seconds since the last commit to a build.

        Raises OSError where there is no such build.
        """
        return time.time() - (self._root / build).stat().st_mtime

    def generation(self, build: str) -> int:
        """The newest table of contents of a build; -1 when there is none."""
        latest: int = TOC._latest_generation(self.storage(build), NAME)  # noqa: SLF001 - Whoosh offers it only so
        return latest

    def place(self, build: str) -> Path:
        """The folder of a build."""
        return self._root / build

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
            if path.name not in (keep, self.being_made):
                shutil.rmtree(path, ignore_errors=True)

    # a build that is made beside the one in use

    @contextmanager
    def making(self) -> Iterator[tuple[str, FileIndex]]:
        """A new build to fill while others go on writing to the one in use; one at a time.

        Unless it has been published when the block ends, it is gone again.
        """
        with self._mutex_of_makers:
            lock = FileLock(str(self._root / REBUILD_LOCK))
            lock.acquire(blocking=True)
            try:
                with self.writing():
                    self._forget_made()
                    build, index = self.new_build()
                    write_durably(self._root / REBUILDING, build)
                try:
                    yield build, index
                finally:
                    with self.writing():
                        self._forget_made()
            finally:
                lock.release()

    def note_changes(self, record: Mapping[str, Any]) -> None:
        """Keep what was just applied for the build that is being made. Call it while `writing`."""
        if not self.being_made:
            return
        lock = FileLock(str(self._root / REBUILD_LOCK))
        if lock.acquire(blocking=False):  # whoever made it is gone
            self._forget_made()
            lock.release()
            return
        with (self._root / CHANGES).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(record) + "\n")

    def changes(self) -> Iterator[Mapping[str, Any]]:
        """What was applied since the build being made was begun, oldest first."""
        with suppress(FileNotFoundError), (self._root / CHANGES).open(encoding="utf-8") as stream:
            for line in stream:
                yield json.loads(line)

    @property
    def being_made(self) -> str:
        """The name of the build that is being made, "" where there is none."""
        try:
            return (self._root / REBUILDING).read_text("utf-8").strip()
        except OSError:
            return ""

    def _forget_made(self) -> None:
        """The build that was being made is in use now, or given up."""
        build = self.being_made
        if build and build != self.state()[0]:
            self.discard(build)
        for name in (REBUILDING, CHANGES):
            (self._root / name).unlink(missing_ok=True)

    # segments that are joined beside the build in use

    def begin_join(self, segments: Collection[str]) -> bool:
        """Note that the segments of those names are being joined; False where others are at it already.

        What a join that was cut off has left is removed first. After an OSError nothing is being joined.
        """
        if not self._join_lock.acquire(blocking=False):
            return False
        try:
            self._remove_joins()
            (self._root / JOINING).write_text(json.dumps([*segments]), "utf-8")
        except BaseException:
            self._join_lock.release()  # kept, it would keep everybody from joining while this process lives
            raise
        return True

    def end_join(self) -> None:
        """The segments that were being joined are no longer. Call it after `begin_join`."""
        try:
            self._remove_joins()
        finally:
            self._join_lock.release()

    def being_joined(self) -> frozenset[str]:
        """The names of the segments that are being joined: they are best left alone."""
        try:
            names = frozenset(json.loads((self._root / JOINING).read_text("utf-8")))
        except (OSError, ValueError):
            return frozenset()
        lock = FileLock(str(self._root / JOIN_LOCK))
        if lock.acquire(blocking=False):  # whoever joined them is gone
            lock.release()
            return frozenset()
        return names

    def _remove_joins(self) -> None:
        (self._root / JOINING).unlink(missing_ok=True)
        for left in self._root.glob(f"{JOIN}*/"):
            shutil.rmtree(left, ignore_errors=True)

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
