"""Exceptions from naming rules, and the documents filed by them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _to(column: str, target: str, table: str = "rule_exceptions") -> sa.ForeignKeyConstraint:
    referred = target.partition(".")[0]
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{referred}"))


def upgrade() -> None:
    op.create_table(
        "rule_exceptions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("class_key", sa.String(length=24), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        _to("project_id", "projects.id"),
        _to("item_id", "items.id"),
        _to("batch_id", "batches.id"),
        _to("asked_by", "users.id"),
        _to("decided_by", "users.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_exceptions")),
    )
    with op.batch_alter_table("rule_exceptions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rule_exceptions_project_id_state"), ["project_id", "state"]
        )
        batch_op.create_index(batch_op.f("ix_rule_exceptions_asked_at"), ["asked_at"])
    op.create_table(
        "exception_uses",
        sa.Column("exception_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        _to("exception_id", "rule_exceptions.id", "exception_uses"),
        _to("document_id", "documents.id", "exception_uses"),
        sa.PrimaryKeyConstraint("exception_id", "document_id", name=op.f("pk_exception_uses")),
    )
    with op.batch_alter_table("exception_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exception_uses_document_id"), ["document_id"])


def downgrade() -> None:
    op.drop_table("exception_uses")
    op.drop_table("rule_exceptions")
