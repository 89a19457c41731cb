"""A version for each of one's own drafts and for each contact, so that an older screen never overwrites a newer one."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for table in ("own_draft", "contact"):
        op.add_column(table, sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
