"""Saved and recent searches; lessons and reviews as hits of the search."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OWE = """
    INSERT INTO jobs (queue, kind, subject, state, attempts, run_at, created_at)
    SELECT 'index', '{kind}', id, 'waiting', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM {table}
    WHERE {which} AND NOT EXISTS
      (SELECT 1 FROM jobs j WHERE j.kind = '{kind}' AND j.subject = {table}.id AND j.state = 'waiting')
"""


def _user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users")
    )


def upgrade() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("alert", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("looked_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        _user("saved_searches"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    with op.batch_alter_table("saved_searches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_searches_user_id"), ["user_id"])
    op.create_table(
        "recent_searches",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("text_key", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _user("recent_searches"),
        sa.PrimaryKeyConstraint("user_id", "text_key", name=op.f("pk_recent_searches")),
    )
    with op.batch_alter_table("recent_searches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recent_searches_user_id_at"), ["user_id", "at"])
    for name in ("indexed", "index_stale"):
        op.add_column(
            "lessons", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    for table in ("documents", "lessons"):
        op.add_column(table, sa.Column("searchable_at", sa.DateTime(), nullable=True))
        op.create_index(op.f(f"ix_{table}_searchable_at"), table, ["searchable_at"])
    op.execute(
        "UPDATE documents SET searchable_at ="
        " (SELECT v.filed_at FROM versions v WHERE v.id = documents.version_id) WHERE indexed"
    )
    op.create_index("ix_lessons_stale", "lessons", ["id"], sqlite_where=sa.text("index_stale"))
    # What is filed already becomes a hit of its kind without a rebuild.
    op.execute(_OWE.format(kind="lesson", table="lessons", which="state = 'approved'"))
    op.execute(
        _OWE.format(
            kind="index", table="documents", which="class_key = 'review' AND state <> 'withdrawn'"
        )
    )


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE kind = 'lesson'")
    op.drop_index("ix_lessons_stale", "lessons")
    for table in ("documents", "lessons"):
        op.drop_index(op.f(f"ix_{table}_searchable_at"), table)
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_column("searchable_at")
    with op.batch_alter_table("lessons", schema=None) as batch_op:
        batch_op.drop_column("searchable_at")
        batch_op.drop_column("index_stale")
        batch_op.drop_column("indexed")
    op.drop_table("recent_searches")
    op.drop_table("saved_searches")
