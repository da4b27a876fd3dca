"""Notices and the duties of each day."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To be filled by the slice that owns it."""


def downgrade() -> None:
    """The reverse."""
