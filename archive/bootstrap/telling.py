"""What the archive tells people by itself: notices, letters, and the duties that are done daily."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from archive.bootstrap.ground import Ground
from archive.domain.notices import Duty
from archive.domain.saved_searches import Alert
from archive.services.lessons.lesson_upkeep import LessonUpkeep
from archive.services.operations.audit_anchors import AuditAnchors
from archive.services.operations.duties import DutyService
from archive.services.operations.mail import mail_server, sender_of
from archive.services.operations.mail_digest import MailDigest
from archive.services.operations.notices import NoticeService
from archive.services.operations.postman import Postman
from archive.services.operations.reminders import ReminderService
from archive.services.reviews.approved_figures import FigureUpkeep
from archive.services.search.saved_searches import AT_ONCE_EVERY, SavedSearchService
from archive.settings import Settings

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """Notices and letters; `duties` takes those of other subjects too."""

    notices: NoticeService
    duties: DutyService
    saved_searches: SavedSearchService
    reminders: ReminderService
    postman: Postman
    anchors: AuditAnchors

    def daily_letters(self, ground: Ground) -> None:
        """Have the letters sent, last of a day's duties: what the others tell is in the same letter."""
        language = ground.settings.default_language
        digest = MailDigest(ground.database, self.postman, language, ground.clock)
        self.duties.register(Duty("mail_digest", DAY, digest.send))


def telling_of(ground: Ground) -> Telling:
    """Notices with the duties that are about files, lessons and searches."""
    database, clock = ground.database, ground.clock
    notices, duties = NoticeService(database, clock), DutyService(database, clock)
    reminders = ReminderService(database, ground.book, notices)
    saved = SavedSearchService(database, ground.index, notices, clock)
    anchors = AuditAnchors(database, ground.settings.data)
    for duty in (
        Duty("holding_reminders", DAY, reminders.waiting),
        Duty("exceptions_ending", DAY, reminders.exceptions_ending),
        Duty("exceptions_of_month", DAY, reminders.exceptions_of_month),
        Duty("lesson_checks", DAY, LessonUpkeep(database, notices).nudge),
        Duty("saved_searches_at_once", AT_ONCE_EVERY, lambda now: saved.tell(Alert.AT_ONCE, now)),
        Duty("audit_anchor", DAY, anchors.note),
        Duty("approved_figures", DAY, FigureUpkeep(database).fill),
        Duty("saved_searches_daily", DAY, lambda now: saved.tell(Alert.DAILY, now)),
    ):
        duties.register(duty)
    return Telling(notices, duties, saved, reminders, postman(ground.settings), anchors)


def postman(settings: Settings) -> Postman:
    """Who takes letters out, as far as the settings name a mail server."""
    server = mail_server(settings.smtp_url)
    sender = sender_of(settings.mail_from, needed=server is not None)
    return Postman(server, sender, settings.address)
