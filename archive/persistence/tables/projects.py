"""Projects and who belongs to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, ProjectCode, Utc, metadata

projects = Table(
    "projects",
    metadata,
    Column("id", ID, primary_key=True),
    Column("code", ProjectCode(40), nullable=False, unique=True),
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
