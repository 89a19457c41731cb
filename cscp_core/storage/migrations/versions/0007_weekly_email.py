"""Who wants a weekly e-mail; indexes for lists that a page would otherwise look for in a whole table."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_digest_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_digest")),
    )
    op.create_index(op.f("ix_agenda_item_source"), "agenda_item", ["source_kind", "source_id"])
    op.create_index(op.f("ix_challenge_invented"), "challenge", ["invented"])
    op.create_index(op.f("ix_challenge_waiting_for"), "challenge", ["waiting_for"])
    op.create_index(op.f("ix_comment_agency_id"), "comment", ["agency_id"])
    op.create_index(op.f("ix_comment_reply_agency_id"), "comment_reply", ["agency_id"])
    op.create_index(op.f("ix_trail_action"), "trail", ["action"])


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
