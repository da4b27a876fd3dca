"""The one place that names every concrete class and puts them together."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from archive.blobs import LocalBlobStore
from archive.blobs.parts import PartStore
from archive.domain.notices import Duty
from archive.domain.saved_searches import Alert
from archive.exports.printing import Printer
from archive.exports.printing import found as found_printer
from archive.extraction.limits import Limits
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.indexer.thesaurus import team_thesaurus
from archive.indexer.whoosh_index import WhooshIndex
from archive.persistence.database import Database
from archive.persistence.migrations import upgrade
from archive.services.absorption import AbsorptionService
from archive.services.access_review import AccessReviewService
from archive.services.accounts import AccountService, SessionLimits
from archive.services.analysis import AnalysisService
from archive.services.assessment import Assessor
from archive.services.batch_acts import BatchActService
from archive.services.calendar_feeds import CalendarFeedService
from archive.services.clauses import ClauseService
from archive.services.closeout import CloseoutService
from archive.services.closeout_owned import CloseoutReminders
from archive.services.closing import ClosingService
from archive.services.closing_list import ClosingListService
from archive.services.dashboard import DashboardService
from archive.services.demo import DemoService
from archive.services.demo_knowledge import DemoKnowledge
from archive.services.documents import DocumentService
from archive.services.duties import DutyService
from archive.services.feedback_actions import FeedbackActions
from archive.services.filing import FilingService
from archive.services.handed_lessons import HandedLessonService
from archive.services.holding import HoldingService
from archive.services.identifiers import Clock, now_utc
from archive.services.improvements import ImprovementService
from archive.services.indexing import IndexingService
from archive.services.intake import IntakeService
from archive.services.jobs import JobService
from archive.services.lesson_upkeep import LessonUpkeep
from archive.services.lessons import LessonService
from archive.services.mail import mail_server, sender_of
from archive.services.mail_digest import MailDigest
from archive.services.member_names import MemberNameService
from archive.services.money import MoneyService
from archive.services.names import NameService
from archive.services.notices import NoticeService
from archive.services.operation import OperationService
from archive.services.packages import PackageService
from archive.services.paper_register import PaperRegisterService
from archive.services.passwords import Passwords
from archive.services.postman import Postman
from archive.services.projects import ProjectService
from archive.services.reading_paths import ReadingPathService
from archive.services.register_conditions import AnsweredSurvey, SettledMoney
from archive.services.reminders import ReminderService
from archive.services.review_approval import ReviewApproval
from archive.services.review_desk import ReviewDesk
from archive.services.reviews import ReviewService
from archive.services.rule_exceptions import ExceptionService
from archive.services.rule_history import last_good
from archive.services.rule_trials import RuleTrialService
from archive.services.rulebook import RuleBook, rule_file
from archive.services.rules import RuleService
from archive.services.saved_searches import AT_ONCE_EVERY, SavedSearchService
from archive.services.search import SearchService
from archive.services.similar import SimilarService
from archive.services.starting import StartingService
from archive.services.surveys import SurveyService
from archive.services.tokens import TokenService
from archive.services.uploads import UploadService
from archive.services.waiting_work import WaitingWorkService
from archive.settings import Settings

KEY_BYTES = 32
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case of one archive. `close` gives processes, files and connections back."""

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
    analysis: AnalysisService
    absorption: AbsorptionService
    filing: FilingService
    batch_acts: BatchActService
    member_names: MemberNameService
    documents: DocumentService
    search: SearchService
    saved_searches: SavedSearchService
    similar: SimilarService
    indexing: IndexingService
    reviews: ReviewService
    review_desk: ReviewDesk
    feedback_actions: FeedbackActions
    review_approval: ReviewApproval
    lessons: LessonService
    money: MoneyService
    surveys: SurveyService
    reading_paths: ReadingPathService
    improvements: ImprovementService
    dashboard: DashboardService
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
    demo: DemoService
    blobs: LocalBlobStore
    database: Database
    reader: Reader
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
    data = prepared_folder(settings.data)
    database = Database(settings.resolved_database_url)
    upgrade(database)
    blobs = LocalBlobStore(data / "blobs")
    book = RuleBook(rule_file(settings.rules, Path.cwd()), last_good(database))
    reader = reader or Reader(Limits(parsed=settings.max_parse_mb << 20))
    recogniser = Recogniser(reader, settings.ocr_idle_seconds, enabled=settings.ocr)
    index = WhooshIndex(data / "index", team_thesaurus(data))
    assessor = Assessor(book, clock)
    limit = settings.max_upload_mb << 20
    sessions = SessionLimits(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )
    accounts = AccountService(database, passwords or Passwords(), sessions, clock)
    projects = ProjectService(database, book.rules, settings.default_language, clock)
    intake = IntakeService(database, blobs, reader, assessor, limit, clock)
    filing = FilingService(database, blobs, reader, assessor, limit, clock)
    reviews = ReviewService(
        database, assessor, found_printer() if settings.pdf else Printer(None), clock
    )
    holding = HoldingService(database, book, clock)
    improvements = ImprovementService(database, clock)
    lessons = LessonService(database, improvements, clock)
    paths = ReadingPathService(database, clock)
    approval = ReviewApproval(database, blobs, assessor, reviews, lessons, limit, clock)
    handed = HandedLessonService(database, reader, lessons, improvements, book.rules, clock)
    documents = DocumentService(database, blobs, reader, assessor, clock)
    duties = DutyService(database, clock)
    notices = NoticeService(database, clock)
    reminders = ReminderService(database, book, notices)
    duties.register(Duty("holding_reminders", DAY, reminders.waiting))
    duties.register(Duty("exceptions_ending", DAY, reminders.exceptions_ending))
    duties.register(Duty("exceptions_of_month", DAY, reminders.exceptions_of_month))
    duties.register(Duty("lesson_checks", DAY, LessonUpkeep(database, notices).nudge))
    saved = SavedSearchService(database, index, notices, clock)
    duties.register(
        Duty("saved_searches_at_once", AT_ONCE_EVERY, lambda now: saved.tell(Alert.AT_ONCE, now))
    )
    duties.register(Duty("saved_searches_daily", DAY, lambda now: saved.tell(Alert.DAILY, now)))
    # Last of a day's duties: what the others tell is in the same day's letter.
    duties.register(Duty("mail_digest", DAY, mail_digest(settings, database, clock).send))
    closeout = CloseoutService(database, book, reviews, clock)
    duties.register(Duty("closeout_due", DAY, CloseoutReminders(database, closeout, notices).send))
    closing = ClosingService(database, blobs, book, closeout, notices, clock)
    registers = registers_of(
        database, book, reviews, notices,
        SurveyService(database, blobs, assessor, postman(settings), limit, clock), clock,
    )  # fmt: skip
    registers.join(closeout, closing, duties)
    return Services(
        settings=settings,
        secret_key=secret_key(data),
        accounts=accounts,
        tokens=TokenService(database, timedelta(days=settings.token_days), clock),
        projects=projects,
        names=NameService(database, book, assessor),
        rules=RuleService(database, book, clock),
        rule_trials=RuleTrialService(database, book, clock),
        holding=holding,
        exceptions=ExceptionService(database, assessor, notices, clock),
        intake=intake,
        uploads=UploadService(database, blobs, PartStore(data / "uploads"), limit, clock),
        analysis=AnalysisService(database, blobs, reader, recogniser, assessor, clock),
        absorption=AbsorptionService(database, blobs, reader, recogniser, assessor, clock),
        filing=filing,
        batch_acts=BatchActService(database, filing, assessor, clock),
        member_names=MemberNameService(database, assessor, clock),
        documents=documents,
        starting=StartingService(database, documents, assessor, clock),
        search=SearchService(database, index),
        saved_searches=saved,
        similar=SimilarService(database, index, documents, lessons),
        indexing=IndexingService(database, index, clock),
        reviews=reviews,
        feedback_actions=FeedbackActions(database, reviews, improvements),
        review_desk=ReviewDesk(database, reviews, clock),
        review_approval=approval,
        lessons=lessons,
        money=registers.money,
        surveys=registers.surveys,
        reading_paths=paths,
        improvements=improvements,
        dashboard=DashboardService(database, closeout, clock),
        waiting_work=WaitingWorkService(database, holding, closeout, lessons, notices, clock),
        handed=handed,
        closeout=closeout,
        calendar_feeds=CalendarFeedService(database, closeout, settings.default_language, clock),
        closing=closing,
        clauses=registers.clauses,
        access_review=registers.access_review,
        closing_list=registers.closing_list,
        papers=registers.papers,
        packages=PackageService(database, blobs, clock),
        jobs=JobService(database, timedelta(seconds=settings.lease_seconds), clock),
        notices=notices,
        duties=duties,
        operation=OperationService(database, blobs, index, reader, recogniser, book),
        demo=DemoService(
            data,
            database,
            accounts,
            projects,
            intake,
            filing,
            reviews,
            DemoKnowledge(projects, reviews, approval, lessons, paths, handed),
        ),
        blobs=blobs,
        database=database,
        reader=reader,
        recogniser=recogniser,
    )


@dataclass(frozen=True, slots=True)
class Registers:
    """What a close asks for and keeps beside the plan's duties."""

    clauses: ClauseService
    access_review: AccessReviewService
    closing_list: ClosingListService
    papers: PaperRegisterService
    money: MoneyService
    surveys: SurveyService

    def join(self, closeout: CloseoutService, closing: ClosingService, duties: DutyService) -> None:
        """Make the close ask for them and keep them, and the worker remind of loans."""
        asked = (self.clauses, self.access_review, self.closing_list)
        closeout.conditions.extend(asked)
        closeout.conditions.extend((SettledMoney(self.money), AnsweredSurvey(self.surveys)))
        closing.registers.extend((*asked, self.papers))
        duties.register(Duty("paper_loans", DAY, self.papers.remind))


def registers_of(
    database: Database,
    book: RuleBook,
    reviews: ReviewService,
    notices: NoticeService,
    surveys: SurveyService,
    clock: Clock,
) -> Registers:
    """The registers of the close."""
    return Registers(
        clauses=ClauseService(database, book, reviews, clock),
        access_review=AccessReviewService(database, clock),
        closing_list=ClosingListService(database, clock),
        papers=PaperRegisterService(database, book, notices, clock),
        money=MoneyService(database, book),
        surveys=surveys,
    )


def postman(settings: Settings) -> Postman:
    """Who takes letters to people outside, as far as the settings name a mail server."""
    server = mail_server(settings.smtp_url)
    sender = sender_of(settings.mail_from, needed=server is not None)
    return Postman(server, sender, settings.address)


def mail_digest(settings: Settings, database: Database, clock: Clock) -> MailDigest:
    """The daily letters, as far as the settings name a mail server."""
    server = mail_server(settings.smtp_url)
    sender = sender_of(settings.mail_from, needed=server is not None)
    language = settings.default_language
    return MailDigest(database, server, sender, settings.address, language, clock)


def prepared_folder(data: Path) -> Path:
    """The data folder, for its owner alone: it holds keys, and index files that are pickles."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    return data


def secret_key(data: Path) -> bytes:
    """The key that signs form tokens, made at the first start and kept in the data folder."""
    file = data / "secret.key"
    if not file.exists():
        # Written whole under another name first: a second process never reads half a key.
        fresh = data / f"secret.key.{os.getpid()}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_bytes()
