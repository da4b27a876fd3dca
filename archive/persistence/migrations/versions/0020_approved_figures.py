"""Figures of approved reviews by their names, so that projects can be compared in a search.

The table is a copy: the duty `approved_figures` fills it from the approvals that stand.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "approved_figures",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("ending", sa.String(length=400), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_approved_figures_project_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "name_key", name=op.f("pk_approved_figures")),
    )
    op.create_index(op.f("ix_approved_figures_ending"), "approved_figures", ["ending"])


def downgrade() -> None:
    op.drop_index(op.f("ix_approved_figures_ending"), table_name="approved_figures")
    op.drop_table("approved_figures")
