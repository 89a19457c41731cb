"""An item says what came of it and where it was carried to; a meeting says when it was adjourned and resumed."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

MEETING = sa.table("meeting", *map(sa.column, ("meeting_id", "state", "held_on")))
ITEM = sa.table("agenda_item", *map(sa.column, ("meeting_id", "reached", "result")))


def upgrade() -> None:
    op.create_table(
        "adjournment",
        sa.Column("adjournment_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.meeting_id"], name=op.f("fk_adjournment_meeting_id")),
        sa.PrimaryKeyConstraint("adjournment_id", name=op.f("pk_adjournment")),
    )
    op.create_index(op.f("ix_adjournment_meeting_id"), "adjournment", ["meeting_id"], unique=False)
    op.add_column("agenda_item", sa.Column("result", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index(op.f("ix_agenda_item_result"), "agenda_item", ["result"], unique=False)
    for name in ("carried_to", "carried_from"):
        op.add_column("agenda_item", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("meeting_note", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    _carry_over()


def _carry_over() -> None:
    """What the last meeting did not reach headed the suggestions for the next one. It is carried over now."""
    connection = op.get_bind()
    last = connection.execute(
        sa.select(MEETING.c.meeting_id)
        .where(MEETING.c.state == "ended")
        .order_by(MEETING.c.held_on.desc(), MEETING.c.meeting_id.desc())
        .limit(1)
    ).scalar()
    if last is not None:
        unreached = (ITEM.c.meeting_id == last, ITEM.c.reached == sa.false())
        connection.execute(sa.update(ITEM).where(*unreached).values(result="carried"))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
