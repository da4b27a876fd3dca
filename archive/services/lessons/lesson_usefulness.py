"""“Was this useful?”: one answer a person, for lessons they can read."""

from __future__ import annotations

from archive.domain.access import Principal
from archive.domain.lessons import LessonState
from archive.errors import Conflict
from archive.persistence.database import Database
from archive.services.lessons.lesson_views import LessonView
from archive.services.lessons.lessons import LessonService
from archive.services.operations.identifiers import Clock


class LessonUsefulness:
    """Keeps answers. They move lessons a little in lists; how many there are the lesson's keepers see."""

    def __init__(self, database: Database, lessons: LessonService, clock: Clock) -> None:
        self._database = database
        self._lessons = lessons
        self._clock = clock

    def say(self, principal: Principal, lesson_id: str, *, useful: bool | None) -> LessonView:
        """Say whether a lesson was useful, in place of an earlier answer; None takes it back.

        Raises:
            NotFound: no such lesson for the caller.
            Conflict: it is not approved.
        """
        view = self._lessons.get(principal, lesson_id)
        if useful is not None and view.lesson.state is not LessonState.APPROVED:
            raise Conflict(why="lesson_not_approved")
        with self._database.write() as work:
            work.lesson_answers.put(lesson_id, principal.user_id, useful, self._clock())
        return self._lessons.get(principal, lesson_id)
