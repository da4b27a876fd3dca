"""The project review: asked for, built in the background, shown to each reader as far as they may see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import Document, DocumentState
from archive.domain.projects import Project
from archive.domain.segments import Segment
from archive.errors import NotFound
from archive.exports.review_docx import review_docx
from archive.naming.normalise import same_name_key
from archive.naming.rules import Rules
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.reviews import StoredReview
from archive.review.compose import build
from archive.review.restrict import restrict
from archive.review.sources import ReviewedProject, Source
from archive.services.assessment import Assessor
from archive.services.identifiers import Clock
from archive.services.jobs import REVIEW
from archive.services.projects import project_of

# Of these a later issue replaces the earlier; of reports of a period, each stands for itself.
REPLACED_BY_LATER = frozenset(
    {"plan", "brief", "proposal", "quotation", "final_report", "settlement"}
)
BUILDING, DRAFT, STALE, FAILED = "building", "draft", "stale", "failed"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as one reader may see it. `content` has the shape of DESIGN section 7."""

    status: str
    requested_at: datetime
    built_at: datetime | None
    content: Mapping[str, Any]


class ReviewService:
    """Derived text is never wider than its sources: every reading is limited to its reader."""

    def __init__(self, database: Database, assessor: Assessor, clock: Clock) -> None:
        self._database = database
        self._assessor = assessor
        self._clock = clock

    def request(self, principal: Principal, code: str) -> ReviewView:
        """Have the review built anew; what stood before stays readable until it is."""
        now = self._clock()
        with self._database.write() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.BUILD_REVIEW, Target(project.id))
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
            return self._view(work, principal, project, stored)

    def get(self, principal: Principal, code: str) -> ReviewView:
        """The review, limited to what the caller may see. NotFound until one was asked for."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            stored = work.reviews.get(project.id)
            if stored is None:
                raise NotFound
            return self._view(work, principal, project, stored)

    def docx(self, principal: Principal, code: str, language: str) -> bytes:
        """The review as a Word file, limited in the same way."""
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            stored = work.reviews.get(project.id)
            if stored is None or stored.built_at is None:
                raise NotFound
            view = self._view(work, principal, project, stored)
        return review_docx(view.content, _reviewed(project, self._assessor.rules), language)

    # for the worker

    def build(self, project_id: str) -> None:
        """Build a project's review from everything filed in it. Deterministic."""
        with self._database.read() as work:
            project = work.projects.for_maintenance(project_id)
            stored = work.reviews.get(project_id)
            documents = work.documents.of_project_for_maintenance(project_id)
            sources = _sources(work, documents)
        if stored is None:
            return
        content = build(_reviewed(project, self._assessor.rules), sources)
        done = replace(
            stored,
            status=DRAFT,
            built_at=self._clock(),
            fingerprint=_fingerprint(documents),
            content=content,
        )
        with self._database.write() as work:
            work.reviews.put(done)

    def give_up(self, project_id: str) -> None:
        """Building failed for good; say so instead of showing progress for ever."""
        with self._database.write() as work:
            stored = work.reviews.get(project_id)
            if stored is not None:
                work.reviews.put(replace(stored, status=FAILED))

    def _view(
        self, work: Work, principal: Principal, project: Project, stored: StoredReview
    ) -> ReviewView:
        if not stored.content:
            return ReviewView(stored.status, stored.requested_at, stored.built_at, {})
        visible = work.documents.of_project(scope_of(principal), project.id)
        ids = {document.id for document in visible}
        content = dict(restrict(stored.content, ids.__contains__))
        content["sensitive"] = [
            {"document": d.id, "name": d.name, **sensitive}
            for d in visible
            for sensitive in d.sensitive
        ]
        status = stored.status
        if status == DRAFT:
            everything = work.documents.of_project_for_maintenance(project.id)
            status = DRAFT if _fingerprint(everything) == stored.fingerprint else STALE
        return ReviewView(status, stored.requested_at, stored.built_at, content)


def _reviewed(project: Project, rules: Rules) -> ReviewedProject:
    return ReviewedProject(
        code=project.code,
        name=project.name,
        client=project.client,
        language=project.language,
        started=project.started_on,
        ended=project.ended_on,
        currency=project.currency,
        required=rules.required_classes,
    )


def _sources(work: Work, documents: tuple[Document, ...]) -> list[Source]:
    """Every live document with its text; of older states beside a newer one, and of equal bytes, it says so."""
    texts = work.readings.segments_of([d.reading for d in documents if d.reading])
    newest: dict[tuple[str, str], Document] = {}
    for document in documents:
        key = (document.class_key, same_name_key(document.title))
        if key not in newest or _age(document) > _age(newest[key]):
            newest[key] = document
    seen: set[str] = set()
    sources = []
    for document in documents:
        latest = newest[document.class_key, same_name_key(document.title)]
        replaced = document.is_draft or document.class_key in REPLACED_BY_LATER
        sources.append(
            Source(
                document=document.id,
                version=document.version,
                name=document.name,
                class_key=document.class_key,
                title=document.title,
                date=document.date or "",
                language=document.language or "",
                segments=_own_words(document, texts.get(document.reading or "", ())),
                draft=document.is_draft,
                superseded=replaced and latest.id != document.id,
                duplicate=document.sha256 in seen,
                original_name=document.original_name,
            )
        )
        seen.add(document.sha256)
    return sources


def _own_words(document: Document, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Of an unpacked container only its own words: its files are sources of their own.

    The rest is emptied, not left out, so that a citation's segment keeps its number.
    """
    if not document.unpacked:
        return segments
    return tuple(s if s.place.member is None else replace(s, text="", rows=()) for s in segments)


def _age(document: Document) -> tuple[bool, tuple[int, ...], str]:
    """Orders the states of one document: drafts first, then by version and date."""
    number = tuple(int(part) for part in document.version.split(".") if part.isdigit())
    return (not document.is_draft, number, document.date or "")


def _fingerprint(documents: tuple[Document, ...]) -> str:
    """What the review was built from; another one means it is out of date.

    Only what the review reads counts: being indexed must not make it stale.
    """
    known = [
        [
            d.id,
            d.current_version,
            d.reading,
            d.class_key,
            d.name,
            d.date,
            d.state == DocumentState.FAILED,
        ]
        for d in sorted(documents, key=lambda d: d.id)
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()
