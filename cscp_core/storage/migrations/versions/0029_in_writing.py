"""A spoken answer says whether it is asked for in writing."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("meeting_note", sa.Column("in_writing", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
