"""Filing: an item, or a file whose name complies, becomes a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO

from archive.blobs import LocalBlobStore
from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import (
    Decision,
    Document,
    DocumentState,
    ItemState,
)
from archive.domain.intake import Batch, Item
from archive.domain.projects import Project
from archive.domain.segments import ContentState
from archive.errors import Conflict, DuplicateDocument, InvalidInput, NameRejected, NotFound
from archive.extraction.reader import Reader
from archive.naming.check import worst
from archive.naming.verdicts import ContentFacts, NameVerdict, Verdict
from archive.persistence.database import Database, Work
from archive.services.assessment import Assessor, excuses
from archive.services.cabinet import Cabinet, document_from, document_named
from archive.services.freezing import require_open
from archive.services.identifiers import Clock
from archive.services.intake import batch_of, changed_fields, shown_path
from archive.services.lessons_of_filing import learn
from archive.services.projects import project_of

FILEABLE = (ItemState.PROPOSED, ItemState.HELD)
FITTING = (Verdict.OK, Verdict.FIXED)
UNREADABLE = "N13"
ASKS_FOR_TWIN = "N11"


@dataclass(frozen=True, slots=True)
class Fit:
    """The verdict an item is filed by, and the exceptions that made it possible."""

    verdict: NameVerdict
    exceptions: frozenset[str]


@dataclass(frozen=True, slots=True)
class FilingOutcome:
    """What became of each item that was asked for; nothing is all-or-nothing.

    `filed` pairs item and document ids; an item linked to its twin is there with the twin's document.
    """

    filed: tuple[tuple[str, str], ...]
    held: tuple[Item, ...]


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
        filed: list[tuple[str, str]] = []
        held: list[Item] = []
        # Twins first: an item can only be linked to what stands.
        for item in sorted(chosen, key=lambda i: i.duplicate_of is not None):
            document_id = self._file_item(principal, batch, item.id, accept=accept_suggestions)
            if document_id is not None:
                filed.append((item.id, document_id))
            elif item.state in FILEABLE:
                held.append(item)
        return FilingOutcome(tuple(filed), self._hold(held))

    def _file_item(
        self, principal: Principal, batch: Batch, item_id: str, *, accept: bool
    ) -> str | None:
        """File one item in a transaction of its own. None when it has to wait."""
        with self._database.write() as work:
            require_open(work, batch.project)
            item = work.intake.item(item_id)
            if item is None or item.batch != batch.id:
                return None
            if item.state is ItemState.FILED:
                return item.document
            if item.state not in FILEABLE or item.decision is Decision.HOLD:
                return None
            item = self._assessor.judge(work, principal, item)
            if any(finding.rule == UNREADABLE for finding in item.findings):
                return None
            if item.decision is Decision.LINK or (
                accept and item.decision is None and _has(item, ASKS_FOR_TWIN)
            ):
                return self._link(work, principal, item)
            if item.decision is Decision.NEW_VERSION:
                return self._new_version_of(work, principal, item)
            return self._file_named(work, principal, batch, item, accept=accept)

    def _file_named(
        self, work: Work, principal: Principal, batch: Batch, item: Item, *, accept: bool
    ) -> str | None:
        project = work.projects.for_maintenance(batch.project)
        candidates = [item.chosen_name or item.original_name]
        if accept and item.proposed_name:
            candidates.append(item.proposed_name)
        for name in candidates:
            fit = self._fitting(work, principal, project, item, name)
            if fit is not None:
                new = document_from(item, fit.verdict)
                document = self._cabinet.store(work, principal, project, new)
                self._note_exceptions(work, principal, document, fit)
                learn(work, item, project, document.class_key)
                self._mark_filed(work, item, document.id)
                return document.id
        return None

    def _fitting(
        self, work: Work, principal: Principal, project: Project, item: Item, name: str
    ) -> Fit | None:
        """How the item may be filed under a name; None when it may not."""
        content = ContentFacts(extension=item.extension, state=item.content_state)
        if item.decision is None and item.duplicate_of is not None:
            content = replace(content, duplicate_of=item.duplicate_name)
        verdict = self._assessor.check(work, principal, name, project, content)
        excused = self._assessor.excused(work, item)
        used = {excused[f.rule] for f in verdict.findings if excuses(excused, f)}
        left = [f for f in verdict.findings if not excuses(excused, f)]
        return Fit(verdict, frozenset(used)) if worst(left) in FITTING else None

    def _note_exceptions(
        self, work: Work, principal: Principal, document: Document, fit: Fit
    ) -> None:
        """Keep by which exceptions a document was filed: they are shown on it."""
        for exception_id in sorted(fit.exceptions):
            work.rule_exceptions.note_use(exception_id, document.id)
            details = {"exception": exception_id}
            action = "filed_by_exception"
            self._cabinet.note(work, principal, action, document.id, document.project, details)

    def _link(self, work: Work, principal: Principal, item: Item) -> str | None:
        """Let an item stand for its twin's document; the bytes are not kept twice."""
        of = item.decision_of or item.duplicate_of
        twin = work.intake.item(of) if of else None
        target = twin.document if twin else of
        if target is None or work.documents.get(scope_of(principal), target) is None:
            return None
        self._mark_filed(work, item, target)
        self._cabinet.note(work, principal, "item_linked", target, item.project, {"item": item.id})
        return target

    def _new_version_of(self, work: Work, principal: Principal, item: Item) -> str | None:
        of = item.decision_of
        twin = work.intake.item(of) if of else None
        target = twin.document if twin else of
        document = work.documents.get(scope_of(principal), target) if target else None
        if document is None or document.project != item.project:
            return None
        project = work.projects.for_maintenance(item.project)
        fit = self._fitting(work, principal, project, item, item.name)
        if fit is None:
            return None
        new = document_from(item, fit.verdict)
        self._cabinet.add_version(work, principal, project, document, new)
        self._note_exceptions(work, principal, document, fit)
        self._mark_filed(work, item, document.id)
        return document.id

    def _mark_filed(self, work: Work, item: Item, document_id: str) -> None:
        done = replace(
            item, state=ItemState.FILED, document=document_id, revision=item.revision + 1
        )
        if not work.intake.replace_item(done):
            raise Conflict(why="changed_meanwhile")

    def _hold(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Put what could not be filed aside, where its uploader finds it."""
        held = []
        with self._database.write() as work:
            for item in items:
                current = work.intake.item(item.id)
                if current is None or current.state not in FILEABLE:
                    continue
                if current.state is ItemState.PROPOSED:
                    current = replace(current, state=ItemState.HELD, revision=current.revision + 1)
                    work.intake.replace_item(current)
                held.append(current)
        return tuple(held)

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
            _require_fitting(verdict)
            if class_key is not None and class_key != verdict.class_key:
                raise InvalidInput(field="class", why=verdict.class_key or "")
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            if fields:
                new = replace(new, fields=changed_fields(new.fields, fields))
            return self._cabinet.store(work, principal, project, new)

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
            _require_fitting(verdict)
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            return self._cabinet.add_version(work, principal, project, document, new)


def _require_fitting(verdict: NameVerdict) -> None:
    if verdict.verdict not in FITTING:
        raise NameRejected(verdict.findings, verdict.suggestion)


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


def _has(item: Item, rule: str) -> bool:
    return any(finding.rule == rule for finding in item.findings)
