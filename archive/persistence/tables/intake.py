"""Files on their way in, and what their filing taught."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

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
    Column("parent_id", ID, ForeignKey("items.id"), index=True),
    Column("path", Text, nullable=False),
    Column("digest", String(64), ForeignKey("blobs.digest"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("verdict", String(10)),
    Column("name_key", Text),
    Column("reading_id", ID, ForeignKey("readings.id")),
    Column("document_id", ID, ForeignKey("documents.id"), index=True),
    Column("received_by", ID, ForeignKey("users.id"), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Column("asks", Boolean, nullable=False, server_default=false()),
    Index(None, "batch_id", "ordinal"),
    Index(None, "project_id", "digest"),
    Index(None, "state", "verdict"),
    Index(None, "asks", "project_id"),
)

# What was done to items together or for good, with how each stood before: what undo goes by.
batch_acts = Table(
    "batch_acts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    Column("undone_at", Utc),
    Column("entries", JsonText, nullable=False),
    Index(None, "batch_id", "at"),
)

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

# What each document is counted as in `class_words`, so that it can be counted otherwise.
class_lessons = Table(
    "class_lessons",
    metadata,
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("class_key", String(24), nullable=False),
    Column("words", JsonText, nullable=False),
)

# Requests that files be filed in spite of what holds them; approved ones hold until their last day.
