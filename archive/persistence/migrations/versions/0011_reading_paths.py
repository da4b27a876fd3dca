"""Reading paths and what was confirmed; what lessons are browsed and checked by."""

import json

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
    op.add_column("lessons", sa.Column("industry", sa.Text(), nullable=True))
    op.add_column("lessons", sa.Column("band", sa.String(length=16), nullable=True))
    op.add_column("lessons", sa.Column("verified_until", sa.String(length=10), nullable=True))
    op.add_column("lessons", sa.Column("family", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_lessons_family"), "lessons", ["family"])
    _take_industries_over()
    _handed_lessons()
    _improvements()


def _handed_lessons() -> None:
    op.create_table(
        "project_briefs",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_project_briefs_project_id_projects")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_project_briefs_by_users")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_project_briefs")),
    )
    op.create_table(
        "handed_lessons",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("lesson_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("marked_by", sa.String(length=32), nullable=True),
        sa.Column("marked_at", sa.DateTime(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_handed_lessons_project_id_projects")
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_handed_lessons_lesson_id_lessons")
        ),
        sa.ForeignKeyConstraint(
            ["marked_by"], ["users.id"], name=op.f("fk_handed_lessons_marked_by_users")
        ),
        sa.PrimaryKeyConstraint("project_id", "lesson_id", name=op.f("pk_handed_lessons")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_handed_lessons_lesson_id_mark"), "handed_lessons", ["lesson_id", "mark"]
    )


def _improvements() -> None:
    op.create_table(
        "improvements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("source", sa.String(length=96), nullable=True),
        sa.Column("proof", sa.String(length=32), nullable=True),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_improvements_project_id_projects")
        ),
        sa.ForeignKeyConstraint(["owner"], ["users.id"], name=op.f("fk_improvements_owner_users")),
        sa.ForeignKeyConstraint(
            ["proof"], ["documents.id"], name=op.f("fk_improvements_proof_documents")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_improvements_created_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvements")),
    )
    op.create_index(
        op.f("ix_improvements_project_id_source"), "improvements", ["project_id", "source"]
    )
    op.create_index(op.f("ix_improvements_state_due"), "improvements", ["state", "due"])
    op.create_index(op.f("ix_improvements_owner_state"), "improvements", ["owner", "state"])


def _take_industries_over() -> None:
    """Industries stood among what is only shown; a band in free words has no place in the list of bands."""
    table = sa.table("lessons", sa.column("id"), sa.column("industry"), sa.column("details"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(table.c.id, table.c.details)).all():
        industry = json.loads(row.details).get("industry")
        if industry:
            connection.execute(table.update().where(table.c.id == row.id).values(industry=industry))


def downgrade() -> None:
    for name in ("improvements", "handed_lessons", "project_briefs"):
        op.drop_table(name)
    op.drop_index(op.f("ix_lessons_family"), "lessons")
    for name in ("family", "verified_until", "band", "industry"):
        op.drop_column("lessons", name)
    op.drop_table("reading_confirmations")
    op.drop_table("reading_paths")
