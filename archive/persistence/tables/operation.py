"""Work to do, and what was done by whom."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

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
    # One waiting debt per subject is enough; a leased one may already have read the old state. The migration says
    # it to PostgreSQL too; said here, every process would load that dialect with its drivers, 3 MiB.
    Index(
        "uq_jobs_waiting",
        "kind",
        "subject",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
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

content_stamp = Table(
    "content_stamp",
    metadata,
    Column("id", Integer, primary_key=True),  # 1: there is one row
    Column("value", BigInteger, nullable=False),
)
"""Set by triggers: `archive/persistence/content_changes.py`."""


# Every text of the naming rules that was in force; a document names the version it was filed under.
