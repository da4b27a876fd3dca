"""The register of paper originals: where they stand, who has them; for members and those who keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from archive.domain.access import (
    AccessScope,
    Action,
    Principal,
    Role,
    Target,
    may,
    require,
    scope_of,
)
from archive.domain.documents import Document, DocumentState
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.domain.paper_register import Loan, Original, PaperFilter
from archive.domain.projects import Project
from archive.errors import ActionForbidden, AlreadyExists, Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.closeout.closing_registers import RegisterRow
from archive.services.documents.register_fields import line, needed_line, require_known
from archive.services.operations.identifiers import Clock, new_id
from archive.services.operations.notices import NoticeService
from archive.services.operations.paging import Page, window
from archive.services.projects.projects import project_of
from archive.services.rules.rulebook import RuleBook
from archive.team_time import day_of

PLACE = frozenset({"box", "shelf", "holder", "note"})
LONGEST_PLACE = 120
MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class PaperShelf:
    """The papers of one project as a reader may know them.

    `expected`: documents whose rule says that the paper is kept, of which no paper is registered.
    """

    project: Project
    originals: tuple[Original, ...]
    expected: tuple[Document, ...]
    may_edit: bool
    today: date


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper with its history."""

    original: Original
    may_edit: bool
    today: date


class PaperRegisterService:
    """Paper moves on after a project is closed: nothing here is frozen by a close.

    Members know the papers of documents they see; records managers know title and place of every one,
    and open a document only where they may anyway (docs/decisions/0026).
    """

    name = "papers"

    def __init__(
        self, database: Database, book: RuleBook, notices: NoticeService, clock: Clock
    ) -> None:
        self._database = database
        self._book = book
        self._notices = notices
        self._clock = clock

    # reading

    def today(self) -> date:
        """The day by which a loan is overdue."""
        return day_of(self._clock())

    def of_project(self, principal: Principal, code: str) -> PaperShelf:
        """The papers of a project, and those that should be there; for members and records managers."""
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, code)
            if not self.shown_to(principal, project):
                raise ActionForbidden(action="see_papers")
            mine = PaperFilter(project=project.id)
            found, _ = work.papers.find(
                self._scope(principal), _places(principal), mine, 0, MOST_SHOWN
            )
            kept = _openable(work, principal, found)
            wanted = self._expected(work, scope, project)
            registered = work.papers.registered({document.id for document in wanted})
        missing = tuple(document for document in wanted if document.id not in registered)
        can = may(principal, Action.KEEP_PAPERS, Target(project.id))
        return PaperShelf(project, kept, missing, can, self.today())

    def find(
        self, principal: Principal, wanted: PaperFilter, page: int = 1, per_page: int = 20
    ) -> Page[Original]:
        """Papers of every project the caller is in, or of all for records managers; overdue ones first."""
        offset, limit = window(page, per_page)
        with self._database.read() as work:
            found, total = work.papers.find(
                self._scope(principal), _places(principal), wanted, offset, limit
            )
            return Page(_openable(work, principal, found), total, page, per_page)

    def get(self, principal: Principal, original_id: str) -> PaperView:
        """One paper with everybody who had it. NotFound where the caller may not know of it."""
        with self._database.read() as work:
            known = self._known(work, principal, original_id)
            (shown,) = _openable(work, principal, (known,))
        can = may(principal, Action.KEEP_PAPERS, Target(known.project))
        return PaperView(shown, can, self.today())

    def shown_to(self, principal: Principal, project: Project) -> bool:
        """Members and records managers know the register."""
        return principal.membership(project.id) is not None or keeps_all(principal)

    # changing

    def register(
        self,
        principal: Principal,
        code: str,
        document: str | None = None,
        title: str | None = None,
        place: Mapping[str, Any] | None = None,
    ) -> Original:
        """Put a paper into the register.

        Args:
            principal: a manager of the project, or a records manager who sees it.
            code: the project.
            document: the filed document it is the original of, one the caller sees; or
            title: what it is, of a paper that has none.
            place: some of box, shelf, holder, note.

        Raises:
            InvalidInput: neither document nor title, or no such document.
            AlreadyExists: the paper of that document is registered.
        """
        scope = scope_of(principal)
        with self._database.write() as work:
            project = project_of(work, scope, code)
            require(principal, Action.KEEP_PAPERS, Target(project.id))
            if document is not None:
                found = work.documents.get(scope, document)
                if found is None or found.project != project.id:
                    raise InvalidInput(field="document", why="document")
                if work.papers.registered({document}):
                    raise AlreadyExists(what=found.title)
                title = found.title or found.name
            paper = Original(
                new_id(), project.id, project.code, document, needed_line("title", title),
                "", "", "", "",
            )  # fmt: skip
            paper = replace(paper, **_place(place or {}))
            work.papers.add(paper, principal.user_id, self._clock())
            self._note(work, principal, paper, "paper_registered", {})
        return paper

    def move(self, principal: Principal, original_id: str, place: Mapping[str, Any]) -> PaperView:
        """Say where a paper stands now."""
        with self._database.write() as work:
            known = self._kept(work, principal, original_id)
            moved = replace(known, **_place(place))
            work.papers.replace(moved)
            details = {"box": moved.box, "shelf": moved.shelf, "holder": moved.holder}
            self._note(work, principal, known, "paper_moved", details)
        return self.get(principal, original_id)

    def lend(
        self, principal: Principal, original_id: str, borrower: str, due_on: date
    ) -> PaperView:
        """Hand a paper out until a day.

        Raises:
            InvalidInput: nobody named, or a day that has passed.
            Conflict: somebody has it already.
        """
        with self._database.write() as work:
            known = self._kept(work, principal, original_id)
            if due_on < self.today():
                raise InvalidInput(field="due", why=f">= {self.today()}")
            if known.loan is not None:
                raise Conflict(why="paper_out")
            words = needed_line("borrower", borrower, LONGEST_PLACE)
            loan = Loan(new_id(), words, "", self._clock(), due_on)
            work.papers.lend(known.id, loan, principal.user_id)
            details = {"borrower": words, "due": due_on.isoformat()}
            self._note(work, principal, known, "paper_lent", details)
        return self.get(principal, original_id)

    def bring_back(self, principal: Principal, original_id: str) -> PaperView:
        """A paper is back. Conflict when it was not out."""
        with self._database.write() as work:
            known = self._kept(work, principal, original_id)
            if known.loan is None:
                raise Conflict(why="paper_here")
            work.papers.bring_back(known.loan.id, principal.user_id, self._clock())
            self._note(work, principal, known, "paper_returned", {"borrower": known.loan.borrower})
        return self.get(principal, original_id)

    # duties

    def remind(self, now: datetime) -> None:
        """Tell managers of each overdue loan, once, and records managers how many there are."""
        today = day_of(now)
        with self._database.write() as work:
            late, total = work.papers.find(None, (), PaperFilter(due_before=today), 0, MOST_SHOWN)
            managers = work.projects.managers({known.project for known in late})
            for known in late:
                if known.loan is not None:
                    told = managers.get(known.project, ())
                    self._notices.post(work, told, _overdue(known, known.loan))
            if late:
                loans = sorted(known.loan.id for known in late if known.loan)
                message = Message("registers.papers_overdue", {"n": total})
                key = f"papers:{loans[-1]}:{len(loans)}"
                keepers = work.accounts.with_role(Role.RECORDS_MANAGER)
                self._notices.post(
                    work, keepers, Notice("papers_overdue", message, "/papers?late=1", key=key)
                )

    # the record of a close

    def recorded(self, work: Work, project: Project) -> Iterator[RegisterRow]:
        """Every paper with its place; one of a document is told to those who see the document."""
        kept, _ = work.papers.find(None, (), PaperFilter(project=project.id), 0, MOST_SHOWN)
        for known in kept:
            yield RegisterRow(
                values={
                    "paper": known.title,
                    "box": known.box,
                    "shelf": known.shelf,
                    "holder": known.loan.borrower if known.loan else known.holder,
                    "note": known.note,
                },
                sources=(known.document,) if known.document else (),
            )

    def finish(self, work: Work, principal: Principal, project: Project) -> None:
        """A close changes nothing in the register."""

    # inside

    def _expected(self, work: Work, scope: AccessScope, project: Project) -> tuple[Document, ...]:
        rules = self._book.rules()
        return tuple(
            document
            for document in work.documents.of_project(scope, project.id)
            if rules.class_for(document.class_key).paper
            and not document.is_draft
            and document.state is not DocumentState.FAILED
        )

    def _scope(self, principal: Principal) -> AccessScope | None:
        return None if keeps_all(principal) else scope_of(principal)

    def _known(self, work: Work, principal: Principal, original_id: str) -> Original:
        known = work.papers.get(self._scope(principal), _places(principal), original_id)
        if known is None:
            raise NotFound
        return known

    def _kept(self, work: Work, principal: Principal, original_id: str) -> Original:
        known = self._known(work, principal, original_id)
        require(principal, Action.KEEP_PAPERS, Target(known.project))
        return known

    def _note(
        self,
        work: Work,
        principal: Principal,
        paper: Original,
        act: str,
        details: Mapping[str, object],
    ) -> None:
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, act, paper.id, paper.project, details)
        )


def keeps_all(principal: Principal) -> bool:
    """Looks after the papers of every project."""
    return principal.role is Role.RECORDS_MANAGER


def _places(principal: Principal) -> frozenset[str]:
    return frozenset(place.project for place in principal.memberships)


def _openable(
    work: Work, principal: Principal, found: tuple[Original, ...]
) -> tuple[Original, ...]:
    """The same papers; a document the reader may not open is not named."""
    wanted = {known.document for known in found if known.document}
    seen = work.documents.get_many(scope_of(principal), wanted)
    return tuple(
        known if known.document in seen else replace(known, document=None) for known in found
    )


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    require_known(place, PLACE)
    return {name: line(name, value, LONGEST_PLACE) or "" for name, value in place.items()}


def _overdue(known: Original, loan: Loan) -> Notice:
    values = {"title": known.title, "borrower": loan.borrower, "day": loan.due_on.isoformat()}
    return Notice(
        "paper_overdue",
        Message("registers.paper_overdue", values),
        f"/papers/{known.id}",
        known.project,
        known.document,
        key=f"paper:{loan.id}",
    )
