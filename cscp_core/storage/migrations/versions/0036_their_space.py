"""Young Advisors choose together for a term, and people switch reminders on for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "term_choice",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_term_choice_account_id")),
        sa.PrimaryKeyConstraint("account_id", "term", "what", "code", name=op.f("pk_term_choice")),
    )
    op.create_index(op.f("ix_term_choice_term"), "term_choice", ["term"], unique=False)
    op.create_table(
        "own_reminder",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("often", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_own_reminder_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_own_reminder")),
    )
    op.create_index(op.f("ix_own_reminder_next_on"), "own_reminder", ["next_on"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
