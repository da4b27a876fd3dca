"""What was read from files: texts in pieces, and sketches of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

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
