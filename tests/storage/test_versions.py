"""The mark of what a database holds: another after every commit by anybody, and the same as long as there is none."""

from pathlib import Path

import pytest
from sqlalchemy import text

from cscp_core.errors import StorageUnavailable
from cscp_core.storage import trail
from cscp_core.storage.session import ClockUse, Store, checkpoint_wal, clock_use, make_engine, now, today
from cscp_core.storage.trail_actions import DemonstrationAction
from cscp_core.storage.versions import committed_version
from tests.databases import KEY

pytestmark = pytest.mark.engine


@pytest.fixture
def other_process(store):
    """The same database, opened by somebody else."""
    made = Store(make_engine(store.engine.url.render_as_string(hide_password=False)), KEY, store.clock)
    yield made
    made.engine.dispose()


def change(store, manager, name):
    with store.writing() as session:
        trail.record(session, manager, DemonstrationAction.MADE, name)
        session.commit()


def test_it_stays_while_people_only_read(store, manager):
    before = committed_version(store)
    with store.reading() as session:
        session.execute(text("SELECT count(*) FROM account")).scalar()
    assert before is not None
    assert committed_version(store) == before


def test_it_changes_with_a_commit_of_this_process(store, manager):
    before = committed_version(store)
    change(store, manager, "here")
    assert committed_version(store) != before


def test_it_changes_with_a_commit_of_another_process(store, manager, other_process):
    before = committed_version(store)
    change(other_process, manager, "there")
    assert committed_version(store) != before


def test_it_never_comes_back(store, manager):
    seen = [committed_version(store)]
    for number in range(5):
        change(store, manager, str(number))
        seen.append(committed_version(store))
    assert len(set(seen)) == len(seen)


def test_a_change_that_is_given_up_is_seen_by_nobody(store, manager):
    before = committed_version(store)
    with store.writing() as session:
        trail.record(session, manager, DemonstrationAction.MADE, "given up")
    with store.reading() as session:
        rows = session.execute(text("SELECT count(*) FROM trail WHERE subject = 'given up'")).scalar()
    assert rows == 0
    assert store.engine.dialect.name != "sqlite" or committed_version(store) == before


def test_what_is_read_under_a_version_is_of_it_or_newer(store, manager):
    change(store, manager, "before")
    stands = committed_version(store)
    with store.reading() as session:
        found = session.execute(text("SELECT count(*) FROM trail WHERE subject = 'before'")).scalar()
    assert found == 1
    assert committed_version(store) == stands


def test_a_database_in_memory_has_none():
    made = Store(make_engine("sqlite://"), KEY)
    assert committed_version(made) is None
    made.engine.dispose()


def test_it_does_not_keep_the_journal_from_being_truncated(store, manager):
    committed_version(store)
    change(store, manager, "journal")
    checkpoint_wal(store.engine)
    if store.engine.dialect.name == "sqlite":
        assert Path(f"{store.engine.url.database}-wal").stat().st_size == 0


def test_a_session_knows_how_closely_somebody_looked_at_its_clock(store):
    with store.reading() as session:
        assert clock_use(session) is ClockUse.NEVER
        today(session)
        assert clock_use(session) is ClockUse.DAY
        now(session)
        today(session)
        assert clock_use(session) is ClockUse.MOMENT


def test_a_database_that_is_away_is_said_in_a_sentence():
    away = Store(make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing"), KEY)
    with pytest.raises(StorageUnavailable, match="cannot be reached"):
        committed_version(away)
