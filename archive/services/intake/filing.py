"""Filing: an item, or a file whose name complies, becomes a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import IO

from archive.blobs import LocalBlobStore
from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import (
    Document,
    DocumentState,
)
from archive.domain.intake import Item
from archive.domain.projects import Project
from archive.domain.segments import ContentState
from archive.errors import DuplicateDocument, InvalidInput, NameRejected, NotFound
from archive.extraction.reader import Reader
from archive.naming.check import worst
from archive.naming.verdicts import ContentFacts, NameVerdict
from archive.persistence.database import Database, Work
from archive.services.documents.cabinet import Cabinet, document_named
from archive.services.intake.assessment import FITTING, Assessor, excuses
from archive.services.intake.batch_filing import BatchFiling, FilingOutcome
from archive.services.intake.intake import batch_of, shown_path
from archive.services.intake.item_changes import changed_fields
from archive.services.operations.identifiers import Clock
from archive.services.projects.freezing import require_open
from archive.services.projects.projects import project_of


class FilingService:
    """Makes documents: document, version, access tokens, index job and audit entry together."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        reader: Reader,
        assessor: Assessor,
        limit: int,
        clock: Clock,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._reader = reader
        self._assessor = assessor
        self._limit = limit
        self._clock = clock
        self._cabinet = Cabinet(assessor, clock)
        self._batches = BatchFiling(database, assessor, self._cabinet, clock)

    # from a batch

    def file_batch(
        self,
        principal: Principal,
        batch_id: str,
        items: str | Sequence[str],
        *,
        accept_suggestions: bool = False,
    ) -> FilingOutcome:
        """File items of a batch.

        Args:
            principal: who files; has to be a member who may see the batch.
            batch_id: the batch.
            items: "compliant" (names that need nothing), "all", or the ids of some.
            accept_suggestions: take each item's proposed name, and link exact twins.
        """
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            require(principal, Action.FILE, Target(batch.project))
            require_open(work, batch.project)
            chosen = _chosen(work.intake.items_of(batch_id), items)
        return self._batches.file(principal, batch, chosen, accept=accept_suggestions)

    # directly

    def file_directly(
        self,
        principal: Principal,
        code: str,
        stream: IO[bytes],
        filename: str,
        class_key: str | None = None,
        fields: Mapping[str, object] | None = None,
    ) -> Document:
        """File one file whose name complies already; its text is read afterwards.

        Raises:
            NameRejected: the name or the file has findings that hold it; nothing was filed.
            DuplicateDocument: the same bytes are filed in this project, where the caller sees them.
        """
        with self._database.read() as work:
            project = project_of(work, scope_of(principal), code)
            require(principal, Action.FILE, Target(project.id))
            require_open(work, project.id)
        name = shown_path(filename).rsplit("/", 1)[-1]
        blob = self._blobs.put(stream, self._limit)
        kind = self._reader.kind(self._blobs.path(blob.digest), name)
        content = ContentFacts(extension=kind.extension, state=kind.state or ContentState.OK)
        with self._database.write() as work:
            require_open(work, project.id)
            twin = work.documents.with_digest(scope_of(principal), project.id, blob.digest)
            if twin is not None:
                raise DuplicateDocument(document=twin.id, name=twin.name)
            verdict = self._assessor.check(work, principal, name, project, content)
            verdict = replace(verdict, class_key=verdict.class_key or class_key)
            used = self._excused(work, project, verdict, verdict.class_key)
            if class_key is not None and class_key != verdict.class_key:
                raise InvalidInput(field="class", why=verdict.class_key or "")
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            if fields:
                new = replace(new, fields=changed_fields(new.fields, fields))
            document = self._cabinet.store(work, principal, project, new)
            self._cabinet.note_exceptions(work, principal, document, used)
            return document

    def _excused(
        self, work: Work, project: Project, verdict: NameVerdict, class_key: str | None
    ) -> frozenset[str]:
        """The exceptions by which a name is filed that does not comply; none for one that does.

        Only exceptions for a whole class reach a file that was never dropped in a batch.

        Raises:
            NameRejected: something holds the name that no exception answers.
        """
        excused = self._assessor.excused_class(work, project.id, class_key)
        left = [f for f in verdict.findings if not excuses(excused, f)]
        if worst(left) not in FITTING:
            raise NameRejected(verdict.findings, verdict.suggestion)
        return frozenset(excused[f.rule] for f in verdict.findings if excuses(excused, f))

    def add_version(
        self, principal: Principal, document_id: str, stream: IO[bytes], filename: str
    ) -> Document:
        """Add a newer state of a document; its name has to comply like any other."""
        with self._database.read() as work:
            document = _document(work, principal, document_id)
            require(principal, Action.FILE, Target(document.project))
            project = work.projects.for_maintenance(document.project)
            require_open(work, project.id)
        name = shown_path(filename).rsplit("/", 1)[-1]
        blob = self._blobs.put(stream, self._limit)
        kind = self._reader.kind(self._blobs.path(blob.digest), name)
        content = ContentFacts(extension=kind.extension, state=kind.state or ContentState.OK)
        with self._database.write() as work:
            document = _document(work, principal, document_id)
            require_open(work, project.id)
            verdict = self._assessor.check(work, principal, name, project, content)
            used = self._excused(work, project, verdict, document.class_key)
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            changed = self._cabinet.add_version(work, principal, project, document, new)
            self._cabinet.note_exceptions(work, principal, document, used)
            return changed


def _document(work: Work, principal: Principal, document_id: str) -> Document:
    document = work.documents.get(scope_of(principal), document_id)
    if document is None or document.state is DocumentState.WITHDRAWN:
        raise NotFound
    return document


def _chosen(items: Sequence[Item], which: str | Sequence[str]) -> list[Item]:
    if which == "all":
        return list(items)
    if which == "compliant":
        return [item for item in items if item.verdict in ("ok", "fixed")]
    if isinstance(which, str):
        raise InvalidInput(field="items", why="compliant, all, [id, ...]")
    known = {item.id: item for item in items}
    if not known.keys() >= set(which):
        raise InvalidInput(field="items", why="unknown")
    return [known[identifier] for identifier in dict.fromkeys(which)]
