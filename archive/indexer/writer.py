"""Writing segments: entries into postings, small segments into larger ones."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archive.indexer.analysis import TermBag
from archive.indexer.codec import ArrayCodec
from archive.indexer.figures import day_terms
from archive.indexer.pool import TermPool
from archive.indexer.port import IndexEntry
from archive.indexer.schema import ACCESS, GRAMS, STORED, TEXT, WORDS, StoredValues
from archive.indexer.texts import packed

TITLE_WEIGHT: Final = 3.0
HEADING_WEIGHT: Final = 1.0  # beside the heading's count in the body
NAME_WEIGHT: Final = 1.0
CLIENT_WEIGHT: Final = 0.5
PROJECT_WEIGHT: Final = 1.0
"""How often a term counts that stands there, a term of the body counting once; multiples of 0.5."""

MERGED_AT_ONCE: Final = 8
SEGMENT_DOCUMENTS: Final = 8_192
SEGMENT_POSTINGS: Final = 6_000_000
"""A segment is full after so many: until it is written it stays in memory, and a merge of more would
keep the next document waiting."""


_log = logging.getLogger(__name__)


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer with postings collected and merged as arrays. Holds the index's write lock."""

    is_closed: bool

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False, timeout=60.0)
        self.pool = TermPool()

    @property
    def full(self) -> bool:
        """True when the segment being written should be committed before more is added."""
        return self.docnum >= SEGMENT_DOCUMENTS or self.pool.size >= SEGMENT_POSTINGS

    def add_entry(self, entry: IndexEntry) -> None:
        """Add one entry to the segment being written."""
        number: int = self.docnum
        bag, text = read_entry(entry)
        self.pool.add(WORDS, number, bag.words)
        self.pool.add(GRAMS, number, {**bag.grams, **bag.extras})
        self.pool.add(ACCESS, number, dict.fromkeys(entry.access, 1))
        values = StoredValues(
            entry.id,
            entry.kind,
            entry.name,
            entry.project,
            entry.client,
            entry.class_key,
            entry.date,
            entry.language,
            tuple(entry.access),
            bag.word_length,
            bag.gram_length,
            entry.draft,
            entry.container,
            entry.poor_pages,
        )
        self.add_document(**{STORED: tuple(values), TEXT: packed(text)})

    def abandon(self) -> None:
        """Give up after an error, whatever state it left: the lock is let go, the old segments stay."""
        try:
            self.cancel()
        except Exception:  # the first error is the one to report
            _log.warning("an unfinished index segment could not be removed", exc_info=True)
        finally:
            if not self.is_closed:
                self.is_closed = True
                self.writelock.release()

    def add_reader(self, reader: Any) -> None:
        """Take over the documents of another segment that are not deleted."""
        first: int = self.docnum
        moved = self.write_per_doc(set(self.schema.names()), reader)
        count = reader.doc_count_all()
        if moved is None:
            numbers = np.arange(first, first + count, dtype=np.int32)
        else:
            numbers = np.array([moved.get(old, -1) for old in range(count)], np.int32)
        self.pool.add_segment(reader, reader.storage(), numbers)
        self._added = True


def read_entry(entry: IndexEntry) -> tuple[TermBag, str]:
    """Every term of an entry, and the text by which phrases are verified (title, client, project, body)."""
    bag = TermBag()
    body = bag.add(entry.body, near=_day(entry.date))
    title = bag.add(entry.title, weight=TITLE_WEIGHT)
    client = bag.add(entry.client, weight=CLIENT_WEIGHT)
    project = bag.add(entry.project_name, weight=PROJECT_WEIGHT)
    bag.add("\n".join(entry.headings), weight=HEADING_WEIGHT)
    bag.add(entry.name, weight=NAME_WEIGHT)
    stem, _, ending = entry.original_name.rpartition(".")
    bag.add(stem or ending, weight=NAME_WEIGHT)
    if entry.date:
        bag.add_date(list(day_terms(entry.date)))
    return bag, f"{title}\n{client}\n{project}\n{body}"


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def mergeable(segments: Sequence[Any]) -> list[Any]:
    """The segments that should become one now.

    Size classes grow by eight and eight of a class are merged, so a document is rewritten once per
    class and a class never keeps more than seven segments. What is mostly deleted documents goes too.
    """
    classes: dict[int, list[Any]] = {}
    for segment in segments:
        classes.setdefault(_size_class(segment.doc_count()), []).append(segment)
    chosen = [s for s in segments if s.deleted_count() * 2 > s.doc_count_all()]
    for members in classes.values():
        documents = sum(segment.doc_count() for segment in members)
        if len(members) >= MERGED_AT_ONCE and documents <= SEGMENT_DOCUMENTS:
            chosen += [member for member in members if member not in chosen]
    return chosen


def _size_class(documents: int) -> int:
    return len(f"{documents:o}")


def merge_named(names: Set[str], writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy, once the names of the segments to write anew are given; it keeps the others."""
    for segment in segments:
        if segment.segment_id() in names:
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
    return [segment for segment in segments if segment.segment_id() not in names]


@contextmanager
def segment_writer(index: Any, policy: Any) -> Iterator[ArrayWriter]:
    """Write a segment and commit it with a merge policy; after an error nothing has happened."""
    writer = ArrayWriter(index)
    try:
        yield writer
        writer.commit(mergetype=policy)
    except BaseException:
        writer.abandon()
        raise
