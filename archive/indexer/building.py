"""A new build of the index, made beside the one in use.

Its segments are written by several processes, each in a folder of its own; a segment is complete in
itself, so putting them together is renaming files and writing one table of contents. Nobody who writes
to the index in use is kept waiting: what is applied there meanwhile is noted, and put into the new
build before it takes over. Whatever interrupts the making of it, the build in use stays.
"""

from __future__ import annotations

import os
import pickle
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, cast

from whoosh.index import TOC, FileIndex
from whoosh.writing import NO_MERGE

from archive.errors import IndexUnavailable
from archive.indexer.port import EntrySource, IndexEntry
from archive.indexer.schema import make_schema
from archive.indexer.storage import DurableStorage, sync_folder
from archive.indexer.writer import merge_named, segment_writer

NAME: Final = "MAIN"
PROGRESS_STEP: Final = 50
PART: Final = "part-"
JOINED_DOCUMENTS: Final = 65_536
JOINED_PARTS: Final = 20_000
"""Documents of all parts that become one segment at the end: joining more would cost the one process that does it
more memory than a part is given, and save a smaller share of a search."""
_NICE: Final = 5
_COUNT: Final = 8  # bytes of a number on the way to the process that waits

Progress = Callable[[int], None]


def write_build(index: FileIndex, entries: Iterable[IndexEntry], progress: Progress) -> int:
    """Write all entries, a segment at a time; of several with one id the first is kept."""
    seen: set[str] = set()
    fresh = _first_of_each(entries, seen)
    for entry in fresh:
        with segment_writer(index, NO_MERGE) as writer:
            writer.add_entry(entry)
            while not writer.full and (following := next(fresh, None)):
                writer.add_entry(following)
                if len(seen) % PROGRESS_STEP == 0:
                    progress(len(seen))
    _join_segments(index, JOINED_DOCUMENTS)
    return len(seen)


def _join_segments(index: FileIndex, most: int) -> None:
    """Few segments out of many, of so many documents: a word is looked up in each of them at every search."""
    for segments in _joinable(TOC.read(index.storage, NAME).segments, most):
        names = {segment.segment_id() for segment in segments}
        with segment_writer(index, partial(merge_named, names)):
            pass


def _joinable(segments: Sequence[Any], most: int) -> list[list[Any]]:
    """Neighbours that make up one segment of bounded size; those that stay as they are left out."""
    groups: list[list[Any]] = [[]]
    documents = 0
    for segment in segments:
        documents += segment.doc_count()
        if groups[-1] and documents > most:
            groups.append([])
            documents = segment.doc_count()
        groups[-1].append(segment)
    return [group for group in groups if len(group) > 1]


def write_parts(folder: Path, sources: Sequence[EntrySource], progress: Progress) -> int:
    """Fill the build in a folder from every source, each in a process of its own.

    Raises:
        IndexUnavailable: one of them ended before it was done.
    """
    parts = [folder / f"{PART}{number}" for number in range(len(sources))]
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for part, source in zip(parts, sources, strict=True):
            part.mkdir(mode=0o700)
            processes.append(_started(part, source))
        done = _awaited(processes, progress)
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            cast("IO[bytes]", process.stdout).close()
    _put_together(folder, parts)
    _join_segments(FileIndex(DurableStorage(folder), indexname=NAME), JOINED_PARTS)
    return done


def _started(part: Path, source: EntrySource) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "archive.indexer.building"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # an interrupt from the terminal is this process's to pass on
        env={"MALLOC_ARENA_MAX": "1", **os.environ},
    )
    with cast("IO[bytes]", process.stdin) as line:
        pickle.dump((part, source), line)
    return process


def _awaited(processes: Sequence[subprocess.Popen[bytes]], progress: Progress) -> int:
    """Add up what they say until each has closed its line; how many entries that were."""
    counts: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        for process in processes:
            selector.register(cast("IO[bytes]", process.stdout), selectors.EVENT_READ, process.pid)
        while selector.get_map():
            for key, _ in selector.select():
                said = os.read(key.fd, _COUNT * 1024)
                if not said:
                    selector.unregister(key.fileobj)
                    continue
                counts[key.data] = int.from_bytes(said[-_COUNT:], "big")
                progress(sum(counts.values()))
    if any(process.wait() for process in processes):
        raise IndexUnavailable
    return sum(counts.values())


def _put_together(folder: Path, parts: Sequence[Path]) -> None:
    """One build out of the parts: their files are durable already, only their names change."""
    segments = []
    for part in parts:
        segments += TOC.read(DurableStorage(part), NAME).segments
        for file in part.iterdir():
            if file.name.startswith(f"{NAME}_") and not file.name.endswith("LOCK"):
                file.rename(folder / file.name)
            else:
                file.unlink()
        part.rmdir()
    sync_folder(folder)
    TOC(make_schema(), segments, 1).write(DurableStorage(folder), NAME)


def _first_of_each(entries: Iterable[IndexEntry], seen: set[str]) -> Iterator[IndexEntry]:
    for entry in entries:
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry


def main() -> None:
    """One of the processes: its part and its source come in, numbers of entries done go out."""
    if hasattr(os, "nice"):
        os.nice(_NICE)  # searches, and what is filed meanwhile, come first
    part, source = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `_started`
    out = sys.stdout.buffer

    def tell(done: int) -> None:
        out.write(done.to_bytes(_COUNT, "big"))
        out.flush()

    index = FileIndex.create(DurableStorage(part), make_schema(), NAME)
    tell(write_build(index, source(), tell))


if __name__ == "__main__":
    main()
