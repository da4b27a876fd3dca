"""Notices, the duties of each day, where people get their mail; what was done to items together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("project_id", sa.String(length=32), nullable=True),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("mailed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notices_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("uq_notices_user_id_key", ["user_id", "key"], unique=True)
        batch_op.create_index(
            batch_op.f("ix_notices_user_id_posted_at"), ["user_id", "posted_at"], unique=False
        )
    op.create_table(
        "duties",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duties")),
    )
    op.create_table(
        "batch_acts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_batch_acts_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_batch_acts_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_acts")),
    )
    with op.batch_alter_table("batch_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_acts_batch_id_at"), ["batch_id", "at"])
    op.create_table(
        "class_lessons",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("class_key", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_class_lessons_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_class_lessons")),
    )
    op.create_table(
        "rule_trials",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_rule_trials_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_trials")),
    )
    with op.batch_alter_table("rule_trials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_trials_user_id"), ["user_id"])
    op.create_table(
        "rule_trial_names",
        sa.Column("trial_id", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["rule_trials.id"], name=op.f("fk_rule_trial_names_trial_id_rule_trials")
        ),
        sa.PrimaryKeyConstraint("trial_id", "ordinal", name=op.f("pk_rule_trial_names")),
    )
    # Added without rebuilding the table: other tables refer to it.
    op.add_column("users", sa.Column("email", sa.String(length=254), nullable=True))
    op.add_column(
        "users",
        sa.Column("digest", sa.String(length=8), nullable=False, server_default="daily"),
    )


def downgrade() -> None:
    op.drop_column("users", "digest")
    op.drop_column("users", "email")
    op.drop_table("rule_trial_names")
    op.drop_table("rule_trials")
    op.drop_table("class_lessons")
    op.drop_table("batch_acts")
    op.drop_table("duties")
    op.drop_table("notices")
