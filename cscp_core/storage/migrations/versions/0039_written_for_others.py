"""A participation worker can write a comment for somebody who asked."""

from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE comment ADD COLUMN written_by INTEGER "
        "CONSTRAINT fk_comment_written_by REFERENCES account (account_id)"
    )
    op.create_index(op.f("ix_comment_written_by"), "comment", ["written_by"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
