"""Agencies belong to the partnership whose reports name them. Those of an installation with reports of one partnership
are that one's; where there are several, nobody's until a report names them again."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    for name in ("partnership_id", "own_id"):
        op.add_column("agency", sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''")))
    bind = op.get_bind()
    bind.execute(sa.text("UPDATE agency SET own_id = agency_id"))
    whose = {_id_of(name) for (name,) in bind.execute(sa.text("SELECT DISTINCT partnership FROM report"))}
    if len(whose) == 1:
        bind.execute(sa.text("UPDATE agency SET partnership_id = :whose"), {"whose": whose.pop()})


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")


def _id_of(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    return "-".join(word for word in words.split() if word != "the")
