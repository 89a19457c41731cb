"""Wordings of questions put no quotation marks round our own account of a claim."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

SENTENCE = re.compile(r"\$\{?section\}? says(?: of several agencies)?: [“\"]\$\{?claim\}?[”\"]")
QUOTED = re.compile(r"[“‘\"'](\$\{?claim\}?)[”’\"']")
WORDINGS = sa.table("question_wording", *map(sa.column, ("missing", "version", "question", "would_answer")))


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(WORDINGS)).mappings().all():
        words = {name: _unquoted(row[name]) for name in ("question", "would_answer")}
        same = (WORDINGS.c.missing == row["missing"], WORDINGS.c.version == row["version"])
        connection.execute(sa.update(WORDINGS).where(*same).values(**words))


def _unquoted(text: str) -> str:
    return QUOTED.sub(r"\1", SENTENCE.sub("$reported", text))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
