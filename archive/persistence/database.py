"""One database, two kinds of transaction: read, and write (which takes the write lock at once)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, create_engine, event, make_url, text

from archive.persistence.access_decisions import AccessDecisionRepository
from archive.persistence.accounts import AccountRepository
from archive.persistence.approved_figures import ApprovedFigureRepository
from archive.persistence.arrivals import ArrivalRepository
from archive.persistence.audit import AuditRepository
from archive.persistence.batch_acts import BatchActRepository
from archive.persistence.batches import BatchRepository
from archive.persistence.changes import ChangeWatch
from archive.persistence.class_words import ClassWordRepository
from archive.persistence.clauses import ClauseRepository
from archive.persistence.closeout import CloseoutRepository
from archive.persistence.closing_list import ClosingListRepository
from archive.persistence.closings import ClosingRepository
from archive.persistence.documents import DocumentRepository
from archive.persistence.duties import DutyRepository
from archive.persistence.enclosures import EnclosureRepository
from archive.persistence.found_documents import FoundDocumentRepository
from archive.persistence.handed_lessons import HandedLessonRepository
from archive.persistence.holding import HoldingRepository
from archive.persistence.improvements import ImprovementRepository
from archive.persistence.indexed_documents import IndexedDocumentRepository
from archive.persistence.indexed_lessons import IndexedLessonRepository
from archive.persistence.intake import IntakeRepository
from archive.persistence.jobs import JobRepository
from archive.persistence.lesson_answers import LessonAnswerRepository
from archive.persistence.lessons import LessonRepository
from archive.persistence.notices import NoticeRepository
from archive.persistence.outcomes import OutcomeRepository
from archive.persistence.paper_register import PaperRepository
from archive.persistence.projects import ProjectRepository
from archive.persistence.reading_paths import ReadingPathRepository
from archive.persistence.readings import ReadingRepository
from archive.persistence.reviews import ReviewRepository
from archive.persistence.rule_exceptions import RuleExceptionRepository
from archive.persistence.rule_trials import RuleTrialRepository
from archive.persistence.rule_versions import RuleVersionRepository
from archive.persistence.saved_searches import SavedSearchRepository
from archive.persistence.shelf import ShelfRepository
from archive.persistence.surveys import SurveyRepository
from archive.persistence.uploads import UploadRepository
from archive.persistence.versions import VersionRepository
from archive.persistence.waiting_work import WaitingWorkRepository

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # with NORMAL a power cut loses every acknowledged row
    "foreign_keys=ON",
    "busy_timeout=10000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


Repository = TypeVar("Repository")


class _Made(Generic[Repository]):
    """A repository of a transaction, made when it is first asked for: a search needs three of over forty."""

    def __init__(self, make: Callable[[Connection], Repository]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, work: Work, _owner: type) -> Repository:
        made = self._make(work.connection)
        work.__dict__[self._name] = made  # found there from now on, before this is asked again
        return made


class Work:
    """The repositories of one open transaction."""

    accounts = _Made(AccountRepository)
    projects = _Made(ProjectRepository)
    intake = _Made(IntakeRepository)
    batches = _Made(BatchRepository)
    batch_acts = _Made(BatchActRepository)
    holding = _Made(HoldingRepository)
    uploads = _Made(UploadRepository)
    class_words = _Made(ClassWordRepository)
    readings = _Made(ReadingRepository)
    documents = _Made(DocumentRepository)
    found_documents = _Made(FoundDocumentRepository)
    shelf = _Made(ShelfRepository)
    versions = _Made(VersionRepository)
    indexed_documents = _Made(IndexedDocumentRepository)
    enclosures = _Made(EnclosureRepository)
    reviews = _Made(ReviewRepository)
    rule_exceptions = _Made(RuleExceptionRepository)
    rule_trials = _Made(RuleTrialRepository)
    rule_versions = _Made(RuleVersionRepository)
    lessons = _Made(LessonRepository)
    lesson_answers = _Made(LessonAnswerRepository)
    indexed_lessons = _Made(IndexedLessonRepository)
    saved_searches = _Made(SavedSearchRepository)
    arrivals = _Made(ArrivalRepository)
    reading_paths = _Made(ReadingPathRepository)
    handed = _Made(HandedLessonRepository)
    improvements = _Made(ImprovementRepository)
    outcomes = _Made(OutcomeRepository)
    approved_figures = _Made(ApprovedFigureRepository)
    waiting_work = _Made(WaitingWorkRepository)
    notices = _Made(NoticeRepository)
    duties = _Made(DutyRepository)
    closeout = _Made(CloseoutRepository)
    closings = _Made(ClosingRepository)
    surveys = _Made(SurveyRepository)
    clauses = _Made(ClauseRepository)
    access_decisions = _Made(AccessDecisionRepository)
    closing_list = _Made(ClosingListRepository)
    papers = _Made(PaperRepository)
    jobs = _Made(JobRepository)
    audit = _Made(AuditRepository)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection


class Database:
    """Opens transactions. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = create_engine(url, pool_size=16, max_overflow=16)
        self._watch = ChangeWatch(self._opened) if self._in_a_file else None
        if self.is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded database."""
        return make_url(self.url).get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The embedded database's file."""
        name = make_url(self.url).database
        return Path(name) if self.is_sqlite and name else None

    @property
    def _in_a_file(self) -> bool:
        """True for the embedded database in a plain file of its own: the kind whose commits are seen."""
        address = make_url(self.url)
        return (
            self.is_sqlite and address.database not in (None, "", ":memory:") and not address.query
        )

    def _opened(self) -> sqlite3.Connection:
        """A connection outside the pool, to be used by one thread after the other."""
        places, _ = self._engine.dialect.create_connect_args(make_url(self.url))
        return sqlite3.connect(places[0], check_same_thread=False)

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A consistent view; nothing written in it is kept."""
        with self._engine.connect() as connection:
            yield Work(connection)

    @contextmanager
    def write(self) -> Iterator[Work]:
        """All of it is committed and on disk when the block ends, or none of it when it raises."""
        with (
            self._engine.connect().execution_options(archive_writes=True) as connection,
            connection.begin(),
        ):
            yield Work(connection)

    def stamp(self) -> int | None:
        """A number that is another one after every commit of anybody; None where there is no such number.

        What is read after it was asked for is as new as the number, or newer: while the number stays,
        reading it again would give the same.
        """
        return self._watch.stamp() if self._watch is not None else None

    def content_stamp(self) -> int | None:
        """The same, but commits of QUIET tables alone leave it as it is (`content_changes`).

        For what is kept of anything but those.
        """
        return self._watch.content() if self._watch is not None else None

    def healthy(self) -> bool:
        """The database answers."""
        with self._engine.connect() as connection:
            return connection.execute(text("select 1")).scalar() == 1

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection, for migrations only."""
        with self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = (
        None  # BEGIN is ours: Python's own would come too late for a write lock
    )
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("archive_writes", False)
    # A deferred transaction that turns writer may fail with "database is locked" at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
