"""What happens to a save when something breaks: it is kept whole, or is said not to be, and the next one works."""

from collections.abc import Callable

import pytest
from sqlalchemy import event, text
from sqlmodel import Session, select

from cscp_core.errors import StorageUnavailable
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.storage import trail
from cscp_core.storage.session import Store, make_engine
from cscp_core.storage.tables import TrailRow
from tests.databases import KEY

pytestmark = pytest.mark.engine


@pytest.fixture
def save(store, scrutineer):
    return lambda words="A note.", into=store: write(into, scrutineer, words)


def write(store: Store, actor: Actor, words: str) -> None:
    with store.writing() as session:
        notebook.write_note(session, actor, words=words)


def kept(store: Store) -> list[str]:
    """The notes, after the trail was found whole and with one row for each of them."""
    with store.reading() as session:
        notes = [one.words for one in session.exec(select(PrivateNote))]
        assert trail.first_broken(session) == (None if notes else 1)  # nobody's account has its row in these tests
        assert len(session.exec(select(TrailRow)).all()) == len(notes)
    return notes


@pytest.mark.sqlite
def test_on_a_full_disk_a_save_is_said_not_to_be_kept_and_the_next_works(store, save):
    save("Before.")
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def fill(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    store.engine.dispose()
    event.listen(store.engine, "connect", fill)
    acknowledged = ["Before."]
    with pytest.raises(StorageUnavailable, match="Nothing was saved"):
        save_until_refused(save, acknowledged)
    assert kept(store) == acknowledged
    event.remove(store.engine, "connect", fill)
    store.engine.dispose()
    save("After.")
    assert kept(store) == [*acknowledged, "After."]


def save_until_refused(save: Callable[[str], None], acknowledged: list[str]) -> None:
    for number in range(100):
        words = f"{number} " + "x" * 3900
        save(words)
        acknowledged.append(words)


@pytest.mark.sqlite
def test_on_a_read_only_disk_a_save_is_said_not_to_be_kept_and_reading_works(store, save, tmp_path):
    save("Before.")
    store.engine.dispose()
    locked = Store(make_engine(f"sqlite:///file:{tmp_path / 'store.sqlite3'}?mode=ro&uri=true"), KEY, store.clock)
    with pytest.raises(StorageUnavailable, match="Nothing was saved"):
        save("After.", locked)
    assert kept(locked) == ["Before."]
    locked.engine.dispose()


@pytest.mark.postgresql
def test_where_postgresql_takes_no_changes_a_save_is_said_not_to_be_kept(store, save):
    save("Before.")
    name = store.engine.url.database
    with store.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    store.engine.dispose()
    with pytest.raises(StorageUnavailable, match="Nothing was saved"):
        save("After.")
    assert kept(store) == ["Before."]


def hang_up(store: Store) -> None:
    """Ends every connection of the store from the other side, as a restart does."""
    with store.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


@pytest.mark.postgresql
def test_after_postgresql_hung_up_the_next_session_works_without_a_restart_of_the_app(store, save):
    save("Before.")
    other = Store(make_engine(store.engine.url.render_as_string(hide_password=False)), KEY, store.clock)
    hang_up(other)
    other.engine.dispose()
    save("After.")
    assert kept(store) == ["Before.", "After."]


@pytest.mark.postgresql
def test_a_save_that_postgresql_hung_up_on_is_said_not_to_be_kept(store, scrutineer):
    other = Store(make_engine(store.engine.url.render_as_string(hide_password=False)), KEY, store.clock)
    with pytest.raises(StorageUnavailable, match="Nothing was saved"), store.writing() as session:
        begin_and_lose(session, other, scrutineer)
    other.engine.dispose()
    assert kept(store) == []


def begin_and_lose(session: Session, other: Store, actor: Actor) -> None:
    session.add(PrivateNote(account_id=actor.own_id, about_kind="", about_id="", words="Lost.", at=other.clock()))
    session.flush()
    hang_up(other)
    session.commit()


@pytest.mark.sqlite
def test_a_save_that_waits_too_long_for_another_is_said_not_to_be_kept(store, save):
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=1"))
    with store.writing() as session:
        session.exec(select(PrivateNote)).all()
        with pytest.raises(StorageUnavailable, match="Nothing was saved"):
            save("Too late.")
    assert kept(store) == []


def test_a_clock_that_moves_back_loses_no_save_and_breaks_no_chain(store, save, clock):
    save("Before.")
    clock.advance(days=-2)
    save("After.")
    assert sorted(kept(store)) == ["After.", "Before."]
