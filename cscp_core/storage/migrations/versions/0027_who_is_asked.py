"""An agency names who commissions it, and a check says whether a reader should meet it first."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE agency ADD COLUMN commissioned_by VARCHAR "
        "CONSTRAINT fk_agency_commissioned_by REFERENCES agency (agency_id)"
    )
    op.add_column("declared_check", sa.Column("first", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
