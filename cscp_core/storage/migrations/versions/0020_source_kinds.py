"""One code for one kind of source: "challenge" is one in the app, "recorded_challenge" one that the report tells of.

Until now the first was "asked" where a comment or an agenda item is about it, and "challenge" meant the second there.
Private notes stay: with them "challenge" has always been the first. Rows of the trail stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

RECORDED = {"challenge": "recorded_challenge"}
COLUMNS: dict[str, dict[str, dict[str, str]]] = {
    "agenda_item": {"source_kind": RECORDED | {"asked": "challenge"}},
    "challenge": {"source_kind": RECORDED},
    "comment": {"source_kind": RECORDED | {"asked": "challenge"}},
    "findable": {"kind": RECORDED},
}
PLACES = {
    "new/challenge/": "new/recorded_challenge/",
    "agenda/asked/": "agenda/challenge/",
    "asked/": "challenge/",
}
"""How the places of drafts begin that name a kind."""


def upgrade() -> None:
    connection = op.get_bind()
    for table, columns in COLUMNS.items():
        for column, codes in columns.items():
            stored = sa.table(table, sa.column(column, sa.String()))
            now = sa.case(codes, value=stored.c[column])
            connection.execute(stored.update().where(stored.c[column].in_(list(codes))).values({column: now}))
    _rewrite_places(connection)


def _rewrite_places(connection: sa.Connection) -> None:
    drafts = sa.table("own_draft", *(sa.column(name) for name in ("account_id", "place")))
    for account_id, place in connection.execute(sa.select(drafts.c.account_id, drafts.c.place)).all():
        before = next((one for one in PLACES if place.startswith(one)), None)
        if before is not None:
            mine = (drafts.c.account_id == account_id) & (drafts.c.place == place)
            moved = PLACES[before] + place.removeprefix(before)
            connection.execute(drafts.update().where(mine).values(place=moved))


def downgrade() -> None:
    raise RuntimeError("An older version of the app gets its data back from a backup.")
