"""A reply that promises something says what came of it, and its writer says what is still missing from a
reply; issues of Because of you are published."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    for name in ("promise", "promise_words"):
        op.add_column("comment_reply", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("comment_reply", sa.Column("promise_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comment", sa.Column("follows", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index(op.f("ix_comment_follows"), "comment", ["follows"], unique=False)
    op.create_table(
        "issue",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_issue_account_id")),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_issue")),
    )
    op.create_table(
        "issue_story",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.issue_id"], name=op.f("fk_issue_story_issue_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.comment_id"], name=op.f("fk_issue_story_comment_id")),
        sa.PrimaryKeyConstraint("issue_id", "comment_id", name=op.f("pk_issue_story")),
    )
    op.create_index(op.f("ix_issue_story_comment_id"), "issue_story", ["comment_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
