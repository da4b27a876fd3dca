"""The project review: asked for, shown to each reader as far as they may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.projects import Project
from archive.errors import NotFound
from archive.exports.printing import Printer
from archive.exports.word import review_docx
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.reviews import Approval, StoredReview
from archive.review.audit import audit_of
from archive.review.edit import Edit
from archive.review.restrict import restrict
from archive.review.silence import silent_sections
from archive.review.waived import with_waivers
from archive.services.closeout.waivers import waivers_of
from archive.services.intake.assessment import Assessor
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import REVIEW
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of
from archive.services.reviews.review_editions import (
    edition_for,
    frozen_changes,
    known_to,
    told_content,
)
from archive.services.reviews.review_sources import reviewed

BUILDING, DRAFT, STALE, FAILED = "building", "draft", "stale", "failed"
APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ApprovedReview:
    """The newest approval, as its reader may know it: `document` is None when it is not theirs to open.

    `outdated`: documents were filed, changed or withdrawn since.
    """

    at: datetime
    by: str
    document: str | None
    outdated: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as one reader may see it. `content` is that of `GET /projects/{code}/review` (docs/interface.md).

    While `status` is approved, `content` is what was approved; else the draft with people's changes.
    """

    status: str
    requested_at: datetime
    built_at: datetime | None
    content: Mapping[str, Any]
    approved: ApprovedReview | None = None


class ReviewService:
    """Derived text is never wider than its sources: every reading is limited to its reader."""

    def __init__(
        self, database: Database, assessor: Assessor, printer: Printer, clock: Clock
    ) -> None:
        self._database = database
        self._assessor = assessor
        self._printer = printer
        self._clock = clock

    @property
    def prints(self) -> bool:
        """Whether `pdf` can be asked for here."""
        return self._printer.available

    def request(self, principal: Principal, code: str) -> ReviewView:
        """Have the review built anew; what stood before stays readable until it is."""
        now = self._clock()
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.BUILD_REVIEW, Target(project.id))
            require_open(work, project.id)
            before = work.reviews.get(project.id)
            stored = StoredReview(
                project.id,
                BUILDING,
                now,
                before.built_at if before else None,
                before.fingerprint if before else None,
                before.content if before else {},
            )
            work.reviews.put(stored)
            work.jobs.add(*REVIEW, [project.id], now)
            work.audit.append(
                AuditEvent(now, principal.user_id, "review_requested", project.id, project.id, {})
            )
            return self.view(work, principal, project, stored)

    def get(self, principal: Principal, code: str) -> ReviewView:
        """The review, limited to what the caller may see. NotFound until one was asked for."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            stored = work.reviews.get(project.id)
            if stored is None:
                raise NotFound
            return self._told(work, principal, project, stored)

    def docx(
        self,
        principal: Principal,
        code: str,
        language: str | None = None,
        *,
        for_print: bool = False,
    ) -> bytes:
        """The review as a Word file, limited in the same way; in the project's language unless one is asked for."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            stored = work.reviews.get(project.id)
            if stored is None or stored.built_at is None:
                raise NotFound
            view = self._told(work, principal, project, stored)
        about = reviewed(project, self._assessor.rules)
        spoken = language or project.language
        return review_docx(view.content, about, spoken, for_print=for_print)

    def pdf(self, principal: Principal, code: str, language: str | None = None) -> bytes:
        """The same as a PDF. Raises PrintingFailed where none can be made."""
        return self._printer.pdf(self.docx(principal, code, language, for_print=True))

    def _told(
        self, work: Work, principal: Principal, project: Project, stored: StoredReview
    ) -> ReviewView:
        """The review together with what the project is closed without."""
        view = self.view(work, principal, project, stored)
        if not view.content:
            return view  # not written yet: nothing is told beside it, as if it had been
        waived = waivers_of(work, principal, project, self._assessor.rules)
        content = {**view.content, "waived": waived}
        if waived and content.get("missing"):
            content["missing"] = with_waivers(content["missing"], waived)
            content["audit"] = audit_of(content, project.language)
        return replace(view, content=content)

    def view(
        self, work: Work, principal: Principal, project: Project, stored: StoredReview
    ) -> ReviewView:
        """A stored review with people's changes, limited to what the principal sees."""
        approvals = work.reviews.approvals(project.id)
        frozen = stored.status == APPROVED and approvals
        built: Mapping[str, Any] = approvals[0].content if frozen else stored.content
        scope = scope_of(principal)
        visible = work.documents.of_project(scope, project.id)
        own = {approval.document for approval in approvals}
        seen = [document for document in visible if document.id not in own]
        edition = edition_for(built, scope, seen)
        whole = edition.content
        shown = {document.id for document in visible}
        known = frozenset(shown)
        if whole:
            edits: Sequence[Edit] = work.reviews.edits(project.id)
            edits = frozen_changes(built, edits) if frozen else edits
            known = known_to(work, scope, shown, edits)
            whole = told_content(built, edition, edits, known, frozen=bool(frozen))
        content: dict[str, Any] = {}
        if whole:
            content = dict(restrict(whole, shown.__contains__, known.__contains__))
            content["sensitive"] = [
                {"document": d.id, "name": d.name, **sensitive}
                for d in visible
                for sensitive in d.sensitive
            ]
            content["not_found"] = silent_sections(content)
            content["audit"] = audit_of(content, project.language)
        status = stored.status
        if status == DRAFT and edition.stale:
            status = STALE
        outdated = bool(approvals) and edition_for(approvals[0].content, scope, seen).stale
        approved = _approved(approvals, {d.id for d in visible}, outdated=outdated)
        return ReviewView(status, stored.requested_at, stored.built_at, content, approved)


def _approved(
    approvals: Sequence[Approval], visible: Collection[str], *, outdated: bool
) -> ApprovedReview | None:
    if not approvals:
        return None
    newest = approvals[0]
    return ApprovedReview(
        newest.at,
        newest.by,
        newest.document if newest.document in visible else None,
        outdated,
    )
