"""Joining segments of the index in use while nobody files: which, into what, and how it takes their place.

What is joined is written into a folder of its own beside the build, where nobody waits for it. Only the
exchange holds the write lock: some files get their final place, and one table of contents is written. What was
deleted meanwhile is deleted in the joined segment too; where one of the segments is gone, nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE

from archive.indexer.folder import NAME, IndexFolder
from archive.indexer.schema import make_schema
from archive.indexer.storage import DurableStorage, sync_folder
from archive.indexer.writer import ArrayWriter, segment_writer

RATIO: Final = 4
"""A segment is written anew with smaller ones when these are a fourth of it: each document a few times, in
segments that grow fourfold."""
SMALL: Final = 64
"""Documents: a smaller segment costs a search little. At rest what is joined counts as so many at least."""
WORTH: Final = 8
"""So many segments fewer, or one that is not small, are worth a process at once; others can wait. As many of
one size are joined by whoever files (`mergeable`), so documents filed one by one start a process now and then."""
MOST_DOCUMENTS: Final = 20_000
MOST_TERMS: Final = 96 << 20
"""Of one segment, and bytes of the dictionaries it is made of. Whoever searches reads a few values of each of
its documents at once (15 µs each), and the process that joins them needs four bytes of memory for each byte of the
dictionary it writes: those it is made of have most terms in common."""


def joinable(
    segments: Sequence[Any], terms: Callable[[Any], int], *, at_rest: bool = False
) -> list[Any]:
    """The segments that should become one, none where it is not worth it; `terms` tells bytes of a dictionary.

    They are the smallest, up to the largest that is at most `RATIO` times as large as those before it
    together. `at_rest`: nothing was filed for long, so any two will do.
    """
    group: list[Any] = []
    least = SMALL if at_rest else 0
    end = documents = size = 0
    for segment in sorted(segments, key=_documents):
        documents_before = documents
        documents += _documents(segment)
        size += terms(segment)
        if documents > MOST_DOCUMENTS or size > MOST_TERMS:
            break
        group.append(segment)
        if _documents(segment) <= RATIO * max(documents_before, least):
            end = len(group)
    chosen = group[:end]
    large = sum(_documents(segment) > SMALL for segment in chosen)
    if len(chosen) > (1 if at_rest or large > 1 else WORTH):
        return [segment for segment in segments if segment in chosen]
    return []


def _documents(segment: Any) -> int:
    count: int = segment.doc_count()
    return count


def to_join(folder: IndexFolder, state: tuple[str, int], *, at_rest: bool) -> list[Any]:
    """The segments of that state of the index that should become one."""
    storage = folder.storage(state[0])

    def terms(segment: Any) -> int:
        length: int = storage.file_length(segment.make_filename(W3Codec.TERMS_EXT))
        return length

    return joinable(folder.contents(*state).segments, terms, at_rest=at_rest)


def file_bytes(build: Path, segments: Sequence[Any]) -> int:
    """What the files of some segments come to on the disk."""
    return sum(
        file.stat().st_size
        for segment in segments
        for file in build.glob(f"{segment.segment_id()}.*")
    )


def write_join(build: Path, segments: Sequence[Any], part: Path) -> None:
    """Write one segment of some of a build into an empty folder; it is on the disk when this returns.

    Raises FilesDamaged or FileNotFoundError when a segment is not, or no longer, what was written.
    """
    storage = DurableStorage(build)
    index = FileIndex.create(DurableStorage(part), make_schema(), NAME)
    for segment in segments:
        storage.check(segment.segment_id())  # a damage must not get a checksum of its own
    with segment_writer(index, NO_MERGE) as writer:
        for segment in segments:
            writer.add_reader(SegmentReader(storage, writer.schema, segment))


def exchange(folder: IndexFolder, build: str, segments: Sequence[Any], part: Path) -> bool | None:
    """Put what `write_join` made of the segments in their place, in one durable commit.

    False when that cannot be any more: the index was made anew, or one of the segments is gone. None when
    somebody else is writing: nobody is waited for.
    """
    with folder.writing(wait=False) as held:
        if not held:
            return None
        state = folder.state()
        now = {s.segment_id(): s for s in folder.contents(*state).segments} if state[0] else {}
        if state[0] != build or not all(s.segment_id() in now for s in segments):
            return False
        (joined,) = TOC.read(DurableStorage(part), NAME).segments
        _delete_again(joined, segments, now)
        _move_files(joined, part, folder.place(build))
        names = {segment.segment_id() for segment in segments}
        with segment_writer(folder.index(build), partial(_replaced, names, joined)):
            pass
        return True


def _delete_again(joined: Any, segments: Sequence[Any], now: Mapping[str, Any]) -> None:
    """Delete what was deleted since the segments were read: those that were deleted then were left out."""
    start = 0
    for segment in segments:
        kept = np.ones(segment.doc_count_all(), bool)
        kept[list(segment.deleted_docs())] = False
        places = start - 1 + np.cumsum(kept)
        for number in now[segment.segment_id()].deleted_docs():
            if kept[number]:
                joined.delete_document(int(places[number]))
        start += segment.doc_count()


def _move_files(segment: Any, part: Path, build: Path) -> None:
    """They are durable already: only their names change. Until a table names them, the next commit sweeps them."""
    for file in part.glob(f"{segment.segment_id()}.*"):
        file.rename(build / file.name)
    sync_folder(build)


def _replaced(
    names: Set[str], joined: Any, _writer: ArrayWriter, segments: Sequence[Any]
) -> list[Any]:
    return [*(s for s in segments if s.segment_id() not in names), joined]
