"""A backup holds everything, shows what was done to it, and comes back whole or not at all."""

import hashlib
import hmac
import importlib
import json

import pytest
from alembic import command
from sqlalchemy import MetaData, select, text
from typer.testing import CliRunner

from cscp_core import start
from cscp_core.__main__ import app
from cscp_core.errors import BackupRefused, StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import backup, migrate, trail
from cscp_core.storage.session import Store, make_engine, wall_clock
from cscp_core.storage.trail_actions import DemonstrationAction
from tests.databases import KEY
from tests.nightly import sampled

pytestmark = pytest.mark.engine


@pytest.fixture
def everything(place, rehearsed):
    """A store with something in nearly every table."""
    return place("full", rehearsed, wall_clock)


@pytest.fixture
def empty(place):
    return place("empty")


def contents(store):
    """Every row of every table, as the driver gives it."""
    found = MetaData()
    with store.engine.connect() as connection:
        found.reflect(connection, only=lambda name, _: not name.startswith("findable_words"))
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in found.sorted_tables
        }


SPEND_900 = {
    "sqlite": "UPDATE sqlite_sequence SET seq = 900 WHERE name = 'concern'",
    "postgresql": "SELECT setval(pg_get_serial_sequence('concern', 'concern_id'), 900)",
}
REACHED = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'concern'",
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence('concern', 'concern_id')::regclass)",
}


def test_what_is_restored_is_what_was_kept(everything, empty, tmp_path):
    made = backup.make_backup(everything, tmp_path / "kept")
    put = backup.restore_backup(empty, tmp_path / "kept")
    assert put == made
    assert contents(empty) == contents(everything)
    assert made.rows["claim"] > 800
    with empty.reading() as session:
        assert trail.first_broken(session) is None


def test_the_guards_of_the_trail_stand_after_a_restore(everything, empty, tmp_path):
    backup.make_backup(everything, tmp_path / "kept")
    backup.restore_backup(empty, tmp_path / "kept")
    with empty.engine.execution_options(writing=True).begin() as connection, pytest.raises(Exception, match="trail"):
        connection.exec_driver_sql("DELETE FROM trail")


def test_numbers_that_are_never_given_twice_go_on_after_those_that_were(everything, empty, tmp_path):
    with everything.engine.execution_options(writing=True).begin() as raw:
        raw.execute(text(SPEND_900[raw.dialect.name]))
    backup.make_backup(everything, tmp_path / "kept")
    backup.restore_backup(empty, tmp_path / "kept")
    with empty.engine.connect() as raw:
        assert raw.scalar(text(REACHED[raw.dialect.name])) == 900


def test_while_it_is_made_the_app_goes_on(everything, tmp_path, monkeypatch):
    write = backup._write_rows

    def busy(path, rows):
        with everything.writing() as session:
            trail.record(session, SYSTEM, DemonstrationAction.MADE, "a thing")
            session.commit()
        return write(path, rows)

    before = len(contents(everything)["trail"])
    monkeypatch.setattr(backup, "_write_rows", busy)
    made = backup.make_backup(everything, tmp_path / "kept")
    assert made.rows["trail"] == before
    assert len(contents(everything)["trail"]) > before


def test_one_that_was_interrupted_has_no_name(everything, tmp_path, monkeypatch):
    def stopped(path, rows):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write_rows", stopped)
    with pytest.raises(BackupRefused, match="No space left"):
        backup.make_backup(everything, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
    monkeypatch.undo()
    backup.make_backup(everything, tmp_path / "kept")


def test_a_restore_that_was_interrupted_leaves_nothing(everything, empty, tmp_path, monkeypatch):
    backup.make_backup(everything, tmp_path / "kept")
    fill, filled = backup._fill_table, []

    def stopped(connection, table, path):
        filled.append(table.name)
        if len(filled) > 20:
            raise OSError(5, "Input/output error")
        fill(connection, table, path)

    monkeypatch.setattr(backup, "_fill_table", stopped)
    with pytest.raises(OSError, match="Input"):
        backup.restore_backup(empty, tmp_path / "kept")
    assert contents(empty) == {}
    monkeypatch.undo()
    backup.restore_backup(empty, tmp_path / "kept")
    assert contents(empty) == contents(everything)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda kept: (kept / "claim.jsonl").write_text("{}\n"), "claim.jsonl is not what was written"),
        (lambda kept: (kept / "claim.jsonl").unlink(), "not a complete backup"),
        (lambda kept: (kept / "manifest.json").write_text("{"), "not a complete backup"),
        (lambda kept: (kept / "manifest.json").write_text('{"format": 9}'), "of form 9"),
        (lambda kept: (kept / "manifest.json").write_text("[]"), "not a complete backup"),
    ],
)
def test_one_that_was_changed_is_not_put_back(everything, empty, tmp_path, spoil, why):
    backup.make_backup(everything, tmp_path / "kept")
    spoil(tmp_path / "kept")
    with pytest.raises(BackupRefused, match=why):
        backup.restore_backup(empty, tmp_path / "kept")
    assert contents(empty) == {}


def test_a_copy_for_staging_holds_reports_and_nothing_that_a_person_wrote(everything, empty, tmp_path):
    made = backup.make_backup(everything, tmp_path / "kept", only=start.STAGING)
    backup.restore_backup(empty, tmp_path / "kept")
    before, after = contents(everything), contents(empty)
    ((_, mode, _, its_id),), ((_, same_mode, _, known),) = after.pop("installation"), before["installation"]
    assert (mode, its_id == known) == (same_mode, False)
    assert {name: rows for name, rows in after.items() if rows and name != "alembic_version"} == {
        name: before[name] for name, number in made.rows.items() if number and name != "installation"
    }
    for name in ("account", "comment", "concern", "challenge", "meeting", "agenda_item", "private_note", "trail"):
        assert before[name] or name in ("concern", "private_note")
        assert after[name] == []
    assert after["claim"] == before["claim"]


def test_nothing_is_written_over(everything, tmp_path):
    (tmp_path / "kept").mkdir()
    with pytest.raises(BackupRefused, match="already exists"):
        backup.make_backup(everything, tmp_path / "kept")
    backup.make_backup(everything, tmp_path / "other")
    with pytest.raises(BackupRefused, match="not empty"):
        backup.restore_backup(everything, tmp_path / "other")


def test_a_database_without_tables_has_nothing_to_keep(empty, tmp_path):
    with pytest.raises(BackupRefused, match="nothing to keep"):
        backup.make_backup(empty, tmp_path / "kept")


CODES = {
    name[:4]: importlib.import_module(f"cscp_core.storage.migrations.versions.{name}").COLUMNS
    for name in ("0017_codes", "0020_source_kinds")
}
"""Migrations that put another word in the place of one, with what they put where."""
REVISIONS = migrate.revisions()
BY_DAY = (REVISIONS[1], REVISIONS[-1])
"""The newest but one and the first."""


MOVED = ("joint_view", "agreement")
"""Tables that a later version keeps in another way; a test of their own moves what was in them."""


GONE = {"invented": False}
"""Columns that a later version dropped, with what stood in them."""


def without(row, columns):
    return {name: value for name, value in (GONE | row).items() if name in columns}


def in_words(revision, table, row):
    """A row as it was kept at a revision, with words that stand for something else today."""
    for codes in (CODES[later] for later in sorted(CODES, reverse=True) if later > revision):
        words = {name: {code: word for word, code in known.items()} for name, known in codes.get(table, {}).items()}
        row = {name: words.get(name, {}).get(value, value) for name, value in row.items()}
    return row


def in_codes(revision, before):
    """What a database held at a revision, with the codes of today."""
    found = {}
    for table, (names, rows) in before.items():
        for codes in (CODES[later].get(table, {}) for later in sorted(CODES) if later > revision):
            rows = [
                tuple(codes.get(name, {}).get(value, value) for name, value in zip(names, row, strict=True))
                for row in rows
            ]
        found[table] = rows
    return found


def seal_as_before(connection):
    """The end of the trail as it was sealed before an installation had an id."""
    last = connection.execute(text("SELECT number, digest FROM trail ORDER BY number DESC LIMIT 1")).one()
    seal = hmac.new(KEY, f"head {last.number} {last.digest}".encode(), hashlib.sha256).hexdigest()
    connection.execute(text("UPDATE trail_head SET seal = :seal"), {"seal": seal})


@pytest.fixture
def made_at(everything, place, tmp_path):
    """Makes a database by the migrations up to one of them, with as much in it as its tables took at that time."""

    def made(revision):
        old, kept = place(f"old-{revision}"), tmp_path / f"for-{revision}"
        backup.make_backup(everything, kept)
        config = migrate.alembic_config()
        with old.engine.execution_options(writing=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            for table in backup._read_tables(connection):
                if table.name in MOVED:
                    continue
                path = kept / f"{table.name}.jsonl"
                rows = [without(json.loads(line), table.columns) for line in path.read_text().splitlines()]
                rows = [in_words(revision, table.name, row) for row in rows]
                path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
                backup._fill_table(connection, table, path)
            if revision < "0011":
                seal_as_before(connection)
        return old

    return made


def as_before(store, before):
    """Of each table the columns that it had before, as they are now."""
    found = MetaData()
    with store.engine.connect() as connection:
        found.reflect(connection, only=list(before))
        return {
            name: [tuple(row) for row in connection.execute(select(*columns).order_by(*found.tables[name].primary_key))]
            for name, (known, _) in before.items()
            if (columns := [found.tables[name].columns[one] for one in known])
        }


def columns_and_rows(store):
    found = MetaData()
    with store.engine.connect() as connection:
        found.reflect(connection, only=lambda name, _: not name.startswith(("findable", "alembic", *MOVED)))
        return {
            table.name: (
                [one.name for one in columns],
                [tuple(row) for row in connection.execute(select(*columns).order_by(*table.primary_key))],
            )
            for table in found.sorted_tables
            if (columns := [one for one in table.columns if one.name not in GONE])
        }


@pytest.mark.parametrize("revision", sampled(REVISIONS[1:], BY_DAY))
def test_a_database_of_an_earlier_version_opens_in_the_newest_with_its_data(made_at, revision):
    old = made_at(revision)
    before = columns_and_rows(old)
    assert len(before["claim"][1]) > 800
    assert len(before["trail"][1]) >= 5
    migrate.upgrade(old, "demo")
    migrate.check(old, "demo")
    assert as_before(old, before) == in_codes(revision, before)
    with old.reading() as session:
        assert trail.first_broken(session) is None


@pytest.mark.parametrize("revision", sampled(REVISIONS[1:], BY_DAY))
def test_a_backup_of_an_earlier_version_comes_back_in_the_newest(made_at, empty, tmp_path, revision):
    old = made_at(revision)
    before = columns_and_rows(old)
    assert backup.make_backup(old, tmp_path / "kept").revision == revision
    backup.restore_backup(empty, tmp_path / "kept")
    migrate.check(empty, "demo")
    assert as_before(empty, before) == in_codes(revision, before)


def test_no_key_and_no_password_is_in_it(everything, tmp_path):
    backup.make_backup(everything, tmp_path / "kept")
    text = "".join(path.read_text() for path in (tmp_path / "kept").iterdir())
    assert KEY.decode() not in text
    assert json.loads((tmp_path / "kept" / "manifest.json").read_text())["format"] == 1


def test_a_database_that_is_away_is_said_plainly(tmp_path):
    away = Store(make_engine("postgresql+psycopg://nobody@127.0.0.1:9/none"), KEY)
    with pytest.raises(StorageUnavailable):
        backup.make_backup(away, tmp_path / "kept")


def test_the_commands_keep_and_put_back(fresh_process, tmp_path, monkeypatch):
    from cscp_core.settings import settings

    migrate.upgrade(start.open_store(settings()), "demo")
    told = CliRunner().invoke(app, ["backup", str(tmp_path / "kept")])
    assert (told.exit_code, "Saved in" in told.output) == (0, True)
    (settings().var_dir / "demo.sqlite3").rename(settings().var_dir / "gone.sqlite3")
    told = CliRunner().invoke(app, ["restore", str(tmp_path / "kept")])
    assert (told.exit_code, "Taken back again: 0" in told.output) == (0, True)
    told = CliRunner().invoke(app, ["restore", str(tmp_path / "kept")])
    assert (told.exit_code, "not empty" in told.output) == (1, True)
