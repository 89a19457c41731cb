"""Young Advisors rate the adults after a meeting, and the scrutineer writes to them each month."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "meeting_rating",
        sa.Column("rating_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("heard", sa.String(), nullable=False),
        sa.Column("straight", sa.String(), nullable=False),
        sa.Column("wishes", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_meeting_rating_account_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_meeting_rating_meeting_id")),
        sa.PrimaryKeyConstraint("rating_id", name=op.f("pk_meeting_rating")),
        sa.UniqueConstraint("meeting_id", "account_id", name=op.f("uq_meeting_rating_meeting_id_account_id")),
    )
    for name in ("account_id", "meeting_id"):
        op.create_index(op.f(f"ix_meeting_rating_{name}"), "meeting_rating", [name], unique=False)
    op.create_table(
        "monthly_note",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_monthly_note_account_id")),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_monthly_note")),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
