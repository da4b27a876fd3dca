"""Approving a review: it is frozen as the approver sees it, and filed as a document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from archive.blobs import Blob, LocalBlobStore
from archive.domain.access import Action, Principal, scope_of
from archive.domain.documents import Document, DocumentState, Level
from archive.domain.projects import Project
from archive.errors import Conflict
from archive.exports.word import review_docx
from archive.persistence.database import Database, Work
from archive.persistence.reviews import Approval
from archive.review.edits import documents_in, undecided
from archive.review.silence import statements_in
from archive.services.documents.cabinet import Cabinet, NewDocument
from archive.services.documents.document_changes import DocumentChanges
from archive.services.intake.assessment import Assessor
from archive.services.intake.own_papers import OwnPaper, named_paper
from archive.services.lessons.lessons import LessonService
from archive.services.operations.identifiers import Clock, new_id
from archive.services.reviews.approved_figures import keep_figures
from archive.services.reviews.review_desk import open_review
from archive.services.reviews.review_editions import frozen_with, without_kept
from archive.services.reviews.review_sources import reviewed
from archive.services.reviews.reviews import APPROVED, DRAFT, ReviewService, ReviewView
from archive.team_time import day_of
from archive.wording import say

_BY_APPROVAL: Mapping[str, object] = {"fields": ["confidentiality"], "approval": True}


class ReviewApproval:
    """Every approval is kept; a new one is a new version of the same document."""

    def __init__(  # noqa: PLR0913 - filing and proposing need all of them
        self,
        database: Database,
        blobs: LocalBlobStore,
        assessor: Assessor,
        reviews: ReviewService,
        lessons: LessonService,
        limit: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._assessor = assessor
        self._reviews = reviews
        self._lessons = lessons
        self._limit = limit
        self._clock = clock
        self._cabinet = Cabinet(assessor, clock)
        self._changes = DocumentChanges(assessor, clock)

    def approve(
        self, principal: Principal, code: str, *, require_decided: bool = False
    ) -> ReviewView:
        """Freeze the review as the approver sees it and file it as a document.

        The document is as confidential as the highest of its sources. With `require_decided` a
        contradiction that nobody has decided refuses the approval.

        Raises:
            Conflict: the review is not built, out of date, approved already, or says nothing.
        """
        with self._database.read() as work:
            project, stored = open_review(work, principal, code, Action.APPROVE_REVIEW)
            view = self._reviews.view(work, principal, project, stored)
            _require_ready(view, require_decided=require_decided)
            frozen = {key: value for key, value in view.content.items() if key != "sensitive"}
        body = review_docx(frozen, reviewed(project, self._assessor.rules), project.language)
        blob = self._blobs.put(io.BytesIO(body), self._limit)
        with self._database.write() as work:
            project, again = open_review(work, principal, code, Action.APPROVE_REVIEW)
            view_now = self._reviews.view(work, principal, project, again)
            if view_now.content != view.content or view_now.status != view.status:
                raise Conflict(why="changed_meanwhile")
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            document = self._file(work, principal, project, frozen, blob)
            approval = Approval(
                new_id(),
                project.id,
                document.id,
                "",
                self._clock(),
                again.fingerprint or "",
                frozen | frozen_with(work, scope_of(principal), project.id, again.content),
            )
            work.reviews.add_approval(approval, principal.user_id)
            keep_figures(work, project.id, approval.at, approval.content)
            work.reviews.put(replace(again, status=APPROVED))
            self._lessons.propose(work, principal, project, frozen)
            self._cabinet.note(
                work,
                principal,
                "review_approved",
                project.id,
                project.id,
                {"document": document.id, "level": _level_of(work, frozen).key},
            )
            stored = replace(again, status=APPROVED)
            return self._reviews.view(work, principal, project, stored)

    def _file(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        frozen: Mapping[str, Any],
        blob: Blob,
    ) -> Document:
        """File the Word file: a new version of the review approved before, if that still stands."""
        level = _level_of(work, frozen)
        new = self._named(work, principal, project, blob, level)
        for approval in work.reviews.approvals(project.id)[:1]:
            earlier = work.documents.get(scope_of(principal), approval.document)
            if earlier is None or earlier.state is DocumentState.WITHDRAWN:
                continue
            if earlier.project == project.id and earlier.sha256 != blob.digest:
                return self._cabinet.add_version(work, principal, project, earlier, new)
            if earlier.project == project.id:
                return self._relabelled(work, principal, earlier, level)
        return self._cabinet.store(work, principal, project, new)

    def _relabelled(
        self, work: Work, principal: Principal, document: Document, said: Level
    ) -> Document:
        """The document of the same words, at the level that is said of them now.

        It goes up at once. It comes down only from what the approval before had given it, and not below what
        any of its versions rests on: what a person said of it since stands, and so does what reading it found.
        """
        if said < document.level:
            approvals = work.reviews.approvals(document.project)
            rests_on = [a.content for a in approvals if a.document == document.id]
            floor = max(
                (_level_of(work, without_kept(content)) for content in rests_on), default=said
            )
            said = max(said, floor) if _as_approved(work, document) else document.level
        if said is document.level:
            return document
        after = replace(document, level=said)
        return self._changes.save(work, principal, document, after, "edited", _BY_APPROVAL)

    def _named(
        self, work: Work, principal: Principal, project: Project, blob: Blob, level: Level
    ) -> NewDocument:
        paper = OwnPaper(
            "review",
            f"{say(project.language, 'review.title')} {project.name}",
            day_of(self._clock()).isoformat(),
            blob,
            level,
            say(project.language, "review.titled", name=project.name),
        )
        return named_paper(work, self._assessor, principal, project, paper)


def _level_of(work: Work, content: Mapping[str, Any]) -> Level:
    """That of the highest paper its words rest on, at least internal."""
    sources = work.documents.for_maintenance(sorted(documents_in(content)))
    return max([Level.INTERNAL, *(source.level for source in sources)])


def _as_approved(work: Work, document: Document) -> bool:
    """True where the level is the one that the last approval gave the document, and nobody said another since."""
    last = work.audit.last_about(document.project, "review_approved")
    given = last.details if last else {}
    if (given.get("document"), given.get("level")) != (document.id, document.level.key):
        return False
    edits = [event.details for event in work.audit.about(document.id) if event.action == "edited"]
    return not any("confidentiality" in str(said) for said in edits if said != _BY_APPROVAL)


def _require_ready(view: ReviewView, *, require_decided: bool) -> None:
    if view.status != DRAFT:
        raise Conflict(why="review_stale")
    if not statements_in(view.content):
        raise Conflict(why="review_empty")
    if require_decided and (open_points := undecided(view.content)):
        raise Conflict(why="review_undecided", n=open_points)
