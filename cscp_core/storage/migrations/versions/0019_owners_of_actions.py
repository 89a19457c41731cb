"""An action of the partners together can be taken by one of them, or placed with another."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "action_owner",
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("recommendation_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_agency_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_action_owner_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.agency_id"], name=op.f("fk_action_owner_agency_id")),
        sa.ForeignKeyConstraint(["by_agency_id"], ["agency.agency_id"], name=op.f("fk_action_owner_by_agency_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_action_owner_report_id")),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_action_owner")),
        sa.UniqueConstraint(
            "report_id",
            "recommendation_id",
            "version",
            name=op.f("uq_action_owner_report_id_recommendation_id_version"),
        ),
    )


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
