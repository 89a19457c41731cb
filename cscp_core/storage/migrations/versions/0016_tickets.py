"""A session is opened by a ticket that its own browser exchanges once, within seconds, for the token in its cookie."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    with op.batch_alter_table("sign_in_session") as changed:
        changed.add_column(sa.Column("ticket_until", sa.DateTime(timezone=True), nullable=True))
        changed.add_column(sa.Column("browser", sa.String(), nullable=True))
    op.create_index(op.f("ix_sign_in_session_browser"), "sign_in_session", ["browser"])


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
