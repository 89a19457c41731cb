"""Wrong tries of several kinds, whether they were reported, and the networks from which a name signed in lately."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.drop_table("wrong_tries")  # the keys of its rows say nothing of a kind: every count begins at zero
    op.create_table(
        "wrong_tries",
        sa.Column("tries_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tries_key", name=op.f("pk_wrong_tries")),
    )
    op.create_table(
        "known_network",
        sa.Column("network_key", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("network_key", name=op.f("pk_known_network")),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
