"""What every test stands on: a migrated database of its own, a clock that only moves when told, and people to act."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from cscp_core import start
from cscp_core.demonstration import service as demonstration
from cscp_core.evidence import loader
from cscp_core.people import demo, sign_in
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import reads as meeting_reads
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.settings import Settings, settings
from cscp_core.storage import migrate
from cscp_core.storage.session import Clock as AnyClock
from cscp_core.storage.session import Store
from tests import nightly, rehearsing
from tests.builders import write_folder
from tests.databases import KEY, Databases, Files, Server, opened, settle, share_compiled_statements

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "data" / "annual-report-2019-20"
PASSWORD = "correct horse battery"
SERVED = "Camden Safeguarding Children Partnership; Wexcombe Safeguarding Children Partnership; Tiny Partnership"
os.environ["CSCP_PARTNERSHIPS"] = SERVED  # of every installation here, unless a test says otherwise
os.environ["CSCP_DEMO"] = "empty"  # what needs the demonstration copies `demonstrated`, which is made once in a run
os.environ["CSCP_OFFICIAL"] = "none"  # 130,000 values, which only the tests about them load
share_compiled_statements()
ROUNDS_IN_USE, sign_in.BCRYPT_ROUNDS = sign_in.BCRYPT_ROUNDS, 4  # the cheapest that bcrypt has
pytest_plugins = ["tests.scenes"]

__all__ = ["KEY"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on", choices=["sqlite", "postgresql"], default="sqlite", help="which database the tests use")
    parser.addoption("--every-look", action="store_true", help="look at each screen in all its looks, as at night")


def pytest_configure(config: pytest.Config) -> None:
    nightly.EVERY_LOOK = config.getoption("--every-look")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what uses a database runs, without what is about SQLite itself."""
    if config.getoption("--on") == "sqlite":
        left_out = [one for one in items if one.get_closest_marker("postgresql")]
    else:
        left_out = [
            one
            for one in items
            if one.get_closest_marker("sqlite") or "databases" not in getattr(one, "fixturenames", ())
        ]
    items[:] = [one for one in items if one not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Where this run's databases lie: files, or a PostgreSQL server of this worker's own."""
    if request.config.getoption("--on") == "sqlite":
        yield Files()
        return
    with TemporaryDirectory(prefix="cscp-postgresql-") as folder:  # not pytest's: the server runs as another user
        server = Server(Path(folder) / "data")
        yield server
        server.stop()


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


@contextmanager
def once_for_all(folders: pytest.TempPathFactory, databases: Databases, name: str) -> Iterator[tuple[Path, bool]]:
    """Where a database lies that every worker of a run copies, and whether it is still to be made. A file is made by
    whichever worker is first, and the others wait for it; each worker has a PostgreSQL server of its own."""
    if not isinstance(databases, Files):
        yield folders.mktemp(name) / f"{name}.sqlite3", True
        return
    own = folders.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"shared-{name}"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / "done"
        yield shared / f"{name}.sqlite3", not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Path:
    """A database that is migrated and otherwise empty; tests copy it."""
    with once_for_all(tmp_path_factory, databases, "migrated") as (path, is_new):
        if is_new:
            _make(databases, path, [])
    return path


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Path:
    """A demo database with the real report and the demonstration's accounts; tests copy it."""
    with once_for_all(tmp_path_factory, databases, "loaded") as (path, is_new):
        if is_new:
            _make(databases, path, [REPORT])
    return path


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory, databases: Databases, loaded: Path) -> Path:
    """The loaded demonstration with its rehearsal, whose meeting is open; tests copy it."""
    with once_for_all(tmp_path_factory, databases, "rehearsed") as (path, is_new):
        if is_new:
            databases.copy(loaded, path)
            _rehearse(opened(databases, path))
    return path


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory, databases: Databases, loaded: Path) -> Path:
    """What `make run` opens, made at the moment at which the tests' clock stands still; tests copy it."""
    with once_for_all(tmp_path_factory, databases, "demonstrated") as (path, is_new):
        if is_new:
            databases.copy(loaded, path)
            made = opened(databases, path, Clock())
            with made.writing() as session:
                assert demonstration.make_once(session, SYSTEM)
            settle(made)
    return path


def _rehearse(made: Store) -> None:
    with made.writing() as session:
        account = session.exec(select(Account).where(Account.username == "scrutineer")).one()
        actor = Actor(account_id=account.account_id, username="scrutineer", name=account.name, role=Role.SCRUTINEER)
        meeting_id = rehearsing.add(session, actor, report_id=REPORT.name)
    with made.writing() as session:
        version = meeting_reads.find_meeting(session, actor, meeting_id=meeting_id).version
        meetings.start_meeting(session, actor, meeting_id=meeting_id, version=version)
    settle(made)


def _make(databases: Databases, path: Path, folders: list[Path]) -> None:
    databases.new(path)
    made = opened(databases, path)
    migrate.upgrade(made, "demo")
    for folder in folders:
        with made.writing() as session:
            loader.load_folder(session, SYSTEM, path=folder)
        demo.add_accounts(made)
        with made.writing() as session:
            session.execute(update(Account).values(tour_open=False))  # tests of the tour open it
            session.commit()
    settle(made)


Places = Callable[..., Store]


@pytest.fixture
def place(tmp_path: Path, databases: Databases, clock: Clock) -> Iterator[Places]:
    """Opens a store of this test's own under a name: a copy of a database, or an empty place for one."""
    placed_here: dict[Path, Store] = {}

    def placed(name: str, template: Path | None = None, by: AnyClock = clock) -> Store:
        path = tmp_path / f"{name}.sqlite3"
        if template:
            databases.copy(template, path)
        else:
            databases.new(path)
        placed_here[path] = opened(databases, path, by, tmp_path / "withdrawals.jsonl")
        return placed_here[path]

    yield placed
    for path, made in placed_here.items():
        made.engine.dispose()
        databases.drop(path)


@pytest.fixture
def store(place: Places, migrated: Path) -> Store:
    """An empty, migrated store of this test's own."""
    return place("store", migrated)


@pytest.fixture
def camden(place: Places, loaded: Path) -> Store:
    """A store with the real report and the demonstration's accounts, of this test's own."""
    return place("camden", loaded)


class StoreToRead(Store):
    """A store that the tests of a worker share; a test that changes something in it fails."""

    def writing(self) -> AbstractContextManager[Session]:
        raise AssertionError("This store is shared. A test that changes something takes `camden`, its own copy.")


@pytest.fixture(scope="session")
def camden_to_read(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases, loaded: Path
) -> Iterator[StoreToRead]:
    """The real report and the demonstration's accounts, for tests that only read."""
    path = tmp_path_factory.mktemp("to-read") / "camden.sqlite3"
    databases.copy(loaded, path)
    made = opened(databases, path)
    yield StoreToRead(made.engine, KEY, Clock())
    made.engine.dispose()
    databases.drop(path)


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
    """Adds an account with PASSWORD and returns it as an actor."""
    account = Account(
        username=username,
        name=str(details.pop("name", username)),
        role=role,
        password_hash=sign_in.hash_password(PASSWORD),
        made_at=session.info["clock"](),
        **details,
    )
    session.add(account)
    session.commit()
    return Actor(
        account_id=account.account_id, username=username, name=account.name, role=role, agency_id=account.agency_id
    )


@pytest.fixture
def scrutineer(store: Store) -> Actor:
    with store.writing() as session:
        return make_account(session, "dee", Role.SCRUTINEER)


@pytest.fixture
def manager(store: Store) -> Actor:
    with store.writing() as session:
        return make_account(session, "sam", Role.BUSINESS_MANAGER)


@contextmanager
def serving(*names: str) -> Iterator[None]:
    """An installation that serves these partnerships; none named: the one whose report comes first."""
    before = os.environ.get("CSCP_PARTNERSHIPS", "")
    os.environ["CSCP_PARTNERSHIPS"] = "; ".join(names)
    settings.cache_clear()
    yield
    os.environ["CSCP_PARTNERSHIPS"] = before
    settings.cache_clear()


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
