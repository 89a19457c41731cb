"""Whose an answer is, so that passing a challenge on moves no words; and of which report a private note is."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
WITH_THE_CHALLENGE = (
    "UPDATE {table} SET agency_id = "
    "(SELECT challenge.agency_id FROM challenge WHERE challenge.challenge_id = {table}.challenge_id)"
)
OF_THE_NEWEST_REPORT = (
    "UPDATE private_note SET report_id = "
    "(SELECT max({kind}.report_id) FROM {kind} WHERE {kind}.{kind}_id = private_note.about_id) "
    "WHERE about_kind = '{kind}'"
)


def upgrade() -> None:
    for table in ("answer", "challenge_event"):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("agency_id", sa.String(), nullable=True))
            changed.create_foreign_key(op.f(f"fk_{table}_agency_id"), "agency", ["agency_id"], ["agency_id"])
        op.create_index(op.f(f"ix_{table}_agency_id"), table, ["agency_id"])
        op.execute(WITH_THE_CHALLENGE.format(table=table))
    with op.batch_alter_table("answer") as changed:
        changed.alter_column("agency_id", existing_type=sa.String(), nullable=False)
    with op.batch_alter_table("private_note") as changed:
        changed.add_column(sa.Column("report_id", sa.String(), nullable=True))
        changed.create_foreign_key(op.f("fk_private_note_report_id"), "report", ["report_id"], ["report_id"])
    for kind in ("claim", "theme"):  # until now a note's link led to the newest report that has the id
        op.execute(OF_THE_NEWEST_REPORT.format(kind=kind))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
