"""A backup of another installation, key, mode or version: what is refused, and what is told of what came in."""

import json
import shutil

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from cscp_core import start
from cscp_core.__main__ import app
from cscp_core.errors import BackupRefused, StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import settings
from cscp_core.storage import backup, migrate, sealed_lines, trail
from cscp_core.storage.session import Store
from cscp_core.storage.trail_actions import DemonstrationAction
from tests.storage.test_heads import act
from tests.storage.test_installation import OTHER_KEY

pytestmark = pytest.mark.engine


def id_of(store):
    with store.reading() as session:
        return sealed_lines.installation_id(session)


@pytest.fixture
def kept(store, tmp_path):
    """A backup of a store whose trail has three rows."""
    act(store, 3)
    backup.make_backup(store, tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def elsewhere(place):
    """An empty database of an installation with another key."""
    made = place("elsewhere")
    return Store(made.engine, OTHER_KEY, made.clock, made.withdrawals)


def test_a_backup_made_with_another_key_is_refused_and_nothing_comes_in(kept, elsewhere):
    with pytest.raises(BackupRefused, match="made with another key"):
        backup.restore_backup(elsewhere, kept)
    with elsewhere.engine.connect() as raw, pytest.raises(Exception, match="trail"):
        raw.execute(text("SELECT * FROM trail"))


def test_a_manifest_that_hides_its_key_does_not_get_round_that(kept, place):
    said = json.loads((kept / "manifest.json").read_text())
    (kept / "manifest.json").write_text(json.dumps(said | {"key": "0" * 64}))
    with pytest.raises(BackupRefused, match="made with another key"):
        backup.restore_backup(place("empty"), kept)


def test_a_backup_of_another_key_that_is_let_in_begins_an_installation_of_its_own(kept, store, elsewhere):
    assert not backup.restore_backup(elsewhere, kept, any_key=True).by_this_key
    assert id_of(elsewhere) != id_of(store)
    with elsewhere.reading() as session:
        assert trail.first_broken(session) == 1


def test_what_is_put_back_goes_on_as_the_installation_that_it_was(kept, store, place):
    again = place("again")
    backup.restore_backup(again, kept)
    assert id_of(again) == id_of(store)


def test_a_backup_of_the_other_mode_is_refused_and_nothing_comes_in(kept, place):
    live = place("live")
    with pytest.raises(BackupRefused, match="of demo mode and the app is in live mode"):
        backup.restore_backup(live, kept, mode="live")
    migrate.upgrade(live, "live")


def test_a_backup_of_a_newer_version_is_refused(store, place, tmp_path):
    with store.engine.execution_options(writing=True).begin() as raw:
        raw.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup.make_backup(store, tmp_path / "newer")
    with pytest.raises(BackupRefused, match="newer version"):
        backup.restore_backup(place("empty"), tmp_path / "newer")


def test_a_backup_that_could_not_be_finished_leaves_no_half_of_it(store, tmp_path, monkeypatch):
    def full(path, rows):
        path.write_text(next(iter(rows), "") and "half")
        raise OSError(28, "No space left on device")

    act(store)
    monkeypatch.setattr(backup, "_write_rows", full)
    with pytest.raises(BackupRefused, match="No space left"):
        backup.make_backup(store, tmp_path / "kept")
    assert [one.name for one in tmp_path.iterdir() if "kept" in one.name] == []


@pytest.mark.parametrize("revision", ["9999", "newer"])
def test_a_database_of_a_newer_version_is_neither_opened_nor_migrated_and_says_so(store, revision):
    with store.engine.execution_options(writing=True).begin() as raw:
        raw.execute(text("UPDATE alembic_version SET version_num = :there"), {"there": revision})
    for open_it in (migrate.check, migrate.upgrade):
        with pytest.raises(StorageUnavailable, match="newer version of the app"):
            open_it(store, "demo")


def test_a_server_of_another_version_neither_reads_nor_writes_once_the_database_is_migrated(store):
    older = Store(store.engine, store.chain_key, store.clock, revision="0009")
    for session_of in (older.reading, older.writing):
        with pytest.raises(StorageUnavailable, match="Start the server again"), session_of():
            raise AssertionError("It was let in.")


def test_a_server_of_this_version_goes_on(fresh_process):
    migrate.upgrade(start.open_store(settings()), "demo")
    assert start.store().revision == migrate.newest_revision()
    with start.store().writing() as session:
        trail.record(session, SYSTEM, DemonstrationAction.MADE, "a thing")
        session.commit()


# the command


@pytest.fixture
def at_home(fresh_process, tmp_path):
    """A demonstration with a backup, whose database is gone; returns the backup's folder."""
    opened = start.open_store(settings())
    migrate.upgrade(opened, "demo")
    act(opened, 3)
    backup.make_backup(opened, tmp_path / "kept")
    opened.engine.dispose()
    for one in settings().var_dir.glob("demo.sqlite3*"):
        one.unlink()
    return tmp_path / "kept"


def run(*words):
    return CliRunner().invoke(app, [str(one) for one in words])


def test_the_command_says_that_the_trail_of_what_came_back_holds(at_home):
    told = run("restore", at_home)
    assert (told.exit_code, "The trail is intact: 3 rows." in told.output) == (0, True)


def test_the_command_refuses_another_key_and_with_the_option_says_the_truth_about_the_trail(at_home):
    (settings().var_dir / "demo.key").write_text("another key, made after the first one was lost")
    settings.cache_clear()  # the command is a process of its own
    told = run("restore", at_home)
    assert (told.exit_code, "--made-with-another-key" in told.output) == (1, True)
    told = run("restore", at_home, "--made-with-another-key")
    assert told.exit_code == 0
    assert "Its trail (3 rows) cannot be checked here" in told.output
    assert "were not taken back again" in told.output
    assert run("trail", "verify").exit_code == 1  # as it was told


def test_the_command_says_of_a_copy_without_a_trail_that_one_begins(fresh_process, tmp_path):
    opened = start.open_store(settings())
    migrate.upgrade(opened, "demo")
    backup.make_backup(opened, tmp_path / "staging", only=start.STAGING)
    opened.engine.dispose()
    shutil.rmtree(settings().var_dir)
    settings.cache_clear()
    told = run("restore", tmp_path / "staging", "--made-with-another-key")
    assert (told.exit_code, "It has no trail. One begins now." in told.output) == (0, True)


def test_heads_that_somebody_else_keeps_are_compared(at_home, tmp_path):
    run("restore", at_home)
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text(run("trail", "head").output)
    told = run("trail", "verify", "--heads", theirs)
    assert (told.exit_code, "3 rows, and 1 head noted" in told.output) == (0, True)
    assert run("trail", "verify", "--heads", tmp_path / "nowhere").exit_code == 1


def test_an_empty_trail_has_no_head_to_print(fresh_process):
    migrate.upgrade(start.open_store(settings()), "demo")
    told = run("trail", "head")
    assert (told.exit_code, told.output) == (0, "")
