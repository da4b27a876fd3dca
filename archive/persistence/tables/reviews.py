"""Project reviews, what people changed in them, and their approvals."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

reviews = Table(
    "reviews",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("status", String(10), nullable=False),
    Column("requested_at", Utc, nullable=False),
    Column("built_at", Utc),
    Column("fingerprint", String(64)),
    Column("content", JsonText, nullable=False),
)

# What people changed in a review, apart from what is built: a rebuild never touches it.
review_edits = Table(
    "review_edits",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("section", String(24), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("circle", String(32), primary_key=True),  # of the papers it rests on
    Column("by", ID, ForeignKey("users.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("details", JsonText, nullable=False),
)

review_approvals = Table(
    "review_approvals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("document_id", ID, ForeignKey("documents.id"), nullable=False),
    Column("approved_by", ID, ForeignKey("users.id"), nullable=False),
    Column("approved_at", Utc, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("content", JsonText, nullable=False),
    Index(None, "project_id", "approved_at"),
)

# What the newest approved review of a project says of each figure it names, as every reader of it is told:
# a copy out of `review_approvals`, by which projects can be compared without reading whole reviews.
approved_figures = Table(
    "approved_figures",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("name_key", String(200), primary_key=True),
    Column("ending", String(400), nullable=False),  # the name backwards, by its words
    Column("approved_at", Utc, nullable=False),
    Column(
        "papers", Text, nullable=False
    ),  # ids of all it rests on for anybody, a space between two
    Column("told", Text, nullable=False),  # JSON, read for the few figures that are shown
    Index(None, "ending"),
)
