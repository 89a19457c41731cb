"""An account keeps whether its owner is shown round."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("account", sa.Column("tour_open", sa.Boolean(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
