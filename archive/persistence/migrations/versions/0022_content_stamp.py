"""A number that is another one after every change of what searches read.

The triggers that set it are made after each migration (`content_changes.watch_content`), for the tables there are then.
"""

import sqlalchemy as sa
from alembic import op

from archive.persistence.content_changes import unwatch_content

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "content_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_stamp")),
    )
    op.bulk_insert(made, [{"id": 1, "value": 0}])


def downgrade() -> None:
    unwatch_content(op.get_bind())
    op.drop_table("content_stamp")
