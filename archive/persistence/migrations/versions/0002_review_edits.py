"""What people change in a review, and the reviews they approved."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_edits",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("section", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_review_edits_project_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_review_edits_by")),
        sa.PrimaryKeyConstraint("project_id", "section", "key", name=op.f("pk_review_edits")),
    )
    op.create_table(
        "review_approvals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("approved_by", sa.String(length=32), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_review_approvals_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_review_approvals_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["users.id"], name=op.f("fk_review_approvals_approved_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_approvals")),
    )
    op.create_index(
        op.f("ix_review_approvals_project_id_approved_at"),
        "review_approvals",
        ["project_id", "approved_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("review_approvals")
    op.drop_table("review_edits")
