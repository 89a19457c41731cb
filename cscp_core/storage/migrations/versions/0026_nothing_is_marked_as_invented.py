"""Nothing is marked as invented: a demonstration is one as a whole, and a live installation has nothing of it."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.drop_index("ix_challenge_invented", "challenge")
    for table in ("challenge", "meeting", "notice", "comment", "concern"):
        op.drop_column(table, "invented")


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
