"""Registers of a close: clauses of contracts, what becomes of members."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

KEY = String(40)

clauses = Table(
    "clauses",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("contract_id", ID, ForeignKey("documents.id")),
    Column("text", Text, nullable=False),
    Column("promised", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("state", String(16)),
    Column("delivered", Text),
    Column("remedy", Text),
    Column("owner_id", ID, ForeignKey("users.id")),
    Column("drafted", Text, nullable=False),
    Column("basis", String(20)),
    Column("documents", JsonText, nullable=False),
    Column("changed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("changed_at", Utc, nullable=False),
)

clause_evidence = Table(
    "clause_evidence",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Index(None, "document_id"),
)

access_decisions = Table(
    "access_decisions",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("choice", String(8), nullable=False),
    Column("clearance", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("held", Integer, nullable=False),
    Column("decided_by", ID, ForeignKey("users.id"), nullable=False),
    Column("decided_at", Utc, nullable=False),
    Column("applied_at", Utc),
)

closing_things = Table(
    "closing_things",
    metadata,
    Column("project_id", ID, ForeignKey("projects.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text),
    Column("owner_id", ID, ForeignKey("users.id")),
    Column("due_on", String(10)),
    Column("state", String(16), nullable=False),
    Column("note", Text),
    Column("proof_id", ID, ForeignKey("documents.id")),
    Column("changed_by", ID, ForeignKey("users.id"), nullable=False),
    Column("changed_at", Utc, nullable=False),
)

paper_originals = Table(
    "paper_originals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False, index=True),
    Column("document_id", ID, ForeignKey("documents.id"), unique=True),
    Column("title", Text, nullable=False),
    Column("box", Text, nullable=False),
    Column("shelf", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("search_key", Text, nullable=False),
    Column("made_by", ID, ForeignKey("users.id"), nullable=False),
    Column("made_at", Utc, nullable=False),
)

paper_loans = Table(
    "paper_loans",
    metadata,
    Column("id", ID, primary_key=True),
    Column("original_id", ID, ForeignKey("paper_originals.id"), nullable=False, index=True),
    Column("borrower", Text, nullable=False),
    Column("lent_by", ID, ForeignKey("users.id"), nullable=False),
    Column("lent_at", Utc, nullable=False),
    Column("due_on", String(10), nullable=False),
    Column("returned_at", Utc),
    Column("returned_by", ID, ForeignKey("users.id")),
    Index(None, "returned_at", "due_on"),
)
