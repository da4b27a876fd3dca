"""Under which ids things stand in the search index, and which entries searches must not show now.

A document stands under its own id, anything else under its kind and its id: one index holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.persistence.database import Work
from archive.persistence.jobs import Job
from archive.services.operations.jobs import INDEX_LESSON

_LESSON = "lesson:"


def lesson_entry(lesson_id: str) -> str:
    """The id of a lesson's entry."""
    return _LESSON + lesson_id


def split_entries(ids: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of entries as ids of documents and ids of lessons, each once and in order."""
    known = tuple(dict.fromkeys(ids))
    documents = tuple(i for i in known if not i.startswith(_LESSON))
    return documents, tuple(i.removeprefix(_LESSON) for i in known if i.startswith(_LESSON))


def entries_of(jobs: Iterable[Job]) -> list[str]:
    """The entries that index jobs are about."""
    return [
        lesson_entry(job.subject) if job.kind == INDEX_LESSON[1] else job.subject for job in jobs
    ]


def stale_entries(work: Work) -> frozenset[str]:
    """Entries that are out of date: masked in every search until their index jobs have run."""
    return work.indexed_documents.stale() | {lesson_entry(i) for i in work.indexed_lessons.stale()}
