"""Documents and versions as rows, and rows as documents and versions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, select

from archive.domain.documents import Document, DocumentState, Level, Version
from archive.domain.folding import fold
from archive.domain.text_quality import PageQualities
from archive.naming.normalise import same_name_key
from archive.persistence.tables import documents, projects, users, versions

LIVE = documents.c.state != DocumentState.WITHDRAWN.value
"""Documents nobody has withdrawn."""

DOCUMENT_ROWS = (
    select(
        documents,
        projects.c.code,
        projects.c.name.label("project_name"),
        projects.c.client,
        users.c.display_name,
        versions.c.number,
        versions.c.digest,
        versions.c.size,
        versions.c.media_type,
        versions.c.extension,
        versions.c.reading_id,
        versions.c.page_count,
        versions.c.text_quality,
    )
    .join(projects, projects.c.id == documents.c.project_id)
    .join(users, users.c.id == documents.c.filed_by)
    .join(versions, versions.c.id == documents.c.version_id)
)
"""Documents as `document_of` reads them."""


def columns_of(document: Document) -> dict[str, Any]:
    """The columns of a document, but for what the index knows of it."""
    return {
        "id": document.id,
        "accession": document.accession,
        "project_id": document.project,
        "class_key": document.class_key,
        "name": document.name,
        "name_key": same_name_key(document.name),
        "search_key": fold(f"{document.name} {document.title} {document.original_name}"),
        "original_name": document.original_name,
        "path": document.path,
        "title": document.title,
        "folder": document.folder,
        "level": int(document.level),
        "date": document.date,
        "language": document.language,
        "retention": document.retention,
        "state": document.state.value,
        "version_id": document.current_version,
        "is_draft": document.is_draft,
        "filed_by": document.filed_by,
        "filed_at": document.filed_at,
        "rules_version": document.rules_version,
        "revision": document.revision,
        "details": {
            "fields": dict(document.fields),
            "sensitive": list(document.sensitive),
            "withdrawn_reason": document.withdrawn_reason,
            "unpacked": document.unpacked,
            "pages": document.pages.letters,
        },
    }


def document_of(row: RowMapping) -> Document:
    """A document from its row, joined with project, account and current version."""
    details = row["details"]
    return Document(
        id=row["id"],
        accession=row["accession"],
        project=row["project_id"],
        project_code=row["code"],
        project_name=row["project_name"],
        client=row["client"],
        class_key=row["class_key"],
        name=row["name"],
        original_name=row["original_name"],
        path=row["path"],
        title=row["title"],
        folder=row["folder"],
        level=Level(row["level"]),
        date=row["date"],
        language=row["language"],
        version=row["number"],
        fields=details["fields"],
        sensitive=tuple(details["sensitive"]),
        retention=row["retention"],
        state=DocumentState(row["state"]),
        filed_by=row["filed_by"],
        filed_by_name=row["display_name"],
        filed_at=row["filed_at"],
        rules_version=row["rules_version"],
        is_draft=row["is_draft"],
        current_version=row["version_id"],
        media_type=row["media_type"],
        extension=row["extension"],
        size=row["size"],
        sha256=row["digest"],
        reading=row["reading_id"],
        page_count=row["page_count"],
        text_quality=row["text_quality"],
        revision=row["revision"],
        withdrawn_reason=details["withdrawn_reason"],
        unpacked=details["unpacked"],
        pages=PageQualities(details.get("pages", "")),
    )


def version_of(row: RowMapping) -> Version:
    """A version from its row."""
    return Version(
        id=row["id"],
        document=row["document_id"],
        ordinal=row["ordinal"],
        number=row["number"],
        sha256=row["digest"],
        size=row["size"],
        media_type=row["media_type"],
        extension=row["extension"],
        name=row["name"],
        original_name=row["original_name"],
        reading=row["reading_id"],
        page_count=row["page_count"],
        text_quality=row["text_quality"],
        filed_by=row["filed_by"],
        filed_at=row["filed_at"],
    )
