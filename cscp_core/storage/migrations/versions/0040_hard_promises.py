"""What an agency says of its promise keeps why it cannot be simpler, as a reply does."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.add_column(
        "comment_reply", sa.Column("promise_hard_because", sa.String(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
