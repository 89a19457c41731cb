"""A migration while the app runs: who waits, who is refused by which sentence, and that nothing is lost."""

import threading

import pytest
from alembic import command
from sqlalchemy import event, text

from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import migrate, trail
from cscp_core.storage.session import Store, make_engine
from cscp_core.storage.trail_actions import DemonstrationAction
from tests.databases import KEY

pytestmark = pytest.mark.engine
BEFORE = "0010"


@pytest.fixture
def older(place):
    """A database as the version before installations had an id left it, with one row in its trail."""
    made = place("older")
    config = migrate.alembic_config()
    with made.engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        connection.execute(
            text("INSERT INTO installation (number, mode, made_at) VALUES (1, 'demo', '2026-01-01 00:00:00')")
        )
    return made


@pytest.fixture
def running(older):
    """A server of that version: it knows which tables it was made for, and waits for a lock for a moment only."""
    made = Store(make_engine(older.engine.url.render_as_string(hide_password=False)), KEY, older.clock, None, BEFORE)
    wait = "PRAGMA busy_timeout=50" if made.engine.dialect.name == "sqlite" else "SET lock_timeout = '50ms'"

    def impatient(connection, _record):
        cursor = connection.cursor()
        cursor.execute(wait)
        cursor.close()
        if made.engine.dialect.name != "sqlite":
            connection.commit()

    event.listen(made.engine, "connect", impatient)
    yield made
    made.engine.dispose()


def empty(store):
    with store.writing() as session:
        session.execute(text("DELETE FROM installation"))
        session.commit()


def mode_of(session):
    return session.execute(text("SELECT mode FROM installation")).scalar()


def test_a_server_of_the_earlier_version_works_until_the_migration_and_is_told_to_start_again_after_it(running, older):
    with running.reading() as session:
        assert mode_of(session) == "demo"
    migrate.upgrade(older, "demo")
    for session_of in (running.reading, running.writing):
        with pytest.raises(StorageUnavailable, match="Start the server again"), session_of() as session:
            mode_of(session)


@pytest.mark.sqlite
def test_who_reads_while_it_is_migrated_reads_on_as_it_was(running, older):
    with running.reading() as session:
        assert mode_of(session) == "demo"
        migrate.upgrade(older, "demo")
        assert mode_of(session) == "demo"


@pytest.mark.postgresql
def test_a_migration_that_somebody_who_reads_keeps_waiting_for_too_long_changes_nothing_and_works_later(running, older):
    with running.reading() as session:
        assert mode_of(session) == "demo"
        hasty = Store(running.engine, KEY, older.clock)
        with pytest.raises(StorageUnavailable, match="Nothing was saved"):
            migrate.upgrade(hasty, "demo")
    with running.reading() as session:
        assert mode_of(session) == "demo"
    migrate.upgrade(older, "demo")
    migrate.check(older, "demo")


def test_who_wants_to_save_while_it_is_migrated_is_refused_and_nothing_of_it_is_kept(running, older):
    with older.engine.execution_options(writing=True).begin() as migrating:
        migrating.execute(text("UPDATE installation SET mode = 'demo'"))
        with pytest.raises(StorageUnavailable, match="Nothing was saved"):
            empty(running)
    with running.reading() as session:
        assert mode_of(session) == "demo"


def test_a_migration_waits_for_a_save_that_is_under_way(running, older):
    migrated = threading.Thread(target=migrate.upgrade, args=(older, "demo"))
    with running.writing() as session:
        session.execute(text("UPDATE installation SET made_at = '2026-02-02 00:00:00'"))
        migrated.start()
        session.commit()
    migrated.join(timeout=30)
    migrate.check(older, "demo")
    with older.reading() as session:
        assert str(session.execute(text("SELECT made_at FROM installation")).scalar()).startswith("2026-02-02")


def test_two_servers_that_start_together_on_an_older_database_migrate_it_once(older, running):
    both = [Store(older.engine, KEY, older.clock) for _ in range(2)]
    threads = [threading.Thread(target=migrate.upgrade, args=(one, "demo")) for one in both]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    migrate.check(older, "demo")
    with older.writing() as session:
        trail.record(session, SYSTEM, DemonstrationAction.MADE, "a thing")
        session.commit()
        assert trail.first_broken(session) is None
