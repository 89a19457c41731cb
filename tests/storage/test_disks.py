"""A full disk, a database that takes no changes, and a lock from outside: during a save, an import, a backup."""

import resource
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import BackupRefused, StorageUnavailable
from cscp_core.evidence import loader
from cscp_core.evidence.tables import Claim
from cscp_core.people.permissions import SYSTEM
from cscp_core.settings import settings
from cscp_core.storage import backup, heads, trail
from cscp_core.storage.session import Store, checkpoint_wal, make_engine, mark_erasing
from cscp_core.storage.trail_actions import CommentsAction
from feedback.own import withdrawals
from tests.databases import KEY
from tests.storage.test_faults import kept, write
from tests.storage.test_heads import act

pytestmark = pytest.mark.engine


@contextmanager
def full_disk(room):
    """No file of this process may grow beyond so many bytes: every write that would is an error, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def load(store, folder):
    with store.writing() as session:
        return loader.load_folder(session, SYSTEM, path=folder)


def claims(store):
    with store.reading() as session:
        return len(session.exec(select(Claim)).all())


def holds(store):
    with store.reading() as session:
        return trail.first_broken(session) is None


# a full disk


def test_on_a_full_disk_a_backup_is_refused_and_leaves_nothing_behind(camden, tmp_path):
    with full_disk(50_000), pytest.raises(BackupRefused, match="cannot be written"):
        backup.make_backup(camden, tmp_path / "kept")
    assert [one.name for one in tmp_path.iterdir() if "kept" in one.name] == []
    backup.make_backup(camden, tmp_path / "kept")


@pytest.mark.sqlite
def test_on_a_full_disk_an_import_is_refused_loads_nothing_and_works_once_there_is_room(store, small_folder, tmp_path):
    act(store)
    checkpoint_wal(store.engine)
    with full_disk((tmp_path / "store.sqlite3-wal").stat().st_size + 4096), pytest.raises(StorageUnavailable):
        load(store, small_folder)
    assert (claims(store), holds(store)) == (0, True)
    load(store, small_folder)
    assert (claims(store) > 0, holds(store)) == (True, True)


def test_on_a_full_disk_nothing_is_taken_back_and_the_next_note_is_whole(store):
    with store.writing() as session:
        withdrawals.note_comment(session, "a" * 16)
    with (
        full_disk(store.withdrawals.stat().st_size + 20),
        store.writing() as session,
        pytest.raises(StorageUnavailable, match="Nothing was taken back"),
    ):
        withdrawals.note_comment(session, "b" * 16)
    with store.writing() as session:
        withdrawals.note_comment(session, "c" * 16)
        assert [one.which[0] for one in withdrawals.read_log(session)] == ["a", "c"]
        assert withdrawals.describe_skipped_lines(session) == ""


def test_on_a_full_disk_a_head_is_not_noted_and_raises_no_alarm_afterwards(store, tmp_path):
    path = tmp_path / "heads.jsonl"
    act(store)
    with full_disk(20), store.reading() as session, pytest.raises(StorageUnavailable):
        heads.note_head(session, path)
    act(store)
    with store.reading() as session:
        heads.note_head(session, path)
        assert heads.first_missing(session, path) is None
        assert [one.number for one in heads.read_heads(session, path)] == [2]


# a database that takes no changes


@pytest.fixture
def read_only(store, scrutineer, tmp_path):
    """The store with one note, as it is where nothing can be written."""
    write(store, scrutineer, "Before.")
    if store.engine.dialect.name == "sqlite":
        store.engine.dispose()
        address = f"sqlite:///file:{tmp_path / 'store.sqlite3'}?mode=ro&uri=true"
    else:
        address = store.engine.url.render_as_string(hide_password=False)
        with store.engine.execution_options(writing=True).begin() as raw:
            raw.execute(text(f"ALTER DATABASE {store.engine.url.database} SET default_transaction_read_only = on"))
        store.engine.dispose()
    made = Store(make_engine(address), KEY, store.clock, store.withdrawals)
    yield made
    made.engine.dispose()


def test_where_nothing_can_be_written_an_import_is_refused_and_reading_goes_on(read_only, small_folder):
    with pytest.raises(StorageUnavailable, match="Nothing was saved"):
        load(read_only, small_folder)
    assert (claims(read_only), kept(read_only)) == (0, ["Before."])


def test_where_nothing_can_be_written_a_backup_is_made_and_comes_back(read_only, place, tmp_path):
    backup.make_backup(read_only, tmp_path / "kept")
    again = place("again")
    backup.restore_backup(again, tmp_path / "kept")
    assert kept(again) == ["Before."]


def test_a_backup_into_a_place_where_nothing_can_be_written_is_refused(store, tmp_path):
    act(store)
    (tmp_path / "file").touch()
    with pytest.raises(BackupRefused, match="cannot be written"):
        backup.make_backup(store, tmp_path / "file" / "kept")


# a lock from outside

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    held.execute(statement).fetchone()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(path, statement):
    """Another program, such as somebody's sqlite3, holds the file until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), statement], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.stdin.close()
            other.wait(timeout=30)


@pytest.fixture
def impatient(store):
    """The store, whose connections wait for a lock for a moment only."""
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    return store


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_while_another_program_holds_the_file_saving_and_loading_are_refused_and_reading_and_backup_go_on(
    impatient, scrutineer, small_folder, tmp_path, statement
):
    write(impatient, scrutineer, "Before.")
    with held_by_another_process(tmp_path / "store.sqlite3", statement):
        for change in (lambda: write(impatient, scrutineer, "Meanwhile."), lambda: load(impatient, small_folder)):
            with pytest.raises(StorageUnavailable, match="Nothing was saved"):
                change()
        assert kept(impatient) == ["Before."]
        backup.make_backup(impatient, tmp_path / "kept")
    write(impatient, scrutineer, "After.")
    assert kept(impatient) == ["Before.", "After."]


@pytest.mark.sqlite
def test_while_another_program_reads_words_are_taken_back_and_leave_the_journal_at_the_next_look(store, tmp_path):
    act(store, 3)
    with held_by_another_process(tmp_path / "store.sqlite3", "BEGIN; SELECT * FROM trail"):
        checkpoint_wal(store.engine, wait_milliseconds=1)
    checkpoint_wal(store.engine)
    assert (tmp_path / "store.sqlite3-wal").stat().st_size == 0


@pytest.mark.sqlite
def test_what_was_committed_is_not_said_to_be_lost_because_the_journal_could_not_be_truncated(store):
    disk = ExitStack()
    with store.writing() as session:
        trail.record(session, SYSTEM, CommentsAction.WITHDRAWN, "comment a")
        mark_erasing(session)
        session.commit()
        disk.enter_context(full_disk(1000))
    with disk, pytest.raises(StorageUnavailable):
        checkpoint_wal(store.engine)
    assert holds(store)


def test_where_the_trails_end_cannot_be_noted_the_server_goes_on_with_what_it_does_every_half_minute(
    fresh_process, store
):
    act(store)
    settings().trail_heads.mkdir(parents=True)
    start.look_after(store)
    assert holds(store)
