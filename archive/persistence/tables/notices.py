"""What people are told, and when each duty was last done."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

notices = Table(
    "notices",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False),
    Column("key", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("message", JsonText, nullable=False),
    Column("link", Text),
    # No foreign keys: what a notice was about may be gone; then the notice is not shown any more.
    Column("project_id", ID),
    Column("document_id", ID),
    Column("posted_at", Utc, nullable=False),
    Column("read_at", Utc),
    Column("mailed_at", Utc),
    Index("uq_notices_user_id_key", "user_id", "key", unique=True),
    Index(None, "user_id", "posted_at"),
)

duties = Table(
    "duties",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("started_at", Utc, nullable=False),
    Column("finished_at", Utc),
    Column("error", Text),
    Column("tries", Integer, nullable=False, server_default="0"),
)
