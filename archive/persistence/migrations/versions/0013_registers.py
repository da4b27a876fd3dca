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
    _closing_list()
    _papers()


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


def _closing_list() -> None:
    op.create_table(
        "closing_things",
        _id("project_id"),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        _id("owner_id", needed=False),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        _id("proof_id", needed=False),
        _id("changed_by"),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        _to("closing_things", "project_id", "projects.id"),
        _to("closing_things", "owner_id", "users.id"),
        _to("closing_things", "proof_id", "documents.id"),
        _to("closing_things", "changed_by", "users.id"),
        sa.PrimaryKeyConstraint("project_id", "key", name=op.f("pk_closing_things")),
    )


def _papers() -> None:
    op.create_table(
        "paper_originals",
        _id("id"),
        _id("project_id"),
        _id("document_id", needed=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("title", "box", "shelf", "holder", "note", "search_key")
        ),
        _id("made_by"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _to("paper_originals", "project_id", "projects.id"),
        _to("paper_originals", "document_id", "documents.id"),
        _to("paper_originals", "made_by", "users.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_originals")),
        sa.UniqueConstraint("document_id", name=op.f("uq_paper_originals_document_id")),
    )
    op.create_index(op.f("ix_paper_originals_project_id"), "paper_originals", ["project_id"])
    op.create_table(
        "paper_loans",
        _id("id"),
        _id("original_id"),
        sa.Column("borrower", sa.Text(), nullable=False),
        _id("lent_by"),
        sa.Column("lent_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        _id("returned_by", needed=False),
        _to("paper_loans", "original_id", "paper_originals.id"),
        _to("paper_loans", "lent_by", "users.id"),
        _to("paper_loans", "returned_by", "users.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_loans")),
    )
    op.create_index(op.f("ix_paper_loans_original_id"), "paper_loans", ["original_id"])
    op.create_index(
        op.f("ix_paper_loans_returned_at_due_on"), "paper_loans", ["returned_at", "due_on"]
    )


def downgrade() -> None:
    op.drop_table("paper_loans")
    op.drop_table("paper_originals")
    op.drop_table("closing_things")
    op.drop_table("access_decisions")
    op.drop_table("clause_evidence")
    op.drop_table("clauses")
