"""Young Advisors pick which finding stands on top in a month."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "finding_pick",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_finding_pick_account_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_finding_pick_report_id")),
        sa.PrimaryKeyConstraint("account_id", "report_id", "month", name=op.f("pk_finding_pick")),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
