"""What every test stands on: a migrated database of its own, a clock that only moves when told, and people to act."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from cscp_core import start
from cscp_core.evidence import loader
from cscp_core.people import demo, sign_in
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import reads as meeting_reads
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.settings import Settings, settings
from cscp_core.storage import migrate
from cscp_core.storage.session import Store, make_engine
from feedback import rehearsal
from tests.builders import write_folder

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data" / "annual-report-2019-20"
KEY = b"a key that only the tests know, long enough"
PASSWORD = "correct horse battery"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that is migrated and otherwise empty; tests copy it."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite3"
    _make(path, [])
    return path


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo database with the real report and the demonstration's accounts; tests copy it."""
    path = tmp_path_factory.mktemp("loaded") / "demo.sqlite3"
    _make(path, [REPORT])
    return path


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory, loaded: Path) -> Path:
    """The loaded demonstration with its rehearsal, whose meeting is open; tests copy it."""
    path = tmp_path_factory.mktemp("rehearsed") / "demo.sqlite3"
    shutil.copy(loaded, path)
    made = Store(make_engine(f"sqlite:///{path}"), KEY)
    with made.writing() as session:
        account = session.exec(select(Account).where(Account.username == "scrutineer")).one()
        actor = Actor(account.account_id, "scrutineer", account.name, Role.SCRUTINEER)
        meeting_id = rehearsal.add(session, actor, report_id=REPORT.name)
    with made.writing() as session:
        version = meeting_reads.find(session, actor, meeting_id=meeting_id).version
        meetings.start(session, actor, meeting_id=meeting_id, version=version)
    _close(made)
    return path


def _make(path: Path, folders: list[Path]) -> None:
    made = Store(make_engine(f"sqlite:///{path}"), KEY)
    migrate.upgrade(made, "demo")
    for folder in folders:
        with made.writing() as session:
            loader.load_folder(session, SYSTEM, path=folder)
        demo.add_accounts(made)
    _close(made)


def _close(made: Store) -> None:
    """Brings everything into the one file that tests copy."""
    with made.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.engine.dispose()


@pytest.fixture
def store(tmp_path: Path, migrated: Path, clock: Clock) -> Iterator[Store]:
    """An empty, migrated store of this test's own."""
    yield from _copy(migrated, tmp_path / "store.sqlite3", clock)


@pytest.fixture
def camden(tmp_path: Path, loaded: Path, clock: Clock) -> Iterator[Store]:
    """A store with the real report and the demonstration's accounts, of this test's own."""
    yield from _copy(loaded, tmp_path / "camden.sqlite3", clock)


def _copy(template: Path, path: Path, clock: Clock) -> Iterator[Store]:
    shutil.copy(template, path)
    made = Store(make_engine(f"sqlite:///{path}"), KEY, clock, path.with_name("withdrawals.jsonl"))
    yield made
    made.engine.dispose()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A writing session on the empty store."""
    with store.writing() as opened:
        yield opened


@pytest.fixture
def live_settings() -> Settings:
    """Settings with the defaults of every limit, whatever the machine's environment says."""
    return Settings.model_construct()


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A tiny valid report folder that a test may spoil."""
    return write_folder(tmp_path / "report")


def make_account(session: Session, username: str, role: Role, **details: object) -> Actor:
    """Adds an account with PASSWORD and answers it as an actor. Its bcrypt is the cheapest."""
    account = Account(
        username=username,
        name=str(details.pop("name", username)),
        role=role,
        password_hash=sign_in.hash_password(PASSWORD, rounds=4),
        made_at=session.info["clock"](),
        **details,
    )
    session.add(account)
    session.commit()
    return Actor(account.account_id, username, account.name, role, account.agency_id)


@pytest.fixture
def scrutineer(store: Store) -> Actor:
    with store.writing() as session:
        return make_account(session, "dee", Role.SCRUTINEER)


@pytest.fixture
def manager(store: Store) -> Actor:
    with store.writing() as session:
        return make_account(session, "sam", Role.BUSINESS_MANAGER)


@pytest.fixture
def fresh_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Settings and store as if this process had just started, in a var folder of its own."""
    for name in ("CSCP_DATABASE_URL", "CSCP_COOKIE_KEY", "CSCP_TRAIL_KEY", "CSCP_REPORTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CSCP_VAR_DIR", str(tmp_path / "var"))
    settings.cache_clear()
    start.store.cache_clear()
    yield
    settings.cache_clear()
    start.store.cache_clear()
