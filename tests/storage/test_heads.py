"""Where the trail ended is noted outside the database, so that a shortened or older copy is found."""

import json

import pytest
from typer.testing import CliRunner

from cscp_core.__main__ import app
from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import heads, sealed_lines, trail
from cscp_core.storage.trail_actions import DemonstrationAction
from tests.databases import settle
from tests.storage.test_trail import tamper

pytestmark = pytest.mark.engine


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "heads.jsonl"


def act(store, times=1):
    for _ in range(times):
        with store.writing() as session:
            trail.record(session, SYSTEM, DemonstrationAction.MADE, "a thing")
            session.commit()


def note(store, path):
    with store.reading() as session:
        heads.note_head(session, path)


def missing(store, path):
    with store.reading() as session:
        return heads.first_missing(session, path)


def test_an_empty_trail_has_no_head(store, path):
    note(store, path)
    assert not path.exists()
    assert missing(store, path) is None


def test_a_head_is_noted_once_and_again_after_the_next_act(store, path):
    act(store)
    note(store, path)
    note(store, path)
    act(store)
    note(store, path)
    with store.reading() as session:
        assert [one.number for one in heads.read_heads(session, path)] == [1, 2]
    assert missing(store, path) is None


def test_a_trail_that_was_cut_off_names_the_first_row_that_is_gone(store, path):
    act(store, 5)
    note(store, path)
    tamper(store, "DELETE FROM trail WHERE number > 3")
    assert missing(store, path) == "Row 4 is missing: the trail once reached row 5."


def test_an_older_copy_that_went_another_way_is_found(store, path, place, tmp_path):
    act(store, 2)
    settle(store)
    older = place("older", tmp_path / "store.sqlite3")
    act(store, 2)
    note(store, path)
    assert "Row 3 is missing" in missing(older, path)
    with older.writing() as session:
        for _ in range(2):
            trail.record(session, SYSTEM, DemonstrationAction.EMPTIED, "a thing")
        session.commit()
    with older.reading() as session:
        assert trail.first_broken(session) is None
    assert missing(older, path) == "Row 4 was replaced: it is not the row that was noted."


def test_a_head_that_somebody_made_up_is_found(store, path):
    act(store)
    path.parent.mkdir()
    with store.reading() as session:
        known = sealed_lines.installation_id(session)
    path.write_text(json.dumps({"installation": known, "number": 1, "digest": "0" * 64, "seal": "0" * 64}) + "\n")
    assert missing(store, path) == "Line 1 of the noted heads was not written by this app."


TORN = ['{"number": 2, "dig', "[]", "null", '{"number": "two"}', '{"installation": "', "\0\0\0"]


@pytest.mark.parametrize("rest", TORN)
def test_a_line_that_was_cut_off_is_passed_over(store, path, rest):
    act(store)
    note(store, path)
    with path.open("a") as file:
        file.write(rest)
    assert missing(store, path) is None


@pytest.mark.parametrize("rest", ['{"number": 2, "dig', '{"installation": "', "\0\0\0"])
def test_a_torn_line_is_ended_before_the_next_and_is_no_alarm_afterwards(store, path, rest):
    act(store)
    note(store, path)
    with path.open("a") as file:
        file.write(rest)
    act(store)
    note(store, path)
    act(store)
    note(store, path)
    with store.reading() as session:
        assert [one.number for one in heads.read_heads(session, path)] == [1, 2, 3]
        assert heads.first_missing(session, path) is None
        assert heads.passed_over(session, path) == ""


def test_writing_never_cuts_what_stands_in_the_file(store, path):
    """So the file may be one that only grows, kept by another owner."""
    act(store)
    note(store, path)
    with path.open("a") as file:
        file.write('{"number": 2, "dig')
    before = path.read_bytes()
    act(store)
    note(store, path)
    assert path.read_bytes().startswith(before)


def test_a_line_that_no_crash_explains_is_told(store, path):
    act(store)
    note(store, path)
    act(store)
    path.write_text("rubbish\n" + path.read_text())
    note(store, path)
    assert missing(store, path) == "Line 1 of the noted heads was not written by this app."


def test_where_it_cannot_be_noted_it_says_so(store, path):
    act(store)
    path.mkdir(parents=True)
    with pytest.raises(StorageUnavailable):
        note(store, path)


def test_the_command_says_that_the_trail_holds_or_which_row_does_not(fresh_process):
    from cscp_core import start
    from cscp_core.settings import settings
    from cscp_core.storage import migrate

    opened = start.open_store(settings())
    migrate.upgrade(opened, "demo")
    act(opened, 3)
    note(opened, settings().trail_heads)
    told = CliRunner().invoke(app, ["trail", "verify"])
    assert (told.exit_code, "3 rows, and 1 head noted" in told.output) == (0, True)
    tamper(opened, "UPDATE trail SET subject = 'another thing' WHERE number = 2")
    told = CliRunner().invoke(app, ["trail", "verify"])
    assert (told.exit_code, "Row 2 is the first that is not intact" in told.output) == (1, True)
    opened.engine.dispose()
