"""Declared checks, explanations of what they found, and what kind of load each load was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "declared_check",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("load_number", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("check_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("figure_ids", sa.String(), nullable=False),
        sa.Column("against_ids", sa.String(), nullable=False),
        sa.Column("refs", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("option", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_declared_check_report_id")),
        sa.PrimaryKeyConstraint("report_id", "check_id", name=op.f("pk_declared_check")),
    )
    op.create_table(
        "explanation",
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("check_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("explained_by", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_explanation_account_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("fk_explanation_report_id")),
        sa.PrimaryKeyConstraint("explanation_id", name=op.f("pk_explanation")),
        sa.UniqueConstraint("report_id", "check_id", "version", name=op.f("uq_explanation_report_id_check_id_version")),
    )
    op.add_column("indicator", sa.Column("base_figure_id", sa.String(), nullable=True))
    op.add_column("report", sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("report", sa.Column("folder_digest", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("report_load", sa.Column("what", sa.String(), server_default="load", nullable=False))


def downgrade() -> None:
    raise RuntimeError("What people wrote is not thrown away.")
