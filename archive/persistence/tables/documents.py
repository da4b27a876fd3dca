"""Filed documents, their versions, and who may see them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

documents = Table(
    "documents",
    metadata,
    Column("id", ID, primary_key=True),
    Column("accession", String(20), nullable=False, unique=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("class_key", String(24), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("search_key", Text, nullable=False),
    Column("original_name", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("date", String(10)),
    Column("language", String(10)),
    Column("retention", String(24), nullable=False),
    Column("state", String(12), nullable=False),
    Column("version_id", ID, nullable=False),
    Column("is_draft", Boolean, nullable=False),
    Column("filed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("filed_at", Utc, nullable=False),
    Column("rules_version", String(24), nullable=False),
    Column("indexed", Boolean, nullable=False),
    Column("index_stale", Boolean, nullable=False),
    Column("searchable_at", Utc, index=True),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Index(None, "project_id", "class_key"),
    Index(None, "project_id", "name_key"),
    Index(None, "project_id", "state"),
    Index("ix_documents_stale", "id", sqlite_where=text("index_stale")),
)

versions = Table(
    "versions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("document_id", ID, ForeignKey("documents.id"), nullable=False),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("number", String(16), nullable=False),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("extension", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("original_name", Text, nullable=False),
    Column("reading_id", ID, ForeignKey("readings.id"), index=True),
    Column("page_count", Integer),
    Column("text_quality", String(8), nullable=False),
    Column("filed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("filed_at", Utc, nullable=False),
    UniqueConstraint("document_id", "ordinal"),
    Index(None, "project_id", "digest"),
)

document_access = Table(
    "document_access",
    metadata,
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Column("token", String(120), primary_key=True),
    Index(None, "token"),
    sqlite_with_rowid=False,
)
