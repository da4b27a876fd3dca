"""Survey links are mailed in the background, and a duty that failed is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("survey_invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mail", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("mailed_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.drop_column("tries")
    with op.batch_alter_table("survey_invitations", schema=None) as batch_op:
        batch_op.drop_column("mailed_at")
        batch_op.drop_column("mail")
