"""Filed documents: showing them, correcting them, taking them back, moving them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.blobs import LocalBlobStore
from archive.domain.access import (
    Action,
    Principal,
    ProjectRole,
    Target,
    may,
    require,
    scope_of,
)
from archive.domain.documents import Document, DocumentState, Level, Version
from archive.domain.text_quality import NOT_KNOWN
from archive.errors import Conflict, InvalidInput, NotFound
from archive.extraction.reader import Reader
from archive.naming.wanted import missing_fields
from archive.persistence.database import Database, Work
from archive.persistence.documents import SORTS, DocumentFilter
from archive.services.documents.cabinet import LINKED
from archive.services.documents.corrected import EDITABLE, corrected, name_that_follows
from archive.services.documents.document_changes import DocumentChanges
from archive.services.documents.who_sees import WhoSees, who_sees
from archive.services.intake.assessment import Assessor
from archive.services.intake.intake import Content, TextView, separator_of
from archive.services.operations.identifiers import Clock
from archive.services.operations.paging import Page, window
from archive.services.operations.staleness import changed_meanwhile
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of

DIGEST_CHECKED = Level.CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """What to list. `sort` is a column of the list, with "-" before it for the last first."""

    project: str | None = None
    class_key: str | None = None
    state: str | None = None
    q: str = ""
    sort: str = "-filed_at"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act on a document, with the actor's shown name."""

    at: datetime
    actor_name: str
    action: str
    detail: Mapping[str, object]


class DocumentService:
    """Everything that can be done with a filed document."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        reader: Reader,
        assessor: Assessor,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._reader = reader
        self._assessor = assessor
        self._changes = DocumentChanges(assessor, clock)
        self._clock = clock

    # reading

    def list(self, principal: Principal, query: DocumentQuery) -> Page[Document]:
        """Documents the caller may see. A project that is absent or hidden has none."""
        offset, limit = window(query.page, query.per_page)
        if query.state is not None and query.state not in {s.value for s in DocumentState}:
            raise InvalidInput(field="state", why=", ".join(s.value for s in DocumentState))
        if query.sort.lstrip("-") not in SORTS:
            raise InvalidInput(field="sort", why=", ".join(SORTS))
        scope = scope_of(principal)
        with self._database.read() as work:
            project = work.projects.by_code(scope, query.project) if query.project else None
            if query.project and project is None:
                return Page((), 0, query.page, query.per_page)
            wanted = DocumentFilter(
                project.id if project else None,
                query.class_key,
                query.state,
                query.q[:200],
                query.sort,
            )
            found, total = work.documents.find(scope, wanted, offset, limit)
        return Page(found, total, query.page, query.per_page)

    def get(self, principal: Principal, document_id: str) -> Document:
        """A document; withdrawn ones only for those who could bring them back."""
        with self._database.read() as work:
            return self._visible(work, principal, document_id)

    def versions(self, principal: Principal, document_id: str) -> tuple[Version, ...]:
        """A document's versions, newest first."""
        with self._database.read() as work:
            self._visible(work, principal, document_id)
            return work.versions.of(document_id)

    def text(self, principal: Principal, document_id: str, version: str | None = None) -> TextView:
        """A version's text with its places."""
        with self._database.read() as work:
            document = self._visible(work, principal, document_id)
            wanted = _version(work, document, version)
            segments = work.readings.segments(wanted.reading) if wanted.reading else ()
            pages = work.readings.pages(wanted.reading) if wanted.reading else NOT_KNOWN
            separator = separator_of(work, wanted.reading)
        return TextView(segments, wanted.text_quality, wanted.page_count, pages, separator)

    def content(
        self, principal: Principal, document_id: str, version: str | None = None
    ) -> Content:
        """A version's bytes. BlobDamaged rather than bytes that are not the ones that were filed."""
        with self._database.read() as work:
            document = self._visible(work, principal, document_id)
            wanted = _version(work, document, version)
        store = self._blobs
        checked = document.level >= DIGEST_CHECKED
        path = store.checked_path(wanted.sha256) if checked else store.path(wanted.sha256)
        return Content(path, wanted.name, wanted.media_type, wanted.sha256, wanted.size)

    def picture(
        self,
        principal: Principal,
        document_id: str,
        page: int,
        width: int,
        version: str | None = None,
    ) -> bytes:
        """A page's picture. NotFound when the file has no such page."""
        with self._database.read() as work:
            document = self._visible(work, principal, document_id)
            wanted = _version(work, document, version)
        if wanted.page_count is not None and not 1 <= page <= wanted.page_count:
            raise NotFound
        return self._reader.picture(self._blobs.path(wanted.sha256), page, width)

    def audit(self, principal: Principal, document_id: str) -> tuple[AuditEntry, ...]:
        """What was done to a document, oldest first; shown to members of its project.

        That other bytes of a batch were the same is told to who linked them and to the project's managers:
        those may have come in a mail that this reader does not see.
        """
        with self._database.read() as work:
            document = self._visible(work, principal, document_id)
            place = principal.membership(document.project)
            if place is None:
                raise NotFound
            manages = place.role is ProjectRole.MANAGER
            events = [
                event
                for event in work.audit.about(document_id)
                if manages or event.action != LINKED or event.actor == principal.user_id
            ]
            names = work.accounts.names([event.actor for event in events])
        return tuple(
            AuditEntry(e.at, names.get(e.actor, e.actor), e.action, e.details) for e in events
        )

    def who_sees(self, principal: Principal, document_id: str) -> WhoSees:
        """Who can read a document, in the words of the rule itself."""
        with self._database.read() as work:
            document = self._visible(work, principal, document_id)
            return who_sees(work, principal, document, self._assessor.rules)

    def missing(self, principal: Principal, document: Document) -> tuple[str, ...]:
        """What the rules want to be known of a document of its class and is not: gaps, never a gate.

        Besides fields, `paper_original` where the paper is to be kept and is not registered; that is
        told to members alone, who know the register of papers.
        """
        kind = self._assessor.rules.class_for(document.class_key)
        fields = missing_fields(kind, {**document.fields, "date": document.date})
        if not kind.paper or principal.membership(document.project) is None:
            return fields
        with self._database.read() as work:
            registered = document.id in work.papers.registered({document.id})
        return fields if registered else (*fields, "paper_original")

    def may_edit(self, principal: Principal, document: Document) -> bool:
        """True when the caller may correct the document's fields."""
        return may(principal, Action.EDIT_DOCUMENT, Target(document.project, document.filed_by))

    def may_relabel(self, principal: Principal, document: Document) -> bool:
        """True when the caller may set the document's confidentiality."""
        return may(principal, Action.RELABEL, Target(document.project, document.filed_by))

    # changing

    def edit(self, principal: Principal, document_id: str, changes: Mapping[str, Any]) -> Document:
        """Correct fields, class or confidentiality; the canonical name follows.

        Raises:
            Conflict: `revision` in the changes is not the present one.
        """
        changes = dict(changes)
        revision = changes.pop("revision", None)
        if unknown := set(changes) - EDITABLE:
            raise InvalidInput(field=sorted(unknown)[0], why=", ".join(sorted(EDITABLE)))
        with self._database.write() as work:
            before = self._visible(work, principal, document_id)
            target = Target(before.project, before.filed_by)
            require(principal, Action.EDIT_DOCUMENT, target)
            if "confidentiality" in changes:
                require(principal, Action.RELABEL, target)
            require_open(work, before.project)
            if revision is not None and revision != before.revision:
                raise changed_meanwhile(work, before.id)
            after = corrected(work, principal, before, changes, self._assessor)
            details = {"fields": sorted(changes)}
            return self._changes.save(work, principal, before, after, "edited", details)

    def withdraw(self, principal: Principal, document_id: str, reason: str) -> Document:
        """Take a misfiled document back: nobody finds it, nothing is destroyed, it can be restored."""
        reason = _required_reason(reason)
        with self._database.write() as work:
            before = self._visible(work, principal, document_id)
            require(principal, Action.WITHDRAW, Target(before.project, before.filed_by))
            require_open(work, before.project)
            if before.state is DocumentState.WITHDRAWN:
                raise Conflict(why="withdrawn")
            return self._changes.withdraw(work, principal, before, reason)

    def restore(self, principal: Principal, document_id: str) -> Document:
        """Undo a withdrawal."""
        with self._database.write() as work:
            before = self._visible(work, principal, document_id)
            require(principal, Action.WITHDRAW, Target(before.project, before.filed_by))
            require_open(work, before.project)
            if before.state is not DocumentState.WITHDRAWN:
                raise Conflict(why="not_withdrawn")
            after = replace(before, state=DocumentState.QUEUED, withdrawn_reason=None)
            return self._changes.save(work, principal, before, after, "restored", {})

    def move(self, principal: Principal, document_id: str, code: str) -> Document:
        """Move a misfiled document to another project the caller may file in; its name follows."""
        scope = scope_of(principal)
        with self._database.write() as work:
            before = self._visible(work, principal, document_id)
            require(principal, Action.WITHDRAW, Target(before.project, before.filed_by))
            target = project_of(work, scope, code)
            require(principal, Action.FILE, Target(target.id))
            require_open(work, before.project)
            require_open(work, target.id)
            if target.id == before.project:
                raise Conflict(why="same_project")
            rules = self._assessor.rules
            kind = rules.class_for(before.class_key)
            moved = replace(
                before,
                project=target.id,
                project_code=target.code,
                project_name=target.name,
                client=target.client,
                folder=rules.folder_of(kind, client=target.client, project=target.code),
            )
            name = name_that_follows(work, principal, moved, before.version, self._assessor)
            moved = replace(moved, name=name)
            work.versions.move(document_id, target.id)
            details = {"from": before.project_code, "to": target.code}
            return self._changes.save(work, principal, before, moved, "moved", details)

    def _visible(self, work: Work, principal: Principal, document_id: str) -> Document:
        document = work.documents.get(scope_of(principal), document_id)
        if document is None:
            raise NotFound
        if document.state is DocumentState.WITHDRAWN and not may(
            principal, Action.WITHDRAW, Target(document.project, document.filed_by)
        ):
            raise NotFound
        return document


def _version(work: Work, document: Document, version: str | None) -> Version:
    """A version by id or label; the current one where none is asked for."""
    for known in work.versions.of(document.id):
        if version in (known.id, known.number) or (
            version is None and known.id == document.current_version
        ):
            return known
    raise NotFound


def _required_reason(reason: str) -> str:
    if not 1 <= len(reason.strip()) <= 500:
        raise InvalidInput(field="reason", why="1-500")
    return reason.strip()
