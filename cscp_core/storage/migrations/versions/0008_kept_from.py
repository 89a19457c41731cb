"""From whom a worry is kept for good: from the person who held the post that it was about when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "kept_from",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_kept_from_account_id")),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.concern_id"], name=op.f("fk_kept_from_concern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("concern_id", "account_id", name=op.f("pk_kept_from")),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
