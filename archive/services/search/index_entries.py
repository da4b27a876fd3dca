"""What the search index is told of documents and lessons."""

from __future__ import annotations

from collections.abc import Sequence

from archive.domain.documents import Document
from archive.domain.lessons import PROSE, Lesson
from archive.domain.segments import Place, Segment, SegmentKind
from archive.indexer.port import IndexEntry
from archive.services.operations.entry_ids import lesson_entry

LONGEST_BODY = 2_000_000  # characters of one document that can be searched
MOST_HEADINGS = 200
MAILS = frozenset({"eml", "msg"})
"""What holds files and yet says something itself, where an archive only lists them."""
DOCUMENT, REVIEW, LESSON = KINDS = ("document", "review", "lesson")
"""What can be found. A review is a filed document like any other, told apart by its class."""


def kind_of(class_key: str) -> str:
    """Whether a document of that class is found as a document or as a review."""
    return REVIEW if class_key == REVIEW else DOCUMENT


def own_segments(document: Document, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The words of a document itself: the files of an unpacked one are found as documents of their own."""
    if not document.unpacked:
        return tuple(segments)
    return tuple(segment for segment in segments if segment.place.member is None)


def document_entry(
    document: Document, tokens: tuple[str, ...], segments: Sequence[Segment]
) -> IndexEntry:
    """A document as it is found."""
    own = own_segments(document, segments)
    headings = tuple(s.text for s in own if s.kind is SegmentKind.HEADING)
    return IndexEntry(
        id=document.id,
        kind=kind_of(document.class_key),
        name=document.name,
        title=document.title,
        project=document.project_code,
        client=document.client or "",
        class_key=document.class_key,
        date=document.date or "",
        language=document.language or "",
        access=tokens,
        headings=headings[:MOST_HEADINGS],
        project_name=document.project_name,
        draft=document.is_draft,
        container=document.unpacked and document.extension not in MAILS,
        body="\n".join(s.text for s in own)[:LONGEST_BODY],
        original_name=document.original_name if document.original_name != document.name else "",
        poor_pages=document.hard_pages,
    )


def entry_of_lesson(lesson: Lesson, tokens: tuple[str, ...]) -> IndexEntry:
    """A lesson as it is found; a masked one does not tell whose it is, to its own project neither."""
    return IndexEntry(
        id=lesson_entry(lesson.id),
        kind=LESSON,
        name=lesson.title,
        title=lesson.title,
        project="" if lesson.masked else lesson.project_code,
        client=lesson.client or "",
        class_key=lesson.class_key or "",
        date=lesson_date(lesson),
        language=lesson.language,
        access=tokens,
        headings=(),
        project_name="" if lesson.masked else lesson.project_name,
        body="\n".join(segment.text for segment in lesson_segments(lesson)),
    )


def lesson_date(lesson: Lesson) -> str:
    """The day a lesson was released."""
    return lesson.approved_at.date().isoformat() if lesson.approved_at else ""


def lesson_segments(lesson: Lesson) -> tuple[Segment, ...]:
    """The texts of a lesson, each under the name of its question."""
    return tuple(
        Segment(SegmentKind.PARAGRAPH, text, Place(heading=(name,)))
        for name in PROSE[1:]
        if (text := getattr(lesson, name))
    )
