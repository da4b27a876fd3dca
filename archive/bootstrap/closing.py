"""The close of a project: its plan, what it asks for and keeps beside the plan, and its surveys."""

from __future__ import annotations

from dataclasses import dataclass

from archive.bootstrap.ground import Ground
from archive.bootstrap.telling import DAY, Telling
from archive.domain.notices import Duty
from archive.services.accounts.access_review import AccessReviewService
from archive.services.closeout.calendar_feeds import CalendarFeedService
from archive.services.closeout.clauses import ClauseService
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closeout_owned import CloseoutReminders
from archive.services.closeout.closing import ClosingService
from archive.services.closeout.closing_list import ClosingListService
from archive.services.closeout.survey_answers import SurveyAnswerService
from archive.services.closeout.survey_links import SurveyLinks
from archive.services.closeout.survey_mail import SurveyMail
from archive.services.closeout.surveys import SurveyService
from archive.services.documents.paper_register import PaperRegisterService
from archive.services.documents.register_conditions import AnsweredSurvey, SettledMoney
from archive.services.projects.money import MoneyService
from archive.services.reviews.reviews import ReviewService


@dataclass(frozen=True, slots=True)
class Closing:
    """The plan, the close, and the registers beside it."""

    closeout: CloseoutService
    closing: ClosingService
    calendar_feeds: CalendarFeedService
    clauses: ClauseService
    access_review: AccessReviewService
    closing_list: ClosingListService
    papers: PaperRegisterService
    money: MoneyService
    surveys: SurveyService
    survey_answers: SurveyAnswerService
    survey_mail: SurveyMail

    def join(self) -> None:
        """Make the close ask for the registers and keep them."""
        asked = (self.clauses, self.access_review, self.closing_list)
        self.closeout.conditions.extend(asked)
        self.closeout.conditions.extend((SettledMoney(self.money), AnsweredSurvey(self.surveys)))
        self.closing.registers.extend((*asked, self.papers))


def closing_of(ground: Ground, telling: Telling, reviews: ReviewService) -> Closing:
    """The services of the close, joined to each other, with their duties."""
    database, book, clock = ground.database, ground.book, ground.clock
    notices, duties = telling.notices, telling.duties
    closeout = CloseoutService(database, book, reviews, clock)
    mail = SurveyMail(database, telling.postman, SurveyLinks(ground.key), clock)
    papers = PaperRegisterService(database, book, notices, clock)
    made = Closing(
        closeout=closeout,
        closing=ClosingService(database, ground.blobs, book, closeout, notices, clock),
        calendar_feeds=CalendarFeedService(
            database, closeout, ground.settings.default_language, clock
        ),
        clauses=ClauseService(database, book, reviews, clock),
        access_review=AccessReviewService(database, clock),
        closing_list=ClosingListService(database, clock),
        papers=papers,
        money=MoneyService(database, book),
        surveys=SurveyService(database, ground.blobs, ground.assessor, mail, ground.limit, clock),
        survey_answers=SurveyAnswerService(database, clock),
        survey_mail=mail,
    )
    made.join()
    reminders = CloseoutReminders(database, closeout, notices)
    duties.register(Duty("closeout_due", DAY, reminders.send))
    duties.register(Duty("paper_loans", DAY, papers.remind))
    return made
