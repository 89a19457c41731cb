"""A reply that promises something says what came of it, and its writer says what is still missing from a reply."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    for name in ("promise", "promise_words"):
        op.add_column("comment_reply", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("comment_reply", sa.Column("promise_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comment", sa.Column("follows", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index(op.f("ix_comment_follows"), "comment", ["follows"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
