"""The tables. Columns are what is asked for; `details` holds, as JSON, what is only shown.

A change here needs a migration (archive/persistence/migrations/versions); a test proves that the
migrated schema and this one are the same.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps none of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.replace(tzinfo=UTC)


class JsonText(TypeDecorator[object]):
    """JSON with Chinese left readable, keys in order, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else json.loads(value)


ID = String(32)

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),
    Column("username", String(64), nullable=False),
    Column("username_key", String(64), nullable=False, unique=True),
    Column("display_name", String(120), nullable=False),
    Column("role", String(20), nullable=False),
    Column("language", String(10)),
    Column("theme", String(10)),
    Column("password_hash", Text),
    Column("active", Boolean, nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", Utc, nullable=False),
    Column("last_seen_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("last_used_at", Utc),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(160), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "subject", "at"),
)

projects = Table(
    "projects",
    metadata,
    Column("id", ID, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("client", Text),
    Column("industry", Text),
    Column("language", String(10), nullable=False),
    Column("started_on", String(10)),
    Column("ended_on", String(10)),
    Column("budget", String(40)),
    Column("currency", String(3)),
    Column("restricted", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    Column("search_key", Text, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True, index=True),
    Column("role", String(20), nullable=False),
    Column("clearance", Integer, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("stored_at", Utc, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False, index=True),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", Utc, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("id", ID, primary_key=True),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("parent_id", ID, ForeignKey("items.id")),
    Column("path", Text, nullable=False),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("verdict", String(10)),
    Column("name_key", Text),
    Column("reading_id", ID, ForeignKey("readings.id")),
    Column("document_id", ID, ForeignKey("documents.id")),
    Column("received_by", ID, ForeignKey("users.id"), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Index(None, "batch_id", "ordinal"),
    Index(None, "project_id", "digest"),
    Index(None, "state", "verdict"),
)

readings = Table(
    "readings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False),
    Column("state", String(12), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("extension", String(16), nullable=False),
    Column("quality", String(8), nullable=False),
    Column("page_count", Integer),
    Column("truncated", Boolean, nullable=False),
    Column("details", JsonText, nullable=False),
    Column("created_at", Utc, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    Column("reading_id", ID, ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("level", Integer, nullable=False),
    Column("place", JsonText, nullable=False),
    Column("text", Text, nullable=False),
    Column("lines", JsonText),
)

# A few hashes of each reading's sketch: readings that resemble each other share some of them.
sketches = Table(
    "sketches",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("hash", String(16), primary_key=True),
    Column("reading_id", ID, ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "reading_id"),
    sqlite_with_rowid=False,
)

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
    Column("reading_id", ID, ForeignKey("readings.id")),
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

reviews = Table(
    "reviews",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("status", String(10), nullable=False),
    Column("requested_at", Utc, nullable=False),
    Column("built_at", Utc),
    Column("fingerprint", String(64)),
    Column("content", JsonText, nullable=False),
)

# What people changed in a review, apart from what is built: a rebuild never touches it.
review_edits = Table(
    "review_edits",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("section", String(24), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("by", ID, ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("details", JsonText, nullable=False),
)

review_approvals = Table(
    "review_approvals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("document_id", ID, ForeignKey("documents.id"), nullable=False),
    Column("approved_by", ID, ForeignKey("users.id"), nullable=False),
    Column("approved_at", Utc, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("content", JsonText, nullable=False),
    Index(None, "project_id", "approved_at"),
)

lessons = Table(
    "lessons",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("state", String(10), nullable=False),
    Column("level", Integer, nullable=False),
    Column("masked", Boolean, nullable=False),
    Column("theme", String(16)),
    Column("channel", String(16)),
    Column("client", Text),
    Column("source", String(64)),
    Column("search_key", Text, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("approved_by", ID, ForeignKey("users.id")),
    Column("approved_at", Utc),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Index(None, "project_id", "source"),
    Index(None, "state", "created_at"),
)

lesson_access = Table(
    "lesson_access",
    metadata,
    Column("lesson_id", ID, ForeignKey("lessons.id"), primary_key=True),
    Column("token", String(120), primary_key=True),
    Index(None, "token"),
    sqlite_with_rowid=False,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("queue", String(12), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", ID, nullable=False),
    Column("state", String(8), nullable=False),  # waiting, leased, failed
    Column("attempts", Integer, nullable=False),
    Column("run_at", Utc, nullable=False),
    Column("lease_owner", String(64)),
    Column("lease_until", Utc),
    Column("error", Text),
    Column("created_at", Utc, nullable=False),
    Index(None, "queue", "state", "run_at"),
    # One waiting debt per subject is enough; a leased one may already have read the old state.
    Index(
        "uq_jobs_waiting",
        "kind",
        "subject",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

audit_events = Table(
    "audit_events",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("actor", ID, nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", ID, nullable=False, index=True),
    Column("project_id", ID, index=True),
    Column("details", JsonText, nullable=False),
    Column("digest", String(64), nullable=False),
)

# Every text of the naming rules that was in force; a document names the version it was filed under.
rule_versions = Table(
    "rule_versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("version", String(24), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("activated_by", ID, ForeignKey("users.id")),
    Column("activated_at", Utc, nullable=False),
)

# Files that arrive in pieces; `received` bytes are acknowledged and on the disk.
uploads = Table(
    "uploads",
    metadata,
    Column("id", ID, primary_key=True),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("path", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String(64)),
    Column("received", Integer, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("touched_at", Utc, nullable=False),
    Column("item_id", ID, ForeignKey("items.id")),
    Index(None, "batch_id", "created_by"),
)

# How often people gave a class to documents with a word: what corrections taught.
class_words = Table(
    "class_words",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("class_key", String(24), primary_key=True),
    Column("word", String(64), primary_key=True),
    Column("documents", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Requests that files be filed in spite of what holds them; approved ones hold until their last day.
rule_exceptions = Table(
    "rule_exceptions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("scope", String(8), nullable=False),
    Column("item_id", ID, ForeignKey("items.id"), nullable=False),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("class_key", String(24)),
    Column("name", Text, nullable=False),
    Column("rules", JsonText, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked_by", ID, ForeignKey("users.id"), nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("until", String(10), nullable=False),
    Column("decided_by", ID, ForeignKey("users.id")),
    Column("decided_at", Utc),
    Column("decision_reason", Text),
    Index(None, "project_id", "state"),
    Index(None, "asked_at"),
)

exception_uses = Table(
    "exception_uses",
    metadata,
    Column("exception_id", ID, ForeignKey("rule_exceptions.id"), primary_key=True),
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Index(None, "document_id"),
)
