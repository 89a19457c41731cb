"""Views given together are found by their kind, not among all comments of a report."""

from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_index("ix_comment_kind", "comment", ["report_id", "kind", "state"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
