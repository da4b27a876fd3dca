"""What was found, as the database knows it: the index names entries, the database confirms each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from archive.domain.access import AccessScope
from archive.domain.documents import Level
from archive.domain.lessons import PROSE, Lesson
from archive.domain.segments import Segment
from archive.domain.text_quality import TextQuality
from archive.indexer.passages import Passage
from archive.persistence.database import Work
from archive.persistence.found_documents import FoundDocument
from archive.services.operations.entry_ids import lesson_entry, split_entries
from archive.services.search.index_entries import LESSON, kind_of, lesson_date, lesson_segments
from archive.services.search.kept_reads import Reading

Thing = FoundDocument | Lesson


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document, review or lesson that was found, with its best passages."""

    thing: Thing
    score: float
    passages: tuple[Passage, ...] = ()

    @property
    def document(self) -> FoundDocument | None:
        """The document; None for a lesson."""
        return self.thing if isinstance(self.thing, FoundDocument) else None

    @property
    def lesson(self) -> Lesson | None:
        """The lesson; None for a document."""
        return self.thing if isinstance(self.thing, Lesson) else None

    @property
    def kind(self) -> str:
        """One of `index_entries.KINDS`."""
        return kind_of(self.thing.class_key) if isinstance(self.thing, FoundDocument) else LESSON

    @property
    def id(self) -> str:
        """The id of the document or lesson."""
        return self.thing.id

    @property
    def poor_pages(self) -> int:
        """How many pages of it are hard to read; a lesson was written here and has none."""
        return self.document.hard_pages if self.document else 0

    def quality_of(self, passage: Passage) -> TextQuality | None:
        """How far the page can be trusted where a passage stands; None where it is not known."""
        document = self.document
        return document.pages.at(passage.place.number) if document else None

    @property
    def name(self) -> str:
        """The canonical name of a document, the title of a lesson."""
        return self.thing.name if isinstance(self.thing, FoundDocument) else self.thing.title

    @property
    def title(self) -> str:
        return self.thing.title

    @property
    def project(self) -> str:
        """The project's code; empty for a masked lesson, which does not tell whose it is."""
        masked = isinstance(self.thing, Lesson) and self.thing.masked
        return "" if masked else self.thing.project_code

    @property
    def project_name(self) -> str:
        """The project's name, empty where its code is."""
        return self.thing.project_name if self.project else ""

    @property
    def class_key(self) -> str:
        """The class of a document, or the one that a lesson applies to; may be empty."""
        return self.thing.class_key or ""

    @property
    def date(self) -> str | None:
        """The date of a document, the day a lesson was released."""
        if isinstance(self.thing, FoundDocument):
            return self.thing.date
        return lesson_date(self.thing) or None

    @property
    def language(self) -> str | None:
        return self.thing.language

    @property
    def level(self) -> Level:
        return self.thing.level


def confirmed(work: Work, scope: AccessScope, entry_ids: Collection[str]) -> dict[str, Thing]:
    """Entry -> document or lesson, for those the scope sees in the database too."""
    documents, lessons = split_entries(entry_ids)
    return _seen(scope, work.found_documents.live(documents)) | _lessons(work, scope, lessons)


def confirmed_in(
    reading: Reading, scope: AccessScope, entry_ids: Collection[str]
) -> dict[str, Thing]:
    """The same out of what is kept.

    A document is kept once, with the tokens the database has for it, and its tokens are compared with the scope
    at every request; a lesson is kept for the scope alone that was seen to see it.
    """
    documents, lessons = split_entries(entry_ids)
    there = reading.many(
        "document",
        documents,
        lambda work, some: work.found_documents.live(some),
        _size_of_document,
    )
    found = _seen(scope, there)
    if lessons:
        found |= reading.many(
            ("lesson", scope),
            [lesson_entry(key) for key in lessons],
            lambda work, some: _lessons(work, scope, split_entries(some)[1]),
            _size_of_lesson,
        )
    return found


def _seen(scope: AccessScope, documents: Mapping[str, FoundDocument]) -> dict[str, Thing]:
    return {key: document for key, document in documents.items() if scope.sees(document.access)}


def _lessons(work: Work, scope: AccessScope, ids: Collection[str]) -> dict[str, Thing]:
    found = work.indexed_lessons.found(scope, ids)
    return {lesson_entry(key): lesson for key, lesson in found.items()}


def texts_in(reading: Reading, things: Mapping[str, Thing]) -> dict[str, tuple[Segment, ...]]:
    """Entry -> its text with places, as it is stored."""
    readings = [t.reading for t in things.values() if isinstance(t, FoundDocument) and t.reading]
    stored = reading.many(
        "text", readings, lambda work, some: work.readings.segments_of(list(some)), _size_of_text
    )
    return {
        key: stored.get(thing.reading or "", ())
        if isinstance(thing, FoundDocument)
        else lesson_segments(thing)
        for key, thing in things.items()
    }


def _size_of_document(document: FoundDocument) -> int:
    """About the bytes of the objects with what it takes to keep them, without what documents share."""
    return 760 + 2 * (len(document.name) + len(document.title))


def _size_of_lesson(thing: Thing) -> int:
    """About the bytes of the objects; most of them are its texts."""
    return 3_000 + 2 * sum(len(getattr(thing, name) or "") for name in PROSE)


def _size_of_text(segments: tuple[Segment, ...]) -> int:
    """About the bytes of the objects: two a character, and a table's cells besides its text."""
    characters = sum(len(segment.text) * (3 if segment.rows else 1) for segment in segments)
    return 300 + 200 * len(segments) + 2 * characters
