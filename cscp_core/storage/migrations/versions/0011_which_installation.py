"""Which installation a database belongs to, so that files beside it are told apart."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MARK = sa.table(
    "installation", sa.column("number"), sa.column("made_at", sa.DateTime(True)), sa.column("installation_id")
)
TRAIL = sa.table("trail", sa.column("number"), sa.column("digest"))


def upgrade() -> None:
    with op.batch_alter_table("installation") as changed:
        changed.add_column(sa.Column("installation_id", sa.String(), nullable=True))
    connection = op.get_bind()
    first = connection.scalar(sa.select(TRAIL.c.digest).order_by(TRAIL.c.number).limit(1))
    for number, made_at in connection.execute(sa.select(MARK.c.number, MARK.c.made_at)).all():
        row = sa.update(MARK).where(MARK.c.number == number)
        connection.execute(row.values(installation_id=_id_of(made_at, first or "")))
    with op.batch_alter_table("installation") as changed:
        changed.alter_column("installation_id", existing_type=sa.String(), nullable=False)


def _id_of(made_at: datetime, first: str) -> str:
    """Not random, so that every older copy of one database comes to the same id."""
    at = made_at.replace(tzinfo=UTC) if made_at.tzinfo is None else made_at.astimezone(UTC)
    return hashlib.sha256(f"installation {at.isoformat()} {first}".encode()).hexdigest()[:32]


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
