"""What was learned, and who may see it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

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
    Column("industry", Text),
    Column("band", String(16)),
    Column("verified_until", String(10)),
    Column("family", ID),
    Column("source", String(64)),
    Column("search_key", Text, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("approved_by", ID, ForeignKey("users.id")),
    Column("approved_at", Utc),
    Column("revision", Integer, nullable=False),
    Column("indexed", Boolean, nullable=False, default=False),
    Column("index_stale", Boolean, nullable=False, default=False),
    Column("searchable_at", Utc, index=True),
    Column("details", JsonText, nullable=False),
    Index(None, "project_id", "source"),
    Index("ix_lessons_stale", "id", sqlite_where=text("index_stale")),
    Index(None, "state", "created_at"),
    Index(None, "family"),
)

lesson_access = Table(
    "lesson_access",
    metadata,
    Column("lesson_id", ID, ForeignKey("lessons.id"), primary_key=True),
    Column("token", String(120), primary_key=True),
    Index(None, "token"),
    sqlite_with_rowid=False,
)

lesson_answers = Table(
    "lesson_answers",
    metadata,
    Column("lesson_id", ID, ForeignKey("lessons.id"), primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("useful", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
)
