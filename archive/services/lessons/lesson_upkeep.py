"""Lessons that nobody has checked for long: their project's managers are asked, once for each date."""

from __future__ import annotations

from datetime import datetime, timedelta

from archive.domain.lessons import NUDGE_DAYS
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.persistence.database import Database
from archive.services.operations.notices import NoticeService
from archive.team_time import day_of


class LessonUpkeep:
    """What is done for the knowledge base by itself."""

    def __init__(self, database: Database, notices: NoticeService) -> None:
        self._database = database
        self._notices = notices

    def nudge(self, now: datetime) -> None:
        """Ask for every approved lesson whose date of checking has come near."""
        with self._database.write() as work:
            due = work.lessons.to_check(day_of(now) + timedelta(days=NUDGE_DAYS))
            managers = work.projects.managers({lesson.project for lesson in due})
            for lesson in due:
                day = lesson.verified_until.isoformat() if lesson.verified_until else ""
                notice = Notice(
                    "lesson_check",
                    Message("lessons.check_due", {"title": lesson.title, "day": day}),
                    f"/knowledge/{lesson.id}",
                    lesson.project,
                    key=f"lesson_check:{lesson.id}:{day}",
                )
                self._notices.post(work, managers.get(lesson.project, ()), notice)
