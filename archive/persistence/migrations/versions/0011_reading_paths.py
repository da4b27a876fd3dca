"""Reading paths and what was confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading_paths",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("token", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_reading_paths_project_id_projects")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_reading_paths_created_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_paths")),
    )
    op.create_index(
        op.f("ix_reading_paths_token_created_at"), "reading_paths", ["token", "created_at"]
    )
    op.create_table(
        "reading_confirmations",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_reading_confirmations_user_id_users")
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "subject", "version", name=op.f("pk_reading_confirmations")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_reading_confirmations_subject_version"),
        "reading_confirmations",
        ["subject", "version"],
    )


def downgrade() -> None:
    op.drop_table("reading_confirmations")
    op.drop_table("reading_paths")
