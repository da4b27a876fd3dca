"""Closing a project: what people wrote on duties, the evidence, each close, calendar feeds."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

KEY = String(40)

closeout_plans = Table(
    "closeout_plans",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("made_by", ID, ForeignKey("users.id"), nullable=False),
    Column("made_at", Utc, nullable=False),
)

closeout_rows = Table(
    "closeout_rows",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("title", Text),
    Column("class_key", String(24)),
    Column("standard", Text),
    Column("owner_id", ID, ForeignKey("users.id")),
    Column("due_on", String(10)),
    Column("due_anchor", String(8)),
    Column("due_days", Integer),
    Column("state", String(16)),
    Column("reason", Text),
    Column("changed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("changed_at", Utc, nullable=False),
)

closeout_evidence = Table(
    "closeout_evidence",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Index(None, "document_id"),
)

closings = Table(
    "closings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("closed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("closed_at", Utc, nullable=False),
    Column("record", JsonText, nullable=False),
    Column("package", String(64), ForeignKey("blobs.digest")),
    Column("package_size", Integer),
    Column("reopened_by", ID, ForeignKey("users.id")),
    Column("reopened_at", Utc),
    Column("reopen_reason", Text),
    UniqueConstraint("project_id", "number"),
)

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("made_at", Utc, nullable=False),
)
