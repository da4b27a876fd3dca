"""What the sample projects taught, through the real services: approved reviews, lessons, a path."""

from __future__ import annotations

import time
from collections.abc import Callable

from archive.domain.access import Principal
from archive.domain.documents import Document, Level
from archive.samples.knowledge import SampleLesson, SampleStop, knowledge
from archive.services.lessons.handed_lessons import HandedLessonService
from archive.services.lessons.lesson_views import LessonQuery
from archive.services.lessons.lessons import LessonService
from archive.services.lessons.reading_paths import ReadingPathService
from archive.services.projects.projects import ProjectService
from archive.services.reviews.review_approval import ReviewApproval
from archive.services.reviews.reviews import BUILDING, DRAFT, ReviewService

PATIENCE = 300  # seconds until a review is built, where a worker of its own builds it


class DemoKnowledge:
    """Running it again adds only what is missing."""

    def __init__(
        self,
        projects: ProjectService,
        reviews: ReviewService,
        approval: ReviewApproval,
        lessons: LessonService,
        paths: ReadingPathService,
        handed: HandedLessonService,
    ) -> None:
        self._projects = projects
        self._reviews = reviews
        self._approval = approval
        self._lessons = lessons
        self._paths = paths
        self._handed = handed

    def install(self, principal: Principal, work: Callable[[], None]) -> None:
        """Approve the reviews, write and release the lessons, hand them on, and lay out the path."""
        codes = sorted({lesson.project for lesson in knowledge().lessons})
        for code in codes:
            self._approve(principal, code, work)
        files = {
            (code, document.path): document
            for code in codes
            for document in self._projects.overview(principal, code).documents
        }
        made = {lesson.key: self._write(principal, lesson, files) for lesson in knowledge().lessons}
        self._join(principal, made)
        for code in codes:
            if not self._handed.get(principal, code).lessons:
                self._handed.hand(principal, code)
        self._lay_out(principal, made, files)
        work()

    def _approve(self, principal: Principal, code: str, work: Callable[[], None]) -> None:
        end = time.monotonic() + PATIENCE
        view = self._reviews.get(principal, code)
        while view.status == BUILDING and time.monotonic() < end:
            work()
            time.sleep(0.2)
            view = self._reviews.get(principal, code)
        if view.status == DRAFT and view.approved is None:
            self._approval.approve(principal, code)

    def _write(
        self,
        principal: Principal,
        sample: SampleLesson,
        files: dict[tuple[str, str], Document],
    ) -> str:
        """The id of the lesson, written and released at the first call.

        What rests on papers that are not for the team is released without the names in it.
        """
        wanted = LessonQuery(words=sample.title, project=sample.project)
        for view in self._lessons.find(principal, wanted).page.items:
            if view.lesson.title == sample.title:
                return view.lesson.id
        quotes = [
            (files[sample.project, one.file].id, one.quote)
            for one in sample.evidence
            if (sample.project, one.file) in files
        ]
        lesson = self._lessons.add(principal, sample.project, sample.said(), quotes).lesson
        mask = lesson.level > Level.INTERNAL
        self._lessons.approve(principal, lesson.id, Level.INTERNAL, mask=mask)
        return lesson.id

    def _join(self, principal: Principal, made: dict[str, str]) -> None:
        first: dict[str, str] = {}
        for sample in knowledge().lessons:
            if sample.same_cause is None:
                continue
            root = first.setdefault(sample.same_cause, made[sample.key])
            view = self._lessons.get(principal, made[sample.key])
            if root != view.lesson.id and view.seen == 1:
                self._lessons.join(principal, view.lesson.id, root)

    def _lay_out(
        self, principal: Principal, made: dict[str, str], files: dict[tuple[str, str], Document]
    ) -> None:
        path = knowledge().path
        if any(view.path.title == path.title for view in self._paths.find(principal).items):
            return
        said = path.model_dump(exclude={"stops"})
        said["stops"] = [_stop(stop, made, files) for stop in path.stops]
        self._paths.add(principal, said)


def _stop(
    stop: SampleStop, made: dict[str, str], files: dict[tuple[str, str], Document]
) -> dict[str, object]:
    if stop.lesson is not None:
        return {"kind": "lesson", "target": made[stop.lesson]}
    if stop.document is not None:
        document = files[stop.document.project, stop.document.file]
        return {"kind": "document", "target": document.id}
    return {"kind": "text", "title": stop.title, "text": (stop.text or "").strip()}
