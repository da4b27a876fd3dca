"""Money matches, surveys, access reviews, closing lists, paper originals."""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To be filled by the slice that owns it."""


def downgrade() -> None:
    """The reverse."""
