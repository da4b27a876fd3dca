"""Where documents are made: row, version, access tokens, index debt and audit entry together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.blobs import Blob
from archive.domain.access import Principal
from archive.domain.documents import Document, DocumentState, Level, Version
from archive.domain.intake import CONTAINERS, Item, ItemFields
from archive.domain.projects import Project
from archive.domain.text_quality import NOT_KNOWN, PageQualities, TextQuality
from archive.errors import Conflict
from archive.naming.verdicts import NameVerdict
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Work
from archive.services.documents.document_tokens import tokens_of
from archive.services.intake.assessment import Assessor
from archive.services.operations.identifiers import Clock, new_accession, new_id
from archive.services.operations.jobs import ABSORB, INDEX

LINKED = "item_linked"
"""What the log says of a document when other bytes of a batch turn out to be its own."""


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
    unpacked: bool = False
    named_by_hand: bool = False
    pages: PageQualities = NOT_KNOWN

    @property
    def title(self) -> str:
        """As the document says it; as the name says it where a person wrote the name."""
        in_name = self.components.get("title", "")
        return in_name if self.named_by_hand else self.fields.title or in_name


class Cabinet:
    """Stores documents and versions inside the caller's transaction."""

    def __init__(self, assessor: Assessor, clock: Clock) -> None:
        self._assessor = assessor
        self._clock = clock

    def store(
        self, work: Work, principal: Principal, project: Project, new: NewDocument
    ) -> Document:
        """Make a document, and owe the index, or the reader where its text is not known yet."""
        self._assessor.note_rules(work)
        document = self.put(work, principal, project, new)
        self.owe_index(work, [document])
        return document

    def owe_index(self, work: Work, documents: Sequence[Document]) -> None:
        """Owe the index these documents; those without a text are read first."""
        read = [d.id for d in documents if d.reading is not None]
        unread = [d.id for d in documents if d.reading is None]
        now = self._clock()
        for kind, ids in ((INDEX, read), (ABSORB, unread)):
            if ids:
                work.jobs.add(*kind, ids, now)

    def put(self, work: Work, principal: Principal, project: Project, new: NewDocument) -> Document:
        """Make a document; the rules in force are noted and its index job is owed by the caller."""
        now = self._clock()
        document_id, version_id = new_id(), new_id()
        rules = self._assessor.rules
        kind = rules.class_for(new.class_key)
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
            title=new.title,
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
            pages=new.pages,
            revision=1,
            unpacked=new.unpacked,
        )
        work.documents.add(
            document, tokens_of(document, restricted=project.restricted, rules=rules)
        )
        work.versions.add(_version(document, new, 1), project.id)
        self.note(work, principal, "filed", document_id, project.id, {"name": new.name})
        return document

    def add_version(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        document: Document,
        new: NewDocument,
    ) -> Document:
        """Add a newer state of a document, which stands for it from now on."""
        changed = replace(
            document,
            name=new.name,
            title=new.title or document.title,
            date=iso_date(new.components.get("date", "")) or document.date,
            version=version_number(new.components),
            level=max(document.level, new.level),
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
            pages=new.pages,
            original_name=new.original_name,
            revision=document.revision + 1,
        )
        return self._with_version(work, principal, project, changed, changed, new)

    def add_earlier_version(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        document: Document,
        new: NewDocument,
    ) -> Document:
        """Put a state that was before the one in force into the history: a draft of what is final.

        What stands for the document stays; all its versions are as confidential as the highest.
        """
        changed = replace(
            document,
            level=max(document.level, new.level),
            state=DocumentState.QUEUED,
            revision=document.revision + 1,
        )
        number = version_number(new.components)
        earlier = replace(changed, current_version=new_id(), version=number)
        return self._with_version(work, principal, project, changed, earlier, new)

    def _with_version(
        self,
        work: Work,
        principal: Principal,
        project: Project,
        changed: Document,
        as_version: Document,
        new: NewDocument,
    ) -> Document:
        now = self._clock()
        ordinal = work.versions.of(changed.id)[0].ordinal + 1
        filed = replace(as_version, filed_by=principal.user_id, filed_at=now)
        work.versions.add(_version(filed, new, ordinal), project.id)
        rules = self._assessor.rules
        tokens = tokens_of(changed, restricted=project.restricted, rules=rules)
        if not work.documents.replace(changed, tokens):
            raise Conflict(why="changed_meanwhile")
        work.jobs.add(*(INDEX if changed.reading else ABSORB), [changed.id], now)
        details = {"version": filed.version, "name": new.name}
        self.note(work, principal, "version_added", changed.id, project.id, details)
        return changed

    def note_exceptions(
        self, work: Work, principal: Principal, document: Document, exceptions: Iterable[str]
    ) -> None:
        """Keep by which exceptions a document was filed: they are shown on it."""
        for exception_id in sorted(exceptions):
            work.rule_exceptions.note_use(exception_id, document.id)
            details = {"exception": exception_id}
            action = "filed_by_exception"
            self.note(work, principal, action, document.id, document.project, details)

    def note(
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


def comes_before(new: NewDocument, document: Document) -> bool:
    """True when a version says itself that it is earlier than the one in force: V0.2 beside V1.0."""
    return _numbers(version_number(new.components)) < _numbers(document.version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def iso_date(compact: str) -> str | None:
    """YYYY-MM-DD or YYYY-MM from a name's date component."""
    if len(compact) == 8:
        return f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    return f"{compact[:4]}-{compact[4:]}" if len(compact) == 6 else None


def document_from(item: Item, verdict: NameVerdict) -> NewDocument:
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
        pages=item.pages,
        sensitive=tuple(s.as_dict() for s in item.sensitive),
        unpacked=(item.extension or "") in CONTAINERS,
        named_by_hand=item.chosen_name is not None,
    )


def document_named(
    verdict: NameVerdict, assessor: Assessor, filename: str, blob: Blob
) -> NewDocument:
    """What a complying name alone says; the text is read later."""
    class_key = verdict.class_key or "other"
    components = verdict.components
    return NewDocument(
        name=verdict.name,
        components=components,
        class_key=class_key,
        level=assessor.rules.class_for(class_key).level,
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
