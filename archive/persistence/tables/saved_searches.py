"""Searches people keep, and those they made last. Neither holds a number or a name of what was found."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("asked", JsonText, nullable=False),
    Column("alert", String(8), nullable=False),  # none, soon, daily
    Column("created_at", Utc, nullable=False),
    Column("looked_at", Utc, nullable=False),
    Column("told_at", Utc, nullable=False),
)

recent_searches = Table(
    "recent_searches",
    metadata,
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("text_key", String(300), primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "user_id", "at"),
)
