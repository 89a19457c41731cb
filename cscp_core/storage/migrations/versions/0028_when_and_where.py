"""A meeting says at what time and where it is held, and who sent apologies."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    for name in ("begins", "ends"):
        op.add_column("meeting", sa.Column(name, sa.Time(), nullable=True))
    for name in ("place", "apologies"):
        op.add_column("meeting", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
