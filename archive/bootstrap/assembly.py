"""Every use case of one archive, put together from its subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from archive.blobs import LocalBlobStore
from archive.bootstrap.closing import closing_of
from archive.bootstrap.ground import Ground, ground_of
from archive.bootstrap.learning import learning_of
from archive.bootstrap.taking_in import taking_in
from archive.bootstrap.telling import telling_of
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.persistence.database import Database
from archive.services.accounts.access_review import AccessReviewService
from archive.services.accounts.accounts import AccountService, SessionLimits
from archive.services.accounts.passwords import Passwords
from archive.services.accounts.tokens import TokenService
from archive.services.closeout.calendar_feeds import CalendarFeedService
from archive.services.closeout.clauses import ClauseService
from archive.services.closeout.closeout import CloseoutService
from archive.services.closeout.closing import ClosingService
from archive.services.closeout.closing_list import ClosingListService
from archive.services.closeout.feedback_actions import FeedbackActions
from archive.services.closeout.improvements import ImprovementService
from archive.services.closeout.survey_answers import SurveyAnswerService
from archive.services.closeout.survey_mail import SurveyMail
from archive.services.closeout.surveys import SurveyService
from archive.services.documents.documents import DocumentService
from archive.services.documents.enclosures import EnclosureService
from archive.services.documents.packages import PackageService
from archive.services.documents.paper_register import PaperRegisterService
from archive.services.documents.proposal_reasons import ProposalReasonService
from archive.services.documents.shelf import ShelfService
from archive.services.intake.batch_acts import BatchActService
from archive.services.intake.filing import FilingService
from archive.services.intake.holding import HoldingService
from archive.services.intake.intake import IntakeService
from archive.services.intake.member_names import MemberNameService
from archive.services.intake.names import NameService
from archive.services.intake.page_lists import PageListService
from archive.services.intake.uploads import UploadService
from archive.services.intake.waiting_work import WaitingWorkService
from archive.services.lessons.handed_lessons import HandedLessonService
from archive.services.lessons.lesson_usefulness import LessonUsefulness
from archive.services.lessons.lessons import LessonService
from archive.services.lessons.reading_paths import ReadingPathService
from archive.services.operations.audit_anchors import AuditAnchors
from archive.services.operations.duties import DutyService
from archive.services.operations.identifiers import Clock, now_utc
from archive.services.operations.jobs import JobService
from archive.services.operations.notices import NoticeService
from archive.services.operations.operation import OperationService
from archive.services.operations.wake import Wake
from archive.services.projects.dashboard import DashboardService
from archive.services.projects.dashboard_figures import DashboardFigures
from archive.services.projects.money import MoneyService
from archive.services.projects.outcomes import OutcomeService
from archive.services.projects.projects import ProjectService
from archive.services.projects.starting import StartingService
from archive.services.reviews.review_approval import ReviewApproval
from archive.services.reviews.review_desk import ReviewDesk
from archive.services.reviews.reviews import ReviewService
from archive.services.rules.rule_exceptions import ExceptionService
from archive.services.rules.rule_trials import RuleTrialService
from archive.services.rules.rules import RuleService
from archive.services.search.indexing import IndexingService
from archive.services.search.saved_searches import SavedSearchService
from archive.services.search.search import SearchService
from archive.services.search.similar import SimilarService
from archive.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case of one archive that somebody can ask for. `close` gives processes, files and connections back.

    What is done in the background, and the samples, are put together on top of it by who needs them
    (`background.py`, `demo.py`), from `ground`.
    """

    ground: Ground
    settings: Settings
    secret_key: bytes
    accounts: AccountService
    tokens: TokenService
    projects: ProjectService
    names: NameService
    rules: RuleService
    rule_trials: RuleTrialService
    holding: HoldingService
    exceptions: ExceptionService
    intake: IntakeService
    uploads: UploadService
    page_lists: PageListService
    filing: FilingService
    batch_acts: BatchActService
    member_names: MemberNameService
    documents: DocumentService
    shelf: ShelfService
    enclosures: EnclosureService
    proposal_reasons: ProposalReasonService
    search: SearchService
    saved_searches: SavedSearchService
    similar: SimilarService
    indexing: IndexingService
    reviews: ReviewService
    review_desk: ReviewDesk
    feedback_actions: FeedbackActions
    review_approval: ReviewApproval
    lessons: LessonService
    lesson_usefulness: LessonUsefulness
    money: MoneyService
    surveys: SurveyService
    survey_answers: SurveyAnswerService
    survey_mail: SurveyMail
    reading_paths: ReadingPathService
    improvements: ImprovementService
    dashboard: DashboardService
    dashboard_figures: DashboardFigures
    outcomes: OutcomeService
    waiting_work: WaitingWorkService
    handed: HandedLessonService
    starting: StartingService
    closeout: CloseoutService
    closing: ClosingService
    calendar_feeds: CalendarFeedService
    clauses: ClauseService
    access_review: AccessReviewService
    closing_list: ClosingListService
    papers: PaperRegisterService
    packages: PackageService
    jobs: JobService
    notices: NoticeService
    duties: DutyService
    operation: OperationService
    audit_anchors: AuditAnchors
    blobs: LocalBlobStore
    database: Database
    reader: Reader
    wake: Wake
    recogniser: Recogniser

    def close(self) -> None:
        """Stop the readers' processes and close the database."""
        self.reader.close()
        self.recogniser.close()
        self.database.close()


def build_services(
    settings: Settings,
    *,
    passwords: Passwords | None = None,
    reader: Reader | None = None,
    clock: Clock = now_utc,
) -> Services:
    """Open the archive in `settings.data`, making and migrating what is not there yet.

    Tests give cheap `passwords` and a `reader` that several archives share.
    """
    ground = ground_of(settings, reader, clock)
    database = ground.database
    telling = telling_of(ground)
    files = taking_in(ground, telling.notices)
    learning = learning_of(ground)
    close = closing_of(ground, telling, learning.reviews)
    telling.daily_letters(ground)
    sessions = SessionLimits(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )
    accounts = AccountService(database, passwords or Passwords(), sessions, clock)
    projects = ProjectService(database, ground.book.rules, settings.default_language, clock)
    return Services(
        ground=ground,
        settings=settings,
        secret_key=ground.key,
        accounts=accounts,
        tokens=TokenService(database, timedelta(days=settings.token_days), clock),
        projects=projects,
        names=files.names,
        rules=files.rules,
        rule_trials=files.rule_trials,
        holding=files.holding,
        exceptions=files.exceptions,
        intake=files.intake,
        uploads=files.uploads,
        page_lists=files.page_lists,
        filing=files.filing,
        batch_acts=files.batch_acts,
        member_names=files.member_names,
        documents=files.documents,
        shelf=ShelfService(database),
        enclosures=files.enclosures,
        proposal_reasons=files.proposal_reasons,
        search=SearchService(database, ground.index, ground.thesaurus, clock),
        saved_searches=telling.saved_searches,
        similar=SimilarService(database, ground.index, files.documents, learning.lessons),
        indexing=IndexingService(database, ground.index, clock),
        reviews=learning.reviews,
        review_desk=learning.review_desk,
        feedback_actions=learning.feedback_actions,
        review_approval=learning.review_approval,
        lessons=learning.lessons,
        lesson_usefulness=learning.lesson_usefulness,
        money=close.money,
        surveys=close.surveys,
        survey_answers=close.survey_answers,
        survey_mail=close.survey_mail,
        reading_paths=learning.reading_paths,
        improvements=learning.improvements,
        dashboard=DashboardService(database, close.closeout, clock),
        dashboard_figures=DashboardFigures(database),
        outcomes=OutcomeService(database),
        waiting_work=WaitingWorkService(
            database, files.holding, close.closeout, learning.lessons, telling.notices, clock
        ),
        handed=learning.handed,
        starting=StartingService(database, files.documents, ground.assessor, clock),
        closeout=close.closeout,
        closing=close.closing,
        calendar_feeds=close.calendar_feeds,
        clauses=close.clauses,
        access_review=close.access_review,
        closing_list=close.closing_list,
        papers=close.papers,
        packages=PackageService(database, ground.blobs, clock),
        jobs=JobService(database, timedelta(seconds=settings.lease_seconds), clock),
        notices=telling.notices,
        duties=telling.duties,
        audit_anchors=telling.anchors,
        operation=OperationService(
            database,
            ground.blobs,
            ground.index,
            ground.reader,
            ground.recogniser,
            ground.book,
            clock,
        ),
        blobs=ground.blobs,
        database=database,
        reader=ground.reader,
        wake=ground.wake,
        recogniser=ground.recogniser,
    )
