"""More like this: what the caller may see that says the same as a document or a lesson, and by which words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archive.domain.access import Principal, scope_of
from archive.domain.documents import DocumentState
from archive.indexer.port import Sample, SearchIndex
from archive.persistence.database import Database
from archive.services.documents.documents import DocumentService
from archive.services.lessons.lessons import LessonService
from archive.services.operations.entry_ids import lesson_entry, stale_entries
from archive.services.search.index_entries import lesson_segments
from archive.services.search.search_hits import SearchHit, confirmed

ASKED = 30
DOCUMENTS, LESSONS = 6, 3
OF_ONE_PROJECT = 3
"""Documents of one project at most: a past case is worth more than the next report of the same one."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Something alike. `words` are the shared ones that weigh most: the reason; `hit.score` is 0 to 1."""

    hit: SearchHit
    words: tuple[str, ...]


class SimilarService:
    """Computed when asked, from what the caller sees at that moment; nothing is stored."""

    def __init__(
        self,
        database: Database,
        index: SearchIndex,
        documents: DocumentService,
        lessons: LessonService,
    ) -> None:
        self._database = database
        self._index = index
        self._documents = documents
        self._lessons = lessons

    def to_document(self, principal: Principal, document_id: str) -> tuple[Similar, ...]:
        """Documents and lessons like a document; NotFound when it is not there for the caller."""
        document = self._documents.get(principal, document_id)
        if document.state is DocumentState.WITHDRAWN:
            return ()
        segments = self._documents.text(principal, document_id).segments
        own = (s for s in segments if not document.unpacked or s.place.member is None)
        whose = (document.client or "", document.project_name, document.project_code)
        body = "\n".join(segment.text for segment in own)
        return self._alike(principal, Sample(document.id, document.title, body, whose))

    def to_lesson(self, principal: Principal, lesson_id: str) -> tuple[Similar, ...]:
        """Documents and lessons like a lesson; NotFound when it is not there for the caller."""
        view = self._lessons.get(principal, lesson_id)
        lesson = view.lesson
        body = "\n".join(segment.text for segment in lesson_segments(lesson))
        whose = (lesson.client or "", lesson.project_name if view.project_shown else "")
        return self._alike(principal, Sample(lesson_entry(lesson.id), lesson.title, body, whose))

    def _alike(self, principal: Principal, sample: Sample) -> tuple[Similar, ...]:
        scope = scope_of(principal)
        with self._database.read() as work:
            found = self._index.similar(sample, scope, stale_entries(work), ASKED)
            things = confirmed(work, scope, [one.id for one in found])
        hits = [
            Similar(SearchHit(things[one.id], one.share), one.words)
            for one in found
            if one.id in things
        ]
        return _chosen(hits)


def _chosen(found: list[Similar]) -> tuple[Similar, ...]:
    """The best documents, no more than a few of one project, then the best lessons."""
    chosen, of_project = [], Counter[str]()
    for one in found:
        if one.hit.lesson is None and of_project[one.hit.project] < OF_ONE_PROJECT:
            of_project[one.hit.project] += 1
            chosen.append(one)
    lessons = [one for one in found if one.hit.lesson is not None]
    return (*chosen[:DOCUMENTS], *lessons[:LESSONS])
