"""What became of the sample projects: registers filled, one project closed, a newcomer reading."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from archive.domain.access import Principal, ProjectRole, Role
from archive.domain.access_review import AccessChoice
from archive.domain.closeout import Missing, Waiver
from archive.domain.closing_list import ThingState
from archive.domain.documents import Level
from archive.errors import AlreadyExists, CloseoutIncomplete
from archive.indexer.port import SearchRequest
from archive.persistence.database import Database
from archive.samples.registers import SampleRegisters, SampleSurvey, aftermath
from archive.services.accounts.access_review import AccessReviewService, AccessWish
from archive.services.accounts.accounts import SYSTEM, AccountService
from archive.services.closeout.clauses import ClauseService
from archive.services.closeout.closing import ClosingService
from archive.services.closeout.closing_list import ClosingListService
from archive.services.closeout.survey_answers import SurveyAnswerService
from archive.services.closeout.surveys import SurveyService
from archive.services.documents.paper_register import PaperRegisterService
from archive.services.lessons.reading_paths import ReadingPathService
from archive.services.projects.projects import ProjectService
from archive.services.search.saved_searches import SavedSearchService

NEWCOMER, LEAD = "newcomer", "lead"


@dataclass(frozen=True, slots=True)
class DemoRegisters:
    """Running it again adds only what is missing."""

    database: Database
    accounts: AccountService
    projects: ProjectService
    paths: ReadingPathService
    saved_searches: SavedSearchService
    clauses: ClauseService
    closing_list: ClosingListService
    papers: PaperRegisterService
    access_review: AccessReviewService
    surveys: SurveyService
    survey_answers: SurveyAnswerService
    closing: ClosingService

    def install(self, principal: Principal, password: str, work: Callable[[], None]) -> None:
        """Fill the registers, bring the newcomer in, and close what is to be closed.

        Args:
            principal: the account that manages the samples.
            password: of the newcomer's and the lead's account, where these have to be made.
            work: called while waiting for background work.
        """
        self._welcome(principal, password)
        self._keep_a_search(principal)
        for sample in aftermath().projects:
            if self.projects.get(principal, sample.code).state == "open":
                self._fill(principal, sample)
                if sample.close:
                    self._close(principal, sample, sample.close)
        work()

    def _welcome(self, principal: Principal, password: str) -> None:
        """The other accounts; the newcomer's place in a project, and the first stops of the path."""
        sample = aftermath().newcomer
        people = ((NEWCOMER, Role.MEMBER, sample.name), (LEAD, Role.LEAD, aftermath().lead.name))
        for username, role, name in people:
            with contextlib.suppress(AlreadyExists):
                self.accounts.add_as(SYSTEM, username, role, password or None, name)
        self._join(principal, sample.project, NEWCOMER, Level.INTERNAL)
        for project in aftermath().projects:
            self._join(principal, project.code, LEAD, Level.CONFIDENTIAL)
        with self.database.read() as work:
            account = work.accounts.by_username(NEWCOMER)
            reader = work.accounts.principal(account.id) if account else None
        path = self.paths.first(reader) if reader else None
        if reader is None or path is None or path.progress.read:
            return
        for stop in path.stops[: sample.reads]:
            self.paths.confirm(reader, path.path.id, stop.stop.id)

    def _join(self, principal: Principal, code: str, username: str, clearance: Level) -> None:
        known = {member.username for member in self.projects.members(principal, code)}
        if username not in known:
            self.projects.set_member(principal, code, username, ProjectRole.MEMBER, clearance)

    def _keep_a_search(self, principal: Principal) -> None:
        kept = aftermath().search
        if not any(view.saved.name == kept.name for view in self.saved_searches.list(principal)):
            self.saved_searches.add(principal, kept.name, SearchRequest(kept.q))

    def _fill(self, principal: Principal, sample: SampleRegisters) -> None:
        self._judge(principal, sample)
        self._settle(principal, sample)
        self._shelve(principal, sample)
        if sample.close:
            members = self.access_review.get(principal, sample.code).rows
            wishes = [AccessWish(r.reviewed.member.username, AccessChoice.KEEP) for r in members]
        else:
            wishes = [AccessWish(principal.username, AccessChoice.KEEP)]
        self.access_review.decide(principal, sample.code, wishes)
        if sample.survey and not self.surveys.list(principal, sample.code).surveys:
            self._ask(principal, sample.code, sample.survey)

    def _judge(self, principal: Principal, sample: SampleRegisters) -> None:
        contracts = self._contracts(principal, sample.code)
        known = {row.text for row in self.clauses.list(principal, sample.code).rows}
        for clause in sample.clauses:
            if clause.text not in known:
                said = clause.model_dump(exclude={"text"}, exclude_none=True)
                contract = contracts[0] if contracts else None
                self.clauses.add(
                    principal, sample.code, clause.text, contract=contract, changes=said
                )

    def _settle(self, principal: Principal, sample: SampleRegisters) -> None:
        rows = {row.key: row for row in self.closing_list.get(principal, sample.code).rows}
        for thing in sample.things:
            if thing.key in rows and rows[thing.key].state is ThingState.OPEN:
                said = {"state": thing.state, "note": thing.note}
                self.closing_list.change(principal, sample.code, thing.key, said)
        names = {row.name["en"] for row in rows.values()}
        for own in sample.own:
            if own.name not in names:
                said = {"kind": own.kind, "owner": principal.username}
                self.closing_list.add(principal, sample.code, own.name, said)

    def _shelve(self, principal: Principal, sample: SampleRegisters) -> None:
        contracts = self._contracts(principal, sample.code)
        for paper, document in zip(sample.papers, contracts, strict=False):
            place = paper.model_dump(include={"box", "shelf", "holder", "note"})
            with contextlib.suppress(AlreadyExists):
                kept = self.papers.register(principal, sample.code, document, place=place)
                if paper.borrower:
                    due = self.papers.today() + timedelta(days=paper.days)
                    self.papers.lend(principal, kept.id, paper.borrower, due)

    def _ask(self, principal: Principal, code: str, sample: SampleSurvey) -> None:
        survey = self.surveys.create(principal, code)
        people = [*(reply.who for reply in sample.answers), *sample.asked]
        links = self.surveys.invite(principal, survey.id, people)
        for reply, link in zip(sample.answers, links, strict=False):
            secret = link.path.removeprefix("/s/").partition("?")[0]
            self.survey_answers.answer(secret, reply.given())

    def _close(
        self, principal: Principal, sample: SampleRegisters, reasons: Mapping[str, str]
    ) -> None:
        """Close the project without what is missing, each with its reason."""
        try:
            self.closing.close(principal, sample.code)
        except CloseoutIncomplete as left:
            missing = [thing for thing in left.missing if isinstance(thing, Missing)]
            self.closing.close(
                principal, sample.code, [Waiver(m.id, _reason(m, reasons)) for m in missing]
            )

    def _contracts(self, principal: Principal, code: str) -> list[str]:
        documents = self.projects.overview(principal, code).documents
        return [d.id for d in documents if d.class_key == "contract" and not d.is_draft]


def _reason(missing: Missing, reasons: Mapping[str, str]) -> str:
    """Of the duty itself, else of what asks for it."""
    return reasons.get(missing.id) or reasons.get(missing.kind) or reasons["else"]
