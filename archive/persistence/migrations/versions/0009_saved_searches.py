"""Saved searches."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To be filled by the slice that owns it."""


def downgrade() -> None:
    """The reverse."""
