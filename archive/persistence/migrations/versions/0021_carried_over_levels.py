"""Improvement actions that were carried over into another project are as confidential as what they came from.

Before, one was internal in the project that took it up, whatever it had been: words of a confidential paper could be
read by the whole team, and still can where it was taken up then (decision 0022).
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_CONFIDENTIAL = 2


def upgrade() -> None:
    columns = ("id", "project_id", "level", "source", "created_at")
    actions = sa.table("improvements", *map(sa.column, columns))
    projects = sa.table("projects", sa.column("id"), sa.column("restricted"))
    connection = op.get_bind()
    hidden = {row.id for row in connection.execute(sa.select(projects)).all() if row.restricted}
    in_order = sa.select(actions).order_by(actions.c.created_at, actions.c.id)
    known: dict[str, tuple[str, int]] = {}
    for row in connection.execute(in_order).all():  # what was carried over twice is as its first
        level = row.level
        origin, own = known.get(row.source or "", (row.project_id, level))
        if origin in hidden and row.project_id not in hidden:
            own = max(own, _CONFIDENTIAL)
        if own > level:
            level = own
            connection.execute(actions.update().where(actions.c.id == row.id).values(level=level))
        known[f"{row.project_id}:{row.id}"] = row.project_id, level


def downgrade() -> None:
    """Nothing is less confidential for being read by an older program."""
