"""A change of a review is kept once for each circle of those who may see what it rests on.

Before, there was one for each statement, and the next one took its place, also where who made that had not been
told of it. Every row that stands is kept as it is.
"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_NOW = ["project_id", "section", "key", "kind", "circle"]
_BEFORE = ["project_id", "section", "key"]


def upgrade() -> None:
    op.add_column(
        "review_edits",
        sa.Column("circle", sa.String(length=32), server_default="", nullable=False),
    )
    rows = sa.table("review_edits", *map(sa.column, (*_BEFORE, "circle", "details")))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        rested_on = sorted(set(json.loads(row["details"])["documents"]))
        digest = hashlib.sha256("\n".join(rested_on).encode()).hexdigest()[:32]
        this = [rows.c[name] == row[name] for name in _BEFORE]
        connection.execute(rows.update().where(*this).values(circle=digest))
    _known_by(_NOW, "")


def downgrade() -> None:
    """Of several changes of one statement the newest is kept: there is room for one."""
    rows = sa.table("review_edits", *map(sa.column, (*_NOW, "at")))
    connection = op.get_bind()
    newest = sa.select(rows).order_by(rows.c.at.desc(), rows.c.kind.desc())
    kept: set[tuple[str, ...]] = set()
    for row in connection.execute(newest).mappings().all():
        statement = tuple(row[name] for name in _BEFORE)
        if statement in kept:
            this = [rows.c[name] == row[name] for name in _NOW]
            connection.execute(rows.delete().where(*this))
        kept.add(statement)
    _known_by(_BEFORE, "circle")


def _known_by(columns: list[str], without: str) -> None:
    # No other row points to these: the table may be copied.
    with op.batch_alter_table("review_edits") as table:
        table.drop_constraint(op.f("pk_review_edits"), type_="primary")
        table.create_primary_key(op.f("pk_review_edits"), columns)
        if without:
            table.drop_column(without)
        else:
            table.alter_column("circle", server_default=None)
