"""Versions of the naming rules, and exceptions from them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from archive.persistence.tables.columns import ID, JsonText, Utc, metadata

rule_versions = Table(
    "rule_versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("version", String(24), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("activated_by", ID, ForeignKey("users.id")),
    Column("activated_at", Utc, nullable=False),
)

# Files that arrive in pieces; `received` bytes are acknowledged and on the disk.
rule_exceptions = Table(
    "rule_exceptions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("project_id", ID, ForeignKey("projects.id"), nullable=False),
    Column("scope", String(8), nullable=False),
    Column("item_id", ID, ForeignKey("items.id"), nullable=False),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("class_key", String(24)),
    Column("name", Text, nullable=False),
    Column("rules", JsonText, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked_by", ID, ForeignKey("users.id"), nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("until", String(10), nullable=False),
    Column("decided_by", ID, ForeignKey("users.id")),
    Column("decided_at", Utc),
    Column("decision_reason", Text),
    Index(None, "project_id", "state"),
    Index(None, "asked_at"),
)

# Rule files that were tried on every filed name, and the names each would fail.
rule_trials = Table(
    "rule_trials",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("outcome", JsonText),
    Column("asked_at", Utc, nullable=False),
)

rule_trial_names = Table(
    "rule_trial_names",
    metadata,
    Column("trial_id", ID, ForeignKey("rule_trials.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("details", JsonText, nullable=False),
)

exception_uses = Table(
    "exception_uses",
    metadata,
    Column("exception_id", ID, ForeignKey("rule_exceptions.id"), primary_key=True),
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Index(None, "document_id"),
)
