"""Reading paths, and lessons handed to projects."""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To be filled by the slice that owns it."""


def downgrade() -> None:
    """The reverse."""
