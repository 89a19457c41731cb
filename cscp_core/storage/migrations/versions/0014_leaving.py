"""Who has left keeps a link to their own data; and reminders to talk about turning 18 or 25."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
LEFT = "SELECT account_id FROM account WHERE disabled_at IS NOT NULL AND username NOT LIKE 'erased-%' AND role IN "


def upgrade() -> None:
    leaving = op.create_table(
        "leaving",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_leaving_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_leaving")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_leaving_token_hash")),
    )
    op.create_table(
        "talk_reminder",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_talk_reminder_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_talk_reminder")),
    )
    until = datetime.now(UTC) + timedelta(days=90)  # who was disabled before has never had the link
    left = op.get_bind().execute(sa.text(f"{LEFT} ('Young Advisor', 'lay member')")).scalars().all()
    if left:
        op.bulk_insert(
            leaving,
            [{"account_id": one, "token_hash": None, "until": until, "chosen": "", "version": 1} for one in left],
        )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
