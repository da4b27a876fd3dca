"""A document, its versions and its history, as the interface shows them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from archive.domain.documents import Document, Version
from archive.services.documents.documents import AuditEntry
from archive.services.documents.enclosures import Enclosures
from archive.services.documents.proposal_reasons import ProposalReasons
from archive.web.api.facts import FieldsAnswer, SensitiveAnswer
from archive.web.api.fields import Answer, JsonObject
from archive.web.api.item_answers import ReasonAnswer
from archive.wording import say


class VersionAnswer(Answer):
    """One state of a document: its bytes and what they were called."""

    id: str
    number: str
    name: str
    original_name: str
    sha256: str
    size: int
    media_type: str
    page_count: int | None
    text_quality: str
    filed_at: datetime

    @classmethod
    def of(cls, version: Version) -> VersionAnswer:
        return cls.model_validate(version, from_attributes=True)


class DocumentAnswer(Answer):
    """A filed document.

    `page_quality` is that of each page or slide of its current version (good, poor, none, ocr), in order;
    `poor_pages` are the pages on which words may stand that were not read.
    """

    id: str
    accession: str
    project: str
    project_name: str
    client: str | None
    class_key: str = Field(alias="class")
    name: str
    original_name: str
    path: str
    title: str
    folder: str
    date: str | None
    language: str | None
    version: str
    fields: FieldsAnswer
    confidentiality: str
    sensitive: list[SensitiveAnswer]
    retention: str
    state: str
    is_draft: bool
    media_type: str
    size: int
    sha256: str
    page_count: int | None
    text_quality: str
    page_quality: list[str]
    poor_pages: list[int]
    filed_by: str
    filed_at: datetime
    rules_version: str
    withdrawn_reason: str | None
    revision: int

    @classmethod
    def of(cls, document: Document) -> DocumentAnswer:
        return cls.model_validate(_shown(document))


class EnclosureAnswer(Answer):
    """A document that came in another one, or that another one came in."""

    id: str
    project: str
    class_key: str = Field(alias="class")
    name: str
    title: str
    original_name: str
    extension: str
    confidentiality: str

    @classmethod
    def of(cls, document: Document) -> EnclosureAnswer:
        return cls.model_validate(
            {name: getattr(document, name) for name in _ENCLOSURE}
            | {"project": document.project_code, "confidentiality": document.level.key}
        )


class DocumentWithVersions(DocumentAnswer):
    """A document and all its versions, the newest first.

    `missing` are fields that the rules want to be known of its class and that are not. `attachments` were
    filed out of it, `came_with` are the mails and packages it was filed out of: those the caller may see.
    `class_reasons`, `reasons` and `confidentiality_reasons` say why it was proposed so, as far as that still
    holds and rests on the document itself.
    """

    versions: list[VersionAnswer]
    missing: list[str]
    attachments: list[EnclosureAnswer]
    came_with: list[EnclosureAnswer]
    class_reasons: list[str]
    reasons: list[ReasonAnswer]
    confidentiality_reasons: list[str]

    @classmethod
    def of_parts(
        cls,
        document: Document,
        versions: tuple[Version, ...],
        missing: tuple[str, ...],
        enclosures: Enclosures,
        told: ProposalReasons,
        spoken: str,
    ) -> DocumentWithVersions:
        parts = {
            "versions": [VersionAnswer.of(version) for version in versions],
            "missing": list(missing),
            "attachments": [EnclosureAnswer.of(one) for one in enclosures.attachments],
            "came_with": [EnclosureAnswer.of(one) for one in enclosures.came_with],
            "class_reasons": [say(spoken, why) for why in told.class_reasons],
            "reasons": [ReasonAnswer.of(reason, spoken) for reason in told.reasons],
            "confidentiality_reasons": [say(spoken, why) for why in told.level_reasons],
        }
        return cls.model_validate(_shown(document) | parts)


_ENCLOSURE = ("id", "class_key", "name", "title", "original_name", "extension")


_AS_THEY_ARE = (
    "id",
    "accession",
    "project_name",
    "client",
    "class_key",
    "name",
    "original_name",
    "path",
    "title",
    "folder",
    "date",
    "language",
    "version",
    "retention",
    "is_draft",
    "media_type",
    "size",
    "sha256",
    "page_count",
    "text_quality",
    "filed_at",
    "rules_version",
    "withdrawn_reason",
    "revision",
)


def _shown(document: Document) -> dict[str, object]:
    copied = {name: getattr(document, name) for name in _AS_THEY_ARE}
    return copied | {
        "project": document.project_code,
        "fields": FieldsAnswer.of_mapping(document.fields),
        "confidentiality": document.level.key,
        "sensitive": [SensitiveAnswer.of_mapping(found) for found in document.sensitive],
        "page_quality": [quality.value for quality in document.pages.each],
        "poor_pages": list(document.pages.poor),
        "state": document.state.value,
        "filed_by": document.filed_by_name,
    }


class AuditAnswer(Answer):
    """Something that was done to a document."""

    at: datetime
    actor: str
    action: str
    detail: JsonObject

    @classmethod
    def of(cls, entry: AuditEntry) -> AuditAnswer:
        return cls(
            at=entry.at, actor=entry.actor_name, action=entry.action, detail=dict(entry.detail)
        )
