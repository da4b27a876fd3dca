"""What is read: paths and confirmations; lessons handed to projects; what is to be done better."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

reading_paths = Table(
    "reading_paths",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id")),
    Column("token", String(120), nullable=False),
    Column("title", Text, nullable=False),
    Column("audience", String(16), nullable=False),
    Column("topic", String(16)),
    Column("retired", Boolean, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Index(None, "token", "created_at"),
)

reading_confirmations = Table(
    "reading_confirmations",
    metadata,
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("label", String(32), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "subject", "version"),
    sqlite_with_rowid=False,
)

project_briefs = Table(
    "project_briefs",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("channel", String(16)),
    Column("by", ID, ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
)

handed_lessons = Table(
    "handed_lessons",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("lesson_id", ID, ForeignKey("lessons.id"), primary_key=True),
    Column("mark", String(12), nullable=False),
    Column("place", Integer, nullable=False),
    Column("marked_by", ID, ForeignKey("users.id")),
    Column("marked_at", Utc),
    Column("details", JsonText, nullable=False),
    Index(None, "lesson_id", "mark"),
    sqlite_with_rowid=False,
)

improvements = Table(
    "improvements",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("state", String(8), nullable=False),
    Column("level", Integer, nullable=False),
    Column("owner", ID, ForeignKey("users.id")),
    Column("due", String(10)),
    Column("source", String(96)),
    Column("proof", ID, ForeignKey("documents.id")),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("closed_at", Utc),
    Column("revision", Integer, nullable=False),
    Column("details", JsonText, nullable=False),
    Index(None, "project_id", "source"),
    Index(None, "state", "due"),
    Index(None, "owner", "state"),
)
