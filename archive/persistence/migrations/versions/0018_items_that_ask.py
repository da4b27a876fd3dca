"""Whether a file on its way in waits for a person's eye is kept beside it, so that it can be counted.

Rows that stand are told by their name alone until they are next changed, as they were before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No batch: that would copy the table and drop the old one, to which other rows point.
    op.add_column("items", sa.Column("asks", sa.Boolean(), server_default="0", nullable=False))
    op.create_index(op.f("ix_items_asks_project_id"), "items", ["asks", "project_id"])
    items = sa.table("items", sa.column("state"), sa.column("verdict"), sa.column("asks"))
    waits = sa.or_(
        items.c.state.in_(["held", "failed"]),
        sa.and_(items.c.state == "proposed", items.c.verdict.in_(["held", "refused"])),
    )
    op.execute(items.update().where(waits).values(asks=sa.true()))


def downgrade() -> None:
    op.drop_index(op.f("ix_items_asks_project_id"), "items")
    op.drop_column("items", "asks")
