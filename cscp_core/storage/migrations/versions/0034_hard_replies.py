"""A reply keeps how old its reader must be, and why it cannot be simpler."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("comment_reply", sa.Column("reading_age", sa.Integer(), nullable=True))
    op.add_column("comment_reply", sa.Column("hard_because", sa.String(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
