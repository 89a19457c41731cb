"""The store: what is kept, what is refused, and in which time zone."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import migrate, trail
from cscp_core.storage.session import Store, make_engine
from cscp_core.storage.tables import Installation, TrailRow
from cscp_core.storage.trail_actions import DemonstrationAction

pytestmark = pytest.mark.engine


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(store):
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    with store.writing() as session:
        session.add(Installation(number=2, mode="demo", made_at=summer))
        session.commit()
    with store.reading() as session:
        kept = session.get(Installation, 2).made_at
    assert kept == summer
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(store):
    with store.writing() as session:
        session.add(Installation(number=2, mode="demo", made_at=datetime(2026, 7, 1)))
        with pytest.raises(StatementError, match="time zone"):
            session.commit()


@pytest.mark.sqlite
def test_foreign_keys_are_kept(store):
    with store.reading() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


@pytest.mark.sqlite
def test_what_was_committed_outlives_another_process_that_opens_the_database_and_leaves(store):
    """The last to leave deletes the journal, so nobody may take a process that is still there for gone."""
    with store.reading() as reading, store.reading() as another:
        assert reading.get(Installation, 1) == another.get(Installation, 1)  # two connections: the second came later
        path = store.engine.url.database
        leaves = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM trail'); c.close()"
        subprocess.run([sys.executable, "-c", leaves, path], check=True)
        assert Path(f"{path}-wal").exists()


def test_nothing_of_a_change_is_kept_that_was_not_committed(store):
    with store.writing() as session:
        trail.record(session, SYSTEM, DemonstrationAction.MADE, "nothing")
    with store.reading() as session:
        assert session.get(TrailRow, 1) is None


def test_a_database_that_is_away_is_said_in_one_sentence_without_its_address(tmp_path):
    away = Store(make_engine(f"sqlite:///{tmp_path}"), b"key")  # a folder is no database
    with pytest.raises(StorageUnavailable, match="cannot be reached") as refused, away.reading() as session:
        session.execute(text("SELECT 1"))
    assert str(tmp_path) not in str(refused.value)


def test_a_database_made_for_demonstration_is_refused_live(store):
    with pytest.raises(StorageUnavailable, match="demo mode"):
        migrate.upgrade(store, "live")


def test_migrating_twice_changes_nothing(store):
    migrate.upgrade(store, "demo")
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM installation")).scalar() == 1
