"""Closeout plans, waivers and packages."""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To be filled by the slice that owns it."""


def downgrade() -> None:
    """The reverse."""
