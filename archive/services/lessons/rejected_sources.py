"""Lessons whose statement was removed from the review after they were proposed from it.

Such a lesson stays as it is: somebody may have written into it, it may hold all the same, and what was
removed in a draft is put back as easily. Whoever decides about it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.domain.access import AccessScope
from archive.domain.lessons import Lesson, LessonState
from archive.persistence.database import Work
from archive.review.edit import REJECT, Edit
from archive.review.same_statement import is_same, statement_of
from archive.services.lessons.lesson_drafts import statements_in
from archive.services.reviews.review_editions import known_to


@dataclass(frozen=True, slots=True)
class Rejection:
    """Who removed the statement from the review, when, and why."""

    by: str
    at: datetime
    reason: str


def rejections_of(
    work: Work, scope: AccessScope, lessons: Iterable[Lesson]
) -> dict[str, Rejection]:
    """Lesson -> the rejection of the statement it was proposed from, where there is one.

    Told to those who see (or saw) every paper the statement rested on, as in the review itself.
    """
    open_ones: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        if lesson.source and lesson.state is not LessonState.RETIRED:
            open_ones.setdefault(lesson.project, []).append(lesson)
    found = {}
    for project, of_project in open_ones.items():
        rejections = _told(work, scope, project)
        for lesson in of_project if rejections else ():
            meant = [edit for edit in rejections if _is_of(edit, lesson)]
            if meant:
                last = max(meant, key=lambda edit: edit.at)
                reason = str(last.values.get("reason") or "")
                found[lesson.id] = Rejection(last.by, last.at, reason)
    return found


def _told(work: Work, scope: AccessScope, project: str) -> Sequence[Edit]:
    edits = [edit for edit in work.reviews.edits(project) if edit.kind == REJECT and edit.documents]
    rested = sorted({document for edit in edits for document in edit.documents})
    known = known_to(work, scope, work.documents.get_many(scope, rested).keys(), edits)
    return [edit for edit in edits if known.issuperset(edit.documents)]


def _is_of(edit: Edit, lesson: Lesson) -> bool:
    """Whether this is the statement: by its key, else by its words; a person's own sentence by its key alone."""
    if lesson.source == f"{edit.section}:{edit.key}":
        return True
    if edit.values.get("added"):
        return False
    rejected = statement_of(edit.section, edit.before)
    return any(is_same(rejected, statement) for statement in statements_in(lesson))
