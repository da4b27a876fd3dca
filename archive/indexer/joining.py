"""Keeping an idle index at few segments: a process at the lowest priority joins them, its starter puts them in.

The process writes into a folder of its own and takes no lock, so whatever ends it leaves the index as it was,
and nothing that is filed waits for it. The exchange is made by whoever started it: at that priority a lock
would be held as long as others are busy.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, cast

from archive.indexer.folder import JOIN, IndexFolder
from archive.indexer.joins import exchange, file_bytes, to_join, write_join

LOOK_EVERY: Final = 2.0  # seconds
QUIET: Final = 5.0  # seconds without a commit: nobody is filing many
AT_REST: Final = 300.0
AFTER_ERROR: Final = 300.0
"""Seconds until the next look where one or its process failed: no memory, a folder that refuses, a damaged file."""
ROOM: Final = 256 << 20
"""Bytes that stay free on the disk at least, beside thrice what is joined."""
_NICE: Final = 19
_GONE: Final = 3
"""What the process ends with when segments were merged or made anew meanwhile: nothing is wrong."""

log = logging.getLogger(__name__)


class _Join(NamedTuple):
    build: str
    segments: list[Any]
    """As they were when they were chosen, with what was deleted by then."""
    part: Path
    process: subprocess.Popen[bytes]


class Joiner:
    """Joins segments of the index in a folder while it is quiet. Used by one thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder: IndexFolder | None = None
        self._join: _Join | None = None
        self._look = 0.0
        self._judged: tuple[tuple[str, int], bool] | None = None
        """A state of the index of which nothing is to be joined, and whether it was at rest."""

    def step(self) -> bool:
        """Look what is to be done, and do the next bit of it. True when segments were exchanged just now."""
        if self._join is not None:
            return self._finished(self._join)
        if time.monotonic() >= self._look:
            self._look = time.monotonic() + AFTER_ERROR
            self._begin()
            self._look = time.monotonic() + LOOK_EVERY
        return False

    def end(self) -> None:
        """Give up what is being joined: the index stays as it is."""
        if self._join is not None:
            self._clear(self._join)

    def _begin(self) -> None:
        folder = self._opened()
        state = folder.state()
        if state[1] < 0 or folder.lost or folder.being_made:
            return
        quiet = folder.quiet(state[0])
        judged = state, quiet >= AT_REST
        if quiet < QUIET or judged == self._judged:
            return
        try:
            segments = to_join(folder, state, at_rest=judged[1])
            size = file_bytes(folder.place(state[0]), segments)
        except FileNotFoundError:
            return  # it is not the newest state any more
        if segments and self._has_room(size):
            part = self._root / f"{JOIN}{secrets.token_hex(8)}"
            if not folder.begin_join({segment.segment_id() for segment in segments}):
                return  # another worker is at it
            try:
                part.mkdir(mode=0o700)
                process = _started(folder.place(state[0]), segments, part)
            except BaseException:
                folder.end_join()
                raise
            self._join = _Join(state[0], segments, part, process)
        self._judged = judged

    def _opened(self) -> IndexFolder:
        """The folder, without what a join that was cut off has left there."""
        if self._folder is None:
            self._folder = IndexFolder(self._root)
            if self._folder.begin_join(()):
                self._folder.end_join()
        return self._folder

    def _has_room(self, size: int) -> bool:
        return shutil.disk_usage(self._root).free > 3 * size + ROOM

    def _finished(self, join: _Join) -> bool:
        ended = join.process.poll()
        if ended is None:
            return False
        if ended not in (0, _GONE):
            self._look = time.monotonic() + AFTER_ERROR
        done: bool | None = False
        try:
            if ended == 0:
                done = exchange(self._opened(), join.build, join.segments, join.part)
        finally:
            if done is not None:
                self._clear(join)
        if done:
            log.info("%d segments of the search index are one now", len(join.segments))
        elif done is False:
            log.info("joining segments of the search index was given up; it is tried again later")
        return bool(done)

    def _clear(self, join: _Join) -> None:
        self._join = None
        cast("IO[bytes]", join.process.stdin).close()
        if join.process.poll() is None:
            join.process.kill()
        join.process.wait()
        self._opened().end_join()


def _started(build: Path, segments: list[Any], part: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "archive.indexer.joining"],
        stdin=subprocess.PIPE,
        start_new_session=True,  # an interrupt from the terminal is this process's to pass on
        env={"MALLOC_ARENA_MAX": "2", **os.environ},
    )
    line = cast("IO[bytes]", process.stdin)
    try:
        pickle.dump((build, segments, part), line)
        line.flush()  # and stays open: that it closes tells the process to end
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process


def main() -> None:
    """The process: what to join comes in; it ends with 0 when the join is on the disk."""
    if hasattr(os, "nice"):
        os.nice(_NICE)  # everything else comes first
    build, segments, part = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `_started`
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    try:
        write_join(build, segments, part)
    except FileNotFoundError:
        sys.exit(_GONE)


def _end_with(line: int) -> None:
    """End at once when the line is closed: whoever would put the join in is gone, or gives it up."""
    while os.read(line, 1):
        continue
    os._exit(1)


if __name__ == "__main__":
    main()
