"""Filing: an item, or a file whose name complies, becomes a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from archive.blobs import Blob, LocalBlobStore
from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import (
    CLASS_CODES,
    Decision,
    Document,
    DocumentState,
    ItemState,
    Level,
    Version,
)
from archive.domain.intake import Batch, Item, ItemFields
from archive.domain.projects import Project
from archive.domain.segments import ContentState, TextQuality
from archive.errors import Conflict, DuplicateDocument, InvalidInput, NameRejected, NotFound
from archive.extraction.reader import Reader
from archive.naming.verdicts import ContentFacts, NameVerdict, Verdict
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.services.assessment import Assessor
from archive.services.document_tokens import tokens_of
from archive.services.identifiers import Clock, new_accession, new_id
from archive.services.intake import batch_of, changed_fields, shown_path
from archive.services.jobs import ABSORB, INDEX
from archive.services.projects import project_of

FILEABLE = (ItemState.PROPOSED, ItemState.HELD)
UNREADABLE = "N13"
ASKS_FOR_TWIN = "N11"


@dataclass(frozen=True, slots=True)
class FilingOutcome:
    """What became of each item that was asked for; nothing is all-or-nothing.

    `filed` pairs item and document ids; an item linked to its twin is there with the twin's document.
    """

    filed: tuple[tuple[str, str], ...]
    held: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """Everything a document is made from."""

    name: str
    components: Mapping[str, str]
    class_key: str
    level: Level
    fields: ItemFields
    is_draft: bool
    path: str
    original_name: str
    blob: Blob
    media_type: str
    extension: str
    reading: str | None
    page_count: int | None
    text_quality: str
    sensitive: tuple[Mapping[str, object], ...] = ()


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
            _require_open(work.projects.for_maintenance(batch.project))
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
            verdict = self._fitting(work, principal, project, item, name)
            if verdict is not None:
                new = _document_from(item, verdict)
                document = self._store(work, principal, project, new)
                self._mark_filed(work, item, document.id)
                return document.id
        return None

    def _fitting(
        self, work: Work, principal: Principal, project: Project, item: Item, name: str
    ) -> NameVerdict | None:
        """The verdict on a name when the item may be filed under it, else None."""
        content = ContentFacts(extension=item.extension, state=item.content_state)
        if item.decision is None and item.duplicate_of is not None:
            content = replace(content, duplicate_of=item.duplicate_name)
        verdict = self._assessor.check(work, principal, name, project, content)
        return verdict if verdict.verdict in (Verdict.OK, Verdict.FIXED) else None

    def _link(self, work: Work, principal: Principal, item: Item) -> str | None:
        """Let an item stand for its twin's document; the bytes are not kept twice."""
        of = item.decision_of or item.duplicate_of
        twin = work.intake.item(of) if of else None
        target = twin.document if twin else of
        if target is None or work.documents.get(scope_of(principal), target) is None:
            return None
        self._mark_filed(work, item, target)
        self._note(work, principal, "item_linked", target, item.project, {"item": item.id})
        return target

    def _new_version_of(self, work: Work, principal: Principal, item: Item) -> str | None:
        of = item.decision_of
        twin = work.intake.item(of) if of else None
        target = twin.document if twin else of
        document = work.documents.get(scope_of(principal), target) if target else None
        if document is None or document.project != item.project:
            return None
        project = work.projects.for_maintenance(item.project)
        verdict = self._fitting(work, principal, project, item, item.name)
        if verdict is None:
            return None
        self._add_version(work, principal, project, document, _document_from(item, verdict))
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
        stream: BinaryIO,
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
            _require_open(project)
        name = shown_path(filename).rsplit("/", 1)[-1]
        blob = self._blobs.put(stream, self._limit)
        kind = self._reader.kind(self._blobs.path(blob.digest), name)
        content = ContentFacts(extension=kind.extension, state=kind.state or ContentState.OK)
        with self._database.write() as work:
            twin = work.documents.with_digest(scope_of(principal), project.id, blob.digest)
            if twin is not None:
                raise DuplicateDocument(document=twin.id, name=twin.name)
            verdict = self._assessor.check(work, principal, name, project, content)
            _require_fitting(verdict)
            if class_key is not None and class_key != verdict.class_key:
                raise InvalidInput(field="class", why=verdict.class_key or "")
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = _document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            if fields:
                new = replace(new, fields=changed_fields(new.fields, fields))
            return self._store(work, principal, project, new)

    def add_version(
        self, principal: Principal, document_id: str, stream: BinaryIO, filename: str
    ) -> Document:
        """Add a newer state of a document; its name has to comply like any other."""
        with self._database.read() as work:
            document = _document(work, principal, document_id)
            require(principal, Action.FILE, Target(document.project))
            project = work.projects.for_maintenance(document.project)
            _require_open(project)
        name = shown_path(filename).rsplit("/", 1)[-1]
        blob = self._blobs.put(stream, self._limit)
        kind = self._reader.kind(self._blobs.path(blob.digest), name)
        content = ContentFacts(extension=kind.extension, state=kind.state or ContentState.OK)
        with self._database.write() as work:
            document = _document(work, principal, document_id)
            verdict = self._assessor.check(work, principal, name, project, content)
            _require_fitting(verdict)
            work.intake.know_blob(blob.digest, blob.size, self._clock())
            new = _document_named(verdict, self._assessor, name, blob)
            new = replace(new, media_type=kind.media_type, extension=kind.extension)
            return self._add_version(work, principal, project, document, new)

    # storing

    def _store(
        self, work: Work, principal: Principal, project: Project, new: NewDocument
    ) -> Document:
        now = self._clock()
        document_id, version_id = new_id(), new_id()
        rules = self._assessor.rules
        kind = rules.class_of(CLASS_CODES[new.class_key])
        number = version_number(new.components)
        document = Document(
            id=document_id,
            accession=new_accession(now.year),
            project=project.id,
            project_code=project.code,
            project_name=project.name,
            client=project.client,
            class_key=new.class_key,
            name=new.name,
            original_name=new.original_name,
            path=new.path,
            title=new.components.get("title", "") or new.fields.title,
            folder=rules.folder_of(kind, client=project.client, project=project.code),
            level=new.level,
            date=iso_date(new.components.get("date", "")),
            language=new.fields.language,
            version=number,
            fields=new.fields.as_dict(),
            sensitive=new.sensitive,
            retention=kind.keep,
            state=DocumentState.QUEUED,
            filed_by=principal.user_id,
            filed_by_name=principal.display_name,
            filed_at=now,
            rules_version=rules.version,
            is_draft=new.is_draft,
            current_version=version_id,
            media_type=new.media_type,
            extension=new.extension,
            size=new.blob.size,
            sha256=new.blob.digest,
            reading=new.reading,
            page_count=new.page_count,
            text_quality=new.text_quality,
            revision=1,
        )
        work.documents.add(
            document, tokens_of(document, restricted=project.restricted, rules=rules)
        )
        work.documents.add_version(_version(document, new, 1), project.id)
        work.jobs.add(*(INDEX if new.reading else ABSORB), [document_id], now)
        self._note(work, principal, "filed", document_id, project.id, {"name": new.name})
        return document

    def _add_version(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        document: Document,
        new: NewDocument,
    ) -> Document:
        now = self._clock()
        ordinal = work.documents.versions(document.id)[0].ordinal + 1
        level = max(document.level, new.level)
        changed = replace(
            document,
            name=new.name,
            title=new.components.get("title", "") or document.title,
            date=iso_date(new.components.get("date", "")) or document.date,
            version=version_number(new.components),
            level=level,
            fields={**document.fields, **{k: v for k, v in new.fields.as_dict().items() if v}},
            sensitive=new.sensitive or document.sensitive,
            state=DocumentState.QUEUED,
            is_draft=new.is_draft,
            current_version=new_id(),
            media_type=new.media_type,
            extension=new.extension,
            size=new.blob.size,
            sha256=new.blob.digest,
            reading=new.reading,
            page_count=new.page_count,
            text_quality=new.text_quality,
            original_name=new.original_name,
            revision=document.revision + 1,
        )
        filed = replace(changed, filed_by=principal.user_id, filed_at=now)
        work.documents.add_version(_version(filed, new, ordinal), project.id)
        rules = self._assessor.rules
        tokens = tokens_of(changed, restricted=project.restricted, rules=rules)
        if not work.documents.replace(changed, tokens):
            raise Conflict(why="changed_meanwhile")
        work.jobs.add(*(INDEX if new.reading else ABSORB), [document.id], now)
        details = {"version": changed.version, "name": changed.name}
        self._note(work, principal, "version_added", document.id, project.id, details)
        return changed

    def _note(
        self,
        work: Work,
        principal: Principal,
        action: str,
        subject: str,
        project: str,
        details: Mapping[str, object],
    ) -> None:
        work.audit.append(
            AuditEvent(self._clock(), principal.user_id, action, subject, project, details)
        )


def version_number(components: Mapping[str, str]) -> str:
    """The label of a version, "1.0", from a name's version component "V1.0"."""
    return components.get("version", "").lstrip("Vv") or "1.0"


def iso_date(compact: str) -> str | None:
    """YYYY-MM-DD or YYYY-MM from a name's date component."""
    if len(compact) == 8:
        return f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    return f"{compact[:4]}-{compact[4:]}" if len(compact) == 6 else None


def _require_open(project: Project) -> None:
    if project.state != "open":
        raise Conflict(why="project_closed")


def _require_fitting(verdict: NameVerdict) -> None:
    if verdict.verdict not in (Verdict.OK, Verdict.FIXED):
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
    if missing := [identifier for identifier in which if identifier not in known]:
        raise InvalidInput(field="items", why=missing[0][:64])
    return [known[identifier] for identifier in dict.fromkeys(which)]


def _has(item: Item, rule: str) -> bool:
    return any(finding.rule == rule for finding in item.findings)


def _document_from(item: Item, verdict: NameVerdict) -> NewDocument:
    return NewDocument(
        name=verdict.name,
        components=verdict.components,
        class_key=verdict.class_key or item.class_key or "other",
        level=item.level,
        fields=item.fields,
        is_draft=item.is_draft,
        path=item.path,
        original_name=item.original_name,
        blob=Blob(item.sha256, item.size),
        media_type=item.media_type,
        extension=item.extension or "",
        reading=item.reading,
        page_count=item.page_count,
        text_quality=item.text_quality.value,
        sensitive=tuple(s.as_dict() for s in item.sensitive),
    )


def _document_named(
    verdict: NameVerdict, assessor: Assessor, filename: str, blob: Blob
) -> NewDocument:
    """What a complying name alone says; the text is read later."""
    class_key = verdict.class_key or "other"
    components = verdict.components
    return NewDocument(
        name=verdict.name,
        components=components,
        class_key=class_key,
        level=assessor.rules.class_of(CLASS_CODES[class_key]).level,
        fields=ItemFields(
            title=components.get("title", ""),
            date=iso_date(components.get("date", "")),
            version=version_number(components),
            status=components.get("status") or None,
            language=components.get("lang") or None,
        ),
        is_draft=version_number(components).startswith("0."),
        path=filename,
        original_name=filename,
        blob=blob,
        media_type="application/octet-stream",
        extension=components.get("ext", ""),
        reading=None,
        page_count=None,
        text_quality=TextQuality.NONE.value,
    )


def _version(document: Document, new: NewDocument, ordinal: int) -> Version:
    return Version(
        id=document.current_version,
        document=document.id,
        ordinal=ordinal,
        number=document.version,
        sha256=new.blob.digest,
        size=new.blob.size,
        media_type=new.media_type,
        extension=new.extension,
        name=new.name,
        original_name=new.original_name,
        reading=new.reading,
        page_count=new.page_count,
        text_quality=new.text_quality,
        filed_by=document.filed_by,
        filed_at=document.filed_at,
    )
