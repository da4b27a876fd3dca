"""Registers of a close."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    referred = target.partition(".")[0]
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{referred}"))


def _id(name: str, *, needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=not needed)


def upgrade() -> None:
    _clauses()
    _access()


def _clauses() -> None:
    op.create_table(
        "clauses",
        _id("project_id"),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        _id("contract_id", needed=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("promised", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=True),
        sa.Column("delivered", sa.Text(), nullable=True),
        sa.Column("remedy", sa.Text(), nullable=True),
        _id("owner_id", needed=False),
        sa.Column("drafted", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("documents", sa.Text(), nullable=False),
        _id("changed_by"),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        _to("clauses", "project_id", "projects.id"),
        _to("clauses", "contract_id", "documents.id"),
        _to("clauses", "owner_id", "users.id"),
        _to("clauses", "changed_by", "users.id"),
        sa.PrimaryKeyConstraint("project_id", "key", name=op.f("pk_clauses")),
    )
    op.create_table(
        "clause_evidence",
        _id("project_id"),
        sa.Column("key", sa.String(length=40), nullable=False),
        _id("document_id"),
        _to("clause_evidence", "project_id", "projects.id"),
        _to("clause_evidence", "document_id", "documents.id"),
        sa.PrimaryKeyConstraint(
            "project_id", "key", "document_id", name=op.f("pk_clause_evidence")
        ),
    )
    op.create_index(op.f("ix_clause_evidence_document_id"), "clause_evidence", ["document_id"])


def _access() -> None:
    op.create_table(
        "access_decisions",
        _id("project_id"),
        _id("user_id"),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("clearance", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        _id("decided_by"),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        _to("access_decisions", "project_id", "projects.id"),
        _to("access_decisions", "user_id", "users.id"),
        _to("access_decisions", "decided_by", "users.id"),
        sa.PrimaryKeyConstraint("project_id", "user_id", name=op.f("pk_access_decisions")),
    )


def downgrade() -> None:
    op.drop_table("access_decisions")
    op.drop_table("clause_evidence")
    op.drop_table("clauses")
