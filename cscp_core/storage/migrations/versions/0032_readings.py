"""Reports that are being read: their drafted rows, who works where, and every act on them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("report", sa.Column("being_read", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "report_reading",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("is_pdf", sa.Boolean(), nullable=False),
        sa.Column("partnership", sa.String(), nullable=False),
        sa.Column("home_area", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("page_sizes", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("before_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_report_reading_account_id")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_report_reading")),
        sa.UniqueConstraint("report_id", name=op.f("uq_report_reading_report_id")),
    )
    op.create_table(
        "draft_row",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Float(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("sure", sa.Float(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.Column("drafted", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["report_reading.reading_id"], name=op.f("fk_draft_row_reading_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_draft_row_account_id")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_draft_row")),
        sa.UniqueConstraint("reading_id", "sheet", "row_id", name=op.f("uq_draft_row_reading_id_sheet_row_id")),
    )
    op.create_index(op.f("ix_draft_row_reading_id"), "draft_row", ["reading_id"], unique=False)
    op.create_table(
        "section_taken",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["report_reading.reading_id"], name=op.f("fk_section_taken_reading_id")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_section_taken_account_id")),
        sa.PrimaryKeyConstraint("reading_id", "section", name=op.f("pk_section_taken")),
    )
    op.create_index(op.f("ix_section_taken_account_id"), "section_taken", ["account_id"], unique=False)
    op.create_table(
        "reading_act",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["report_reading.reading_id"], name=op.f("fk_reading_act_reading_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_reading_act_account_id")),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_reading_act")),
    )
    op.create_index(op.f("ix_reading_act_reading_id"), "reading_act", ["reading_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
