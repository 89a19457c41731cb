"""A database from before codes were stored: every sentence in every column becomes its code."""

import importlib
import json
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command

from cscp_core.storage import migrate

pytestmark = pytest.mark.engine
MOVED = importlib.import_module("cscp_core.storage.migrations.versions.0017_codes")
BEFORE = "0016"
WHEN = datetime(2026, 11, 2, tzinfo=UTC)
WITHOUT_KEYS = {"sqlite": "PRAGMA defer_foreign_keys=ON", "postgresql": "SET LOCAL session_replication_role = replica"}


@pytest.fixture
def older(place):
    """A connection to a database as the version before left it. What is done with it is taken back: its rows lead
    nowhere, since one stands for each sentence."""
    engine = place("older").engine
    with engine.execution_options(writing=True).connect() as connection, connection.begin() as transaction:
        moved_to(connection, BEFORE)
        connection.execute(sa.text(WITHOUT_KEYS[engine.dialect.name]))
        yield connection
        transaction.rollback()


def moved_to(connection, revision):
    config = migrate.alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def filled(column, number):
    """A value that no other row has, where the column can hold as many."""
    kinds = {sa.Boolean: False, sa.Integer: number, sa.Float: 0.0, sa.DateTime: WHEN, sa.Date: WHEN.date()}
    return next((value for kind, value in kinds.items() if isinstance(column.type, kind)), str(number))


def insert(connection, name, number, **values):
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    needed = {one.name: filled(one, number) for one in table.columns if not one.nullable}
    connection.execute(table.insert().values(needed | values))


def stored(connection, table, *columns):
    return connection.execute(sa.select(*(sa.column(one) for one in columns)).select_from(sa.table(table))).all()


def as_inserted(connection, name, column):
    """The values of a column in the order of the rows' numbers, of which there are fewer than ten."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    return list(connection.execute(sa.select(table.columns[column]).order_by(*table.primary_key)).scalars())


def test_every_sentence_in_every_column_becomes_its_code(older):
    wanted = {}
    for table, columns in MOVED.COLUMNS.items():
        number = 0
        for column, words in columns.items():
            for word, code in words.items():
                number += 1
                insert(older, table, number, **{column: word})
                wanted.setdefault((table, column), []).append(code)
    moved_to(older, "head")
    for (table, column), codes in wanted.items():
        now = [value for (value,) in stored(older, table, column)]
        assert not set(MOVED.COLUMNS[table][column]) & set(now), (table, column)
        assert sorted(set(codes) & set(now)) == sorted(set(codes)), (table, column)
    assert len(wanted) > 30


def test_what_was_a_code_already_stays(older):
    insert(older, "challenge", 1, state="raised", how_known="tested", missing="")
    moved_to(older, "head")
    assert stored(older, "challenge", "state", "how_known", "missing") == [("raised", "tested", "")]


def test_earlier_wordings_of_a_report_hold_codes_and_every_other_word_as_it_was(older):
    said = {"figure_id": "f1", "state": "published only as a chart", "note": "published only as a chart"}
    insert(older, "earlier_wording", 1, sheet="figures", wording=json.dumps(said))
    moved_to(older, "head")
    ((wording,),) = stored(older, "earlier_wording", "wording")
    assert json.loads(wording) == said | {"state": "chart_only"}


DRAFTS = {
    "new/claim/claim-1/SECOND_SOURCE/question": "new/claim/claim-1/second_source/question",
    "new/claim/claim-1/SECOND_SOURCE@4/question": "new/claim/claim-1/second_source@4/question",
    "wording/BASE@0/question": "wording/base@0/question",
    "new/claim/BASE//question": "new/claim/BASE//question",
    "asked/7/reply": "challenge/7/reply",
}
"""Where a draft was kept, and where it is now."""


def test_a_draft_is_found_where_its_field_is_now(older):
    assert where_drafts_are_now(older, DRAFTS) == list(DRAFTS.values())


def where_drafts_are_now(connection, drafts):
    for number, place in enumerate(drafts, 1):
        insert(connection, "own_draft", number, place=place)
    moved_to(connection, "head")
    return as_inserted(connection, "own_draft", "place")


def test_no_row_of_the_trail_is_rewritten(older):
    row = {"role": "safeguarding lead", "detail": '{"new": "sent back"}'}
    insert(older, "trail", 1, **row)
    moved_to(older, "head")
    assert stored(older, "trail", "role", "detail") == [tuple(row.values())]


@pytest.fixture
def with_old_kinds(older):
    moved_to(older, "0017")
    return older


KINDS = {
    ("comment", "source_kind"): {"asked": "challenge", "challenge": "recorded_challenge", "claim": "claim"},
    ("agenda_item", "source_kind"): {
        "asked": "challenge",
        "challenge": "recorded_challenge",
        "question": "question",
        "": "",
    },
    ("challenge", "source_kind"): {"challenge": "recorded_challenge", "check": "check"},
    ("findable", "kind"): {"challenge": "recorded_challenge", "term": "term"},
    ("private_note", "about_kind"): {"challenge": "challenge", "meeting": "meeting"},
}
"""What a kind was called, and what it is called now."""


def test_one_code_stands_for_one_kind_of_source(with_old_kinds):
    for (table, column), kinds in KINDS.items():
        for number, before in enumerate(kinds, 1):
            insert(with_old_kinds, table, number, **{column: before})
    moved_to(with_old_kinds, "0020")  # a later version empties the table of what can be found, and fills it again
    for (table, column), kinds in KINDS.items():
        assert as_inserted(with_old_kinds, table, column) == list(kinds.values()), table


DRAFTS_BESIDE_A_CHALLENGE = {
    "new/challenge/challenge-1//question": "new/recorded_challenge/challenge-1//question",
    "new/claim/claim-1/base@4/question": "new/claim/claim-1/base@4/question",
    "agenda/asked/7/words": "agenda/challenge/7/words",
    "agenda/3/minutes": "agenda/3/minutes",
    "asked/7@2/reply": "challenge/7@2/reply",
    "note/challenge//7/words": "note/challenge//7/words",
    "draft/7/question": "draft/7/question",
}


def test_a_draft_beside_a_challenge_is_found_where_its_field_is_now(with_old_kinds):
    now = where_drafts_are_now(with_old_kinds, DRAFTS_BESIDE_A_CHALLENGE)
    assert now == list(DRAFTS_BESIDE_A_CHALLENGE.values())
