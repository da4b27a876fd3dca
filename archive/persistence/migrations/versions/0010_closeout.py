"""Closeout plans, waivers and packages."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.String(length=32)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    referred = target.partition(".")[0]
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{referred}"))


def upgrade() -> None:
    op.create_table(
        "closeout_plans",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _to("closeout_plans", "project_id", "projects.id"),
        _to("closeout_plans", "made_by", "users.id"),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_closeout_plans")),
    )
    op.create_table(
        "closeout_rows",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("class_key", sa.String(length=24), nullable=True),
        sa.Column("standard", sa.Text(), nullable=True),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("due_anchor", sa.String(length=8), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changed_by", ID, nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        _to("closeout_rows", "project_id", "projects.id"),
        _to("closeout_rows", "owner_id", "users.id"),
        _to("closeout_rows", "changed_by", "users.id"),
        sa.PrimaryKeyConstraint("project_id", "key", name=op.f("pk_closeout_rows")),
    )
    op.create_table(
        "closeout_evidence",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        _to("closeout_evidence", "project_id", "projects.id"),
        _to("closeout_evidence", "document_id", "documents.id"),
        sa.PrimaryKeyConstraint(
            "project_id", "key", "document_id", name=op.f("pk_closeout_evidence")
        ),
    )
    op.create_index(op.f("ix_closeout_evidence_document_id"), "closeout_evidence", ["document_id"])
    op.create_table(
        "closings",
        sa.Column("id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closed_by", ID, nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("package", sa.String(length=64), nullable=True),
        sa.Column("package_size", sa.Integer(), nullable=True),
        sa.Column("reopened_by", ID, nullable=True),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=True),
        _to("closings", "project_id", "projects.id"),
        _to("closings", "closed_by", "users.id"),
        _to("closings", "reopened_by", "users.id"),
        _to("closings", "package", "blobs.digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_closings_project_id_number")),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _to("calendar_feeds", "user_id", "users.id"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_feeds_digest")),
    )


def downgrade() -> None:
    op.drop_table("calendar_feeds")
    op.drop_table("closings")
    op.drop_table("closeout_evidence")
    op.drop_table("closeout_rows")
    op.drop_table("closeout_plans")
