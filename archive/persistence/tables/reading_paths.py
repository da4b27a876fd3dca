"""What newcomers read first, and what they confirmed having read."""

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
