"""Storing a changed document: its tokens, its index debt and its audit entry in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.domain.access import Principal
from archive.domain.documents import Document, DocumentState
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Work
from archive.services.documents.document_tokens import tokens_of
from archive.services.intake.assessment import Assessor
from archive.services.intake.lessons_of_filing import learn_again
from archive.services.operations.identifiers import Clock
from archive.services.operations.jobs import INDEX
from archive.services.operations.staleness import changed_meanwhile


class DocumentChanges:
    """What every change of a filed document has to bring with it."""

    def __init__(self, assessor: Assessor, clock: Clock) -> None:
        self._assessor = assessor
        self._clock = clock

    def save(
        self,
        work: Work,
        principal: Principal,
        before: Document,
        after: Document,
        action: str,
        details: Mapping[str, object],
    ) -> Document:
        """Store a change; Conflict when somebody else was first."""
        project = work.projects.for_maintenance(after.project)
        if after.state is DocumentState.READY:
            after = replace(after, state=DocumentState.QUEUED)
        after = replace(after, revision=before.revision + 1)
        tokens = tokens_of(after, restricted=project.restricted, rules=self._assessor.rules)
        if not work.documents.replace(after, tokens):
            raise changed_meanwhile(work, after.id)
        learn_again(work, before, after, restricted=project.restricted)
        work.jobs.add(*INDEX, [after.id], self._clock())
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, action, after.id, after.project, details)
        )
        return after

    def withdraw(
        self, work: Work, principal: Principal, document: Document, reason: str
    ) -> Document:
        """Take a document back: nobody finds it, nothing is destroyed."""
        after = replace(document, state=DocumentState.WITHDRAWN, withdrawn_reason=reason)
        return self.save(work, principal, document, after, "withdrawn", {"reason": reason})
