"""Following up a worry: who moved it, how its writer may be contacted, contacts, and a date to look again."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
CONCERN = sa.table("concern", sa.column("concern_id", sa.Integer()), sa.column("number", sa.String()))


def upgrade() -> None:
    for name in ("number", "safe_contact", "contact_how", "acknowledged_as"):
        op.add_column("concern", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("concern", sa.Column("look_again_on", sa.Date(), nullable=True))
    op.add_column("concern", sa.Column("look_again_noticed", sa.Boolean(), server_default=sa.false(), nullable=False))
    # In SQL: Alembic adds no foreign key on SQLite but by a new table, and dropping the old one would empty kept_from.
    op.execute(
        "ALTER TABLE concern ADD COLUMN moved_by INTEGER CONSTRAINT fk_concern_moved_by REFERENCES account (account_id)"
    )
    connection = op.get_bind()
    for (concern_id,) in connection.execute(sa.select(CONCERN.c.concern_id)).all():
        one = CONCERN.c.concern_id == concern_id
        connection.execute(sa.update(CONCERN).where(one).values(number=secrets.token_hex(8)))
    op.create_index(op.f("ix_concern_number"), "concern", ["number"], unique=True)
    op.create_table(
        "contact_attempt",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.concern_id"], name=op.f("fk_contact_attempt_concern_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_contact_attempt")),
    )
    op.create_index(op.f("ix_contact_attempt_concern_id"), "contact_attempt", ["concern_id"])


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
