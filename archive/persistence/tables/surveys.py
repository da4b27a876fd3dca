"""Surveys of clients: the questions, who was asked, what they said."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

surveys = Table(
    "surveys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("questions", JsonText, nullable=False),
    Column("created_by", ID, ForeignKey("users.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("closes_on", String(10)),
    Column("closed_at", Utc),
    Column("document_id", ID, ForeignKey("documents.id")),
)

survey_invitations = Table(
    "survey_invitations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("survey_id", ID, ForeignKey("surveys.id"), nullable=False, index=True),
    Column("address", Text, nullable=False),
    # The link itself is not kept here: whoever reads the database cannot answer for a client.
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("revoked_at", Utc),
    Column("answered_at", Utc),
    Column("answers", JsonText),
    Column("mail", String(8)),
    Column("mailed_at", Utc),
)
