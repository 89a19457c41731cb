"""Opens the database: one engine, sessions that read, sessions that write, and the clock that they carry."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from pathlib import Path
from threading import local
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlmodel import Session as Session  # pages name the type, and may not reach for SQLModel themselves

from cscp_core.errors import NotFound, StorageUnavailable
from cscp_core.storage.private import keep_private, open_private

BUSY_SECONDS = 5
CHECKPOINT_MILLISECONDS = 200
LOOKED = "looked at the clock"
ERASED = "words were erased"  # marks a session whose change must leave the journal too
REVISION = "SELECT version_num FROM alembic_version"
ENGLAND = ZoneInfo("Europe/London")


def in_uk_time(at: datetime) -> str:
    """A moment as people read it, on the clock of the United Kingdom, which it says."""
    return f"{at.astimezone(ENGLAND):%-d %B %Y, %H:%M}, UK time"


def month_of(at: datetime) -> str:
    """The month of a moment in England: what others may know of when one of a few people did something."""
    return f"{at.astimezone(ENGLAND):%B %Y}"


WRITERS = 20190701  # the advisory lock that PostgreSQL's writers share
POOL = 10  # connections of one server that stay open; as many more under load
RECYCLE_SECONDS = 1800
POSTGRESQL_LIMITS = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
READ_ONLY = "25006"  # PostgreSQL's word for a change that a copy kept for reading was asked to make
Clock = Callable[[], datetime]


CLOCKS_DIFFER = timedelta(minutes=5)  # by no more than this may two servers' clocks; beyond, one was set back


def wall_clock() -> datetime:
    """Now, in UTC. The only place that asks the machine for the time of day."""
    return datetime.now(UTC)


class _Mine(local):
    written = 0


_mine = _Mine()


def times_written() -> int:
    """How often this thread has had a session for a change: the same again only where it changed nothing in between."""
    return _mine.written


@dataclass(frozen=True)
class Store:
    """An open database with the clock and the trail's key that its sessions carry."""

    engine: Engine
    chain_key: bytes
    clock: Clock = wall_clock
    withdrawals: Path | None = None  # where it is noted what was taken back; None: a store that is never restored
    revision: str | None = None  # of the tables that this process knows; None: not looked at

    @property
    def erases_at_once(self) -> bool:
        """Whether what a session erases is gone from the database's files after it. PostgreSQL writes over it later."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reads. Nothing that is done in it is kept."""
        with self._session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one change. It holds the right to write from its first statement; the service commits. A
        change that `mark_erasing` marks is followed by a checkpoint: erased words leave SQLite's journal too."""
        try:
            with self._session(self.engine.execution_options(writing=True)) as session:
                yield session
        finally:
            _mine.written += 1
        if session.info.get(ERASED):
            with contextlib.suppress(StorageUnavailable):  # it is committed; the next look truncates the journal
                checkpoint_wal(self.engine, wait_milliseconds=BUSY_SECONDS * 1000)

    @contextmanager
    def _session(self, bind: Engine) -> Iterator[Session]:
        with said_plainly(), Session(bind, expire_on_commit=False) as session:
            session.info.update(clock=self.clock, chain_key=self.chain_key, withdrawals=self.withdrawals)
            if self.revision and session.connection().exec_driver_sql(REVISION).scalar() != self.revision:
                raise StorageUnavailable(
                    "The database was brought to another version while this server ran. Nothing was saved. "
                    "Start the server again."
                )
            yield session


def mark_erasing(session: Session) -> None:
    """Mark a session as one that erases words, whose change must leave no trace in the journal."""
    session.info[ERASED] = True


class ClockUse(IntEnum):
    """How closely somebody has looked at the clock of a session: what they found may be another the day after, or at
    any moment."""

    NEVER = 0
    DAY = 1
    MINUTE = 2
    MOMENT = 3


def today(session: Session) -> date:
    """The day in England by the clock that this session carries: what is due is due by that day."""
    return _read_clock(session, ClockUse.DAY).astimezone(ENGLAND).date()


def this_minute(session: Session) -> datetime:
    """The beginning of the present minute by the clock that this session carries: for what is counted in hours or
    weeks, so that what was found may be handed out again for as long as the minute lasts."""
    return the_minute(_read_clock(session, ClockUse.MINUTE))


def the_minute(moment: datetime) -> datetime:
    """The beginning of the minute that a moment is in."""
    return moment.replace(second=0, microsecond=0)


def now(session: Session) -> datetime:
    """The moment by the clock that this session carries."""
    return _read_clock(session, ClockUse.MOMENT)


def clock_use(session: Session) -> ClockUse:
    """How closely anybody has looked at the clock that this session carries."""
    looked: ClockUse = session.info.get(LOOKED, ClockUse.NEVER)
    return looked


def _read_clock(session: Session, how: ClockUse) -> datetime:
    session.info[LOOKED] = max(clock_use(session), how)
    moment: datetime = session.info["clock"]()
    return moment


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turns a database that is away, full, locked, busy or read-only into one sentence, without its internals; and so
    a number or name that it cannot even look for."""
    try:
        yield
    except (DataError, OverflowError) as error:
        raise NotFound("There is nothing with that number or name.") from error
    except (OperationalError, InterfaceError, NoConnectionFree) as error:
        raise StorageUnavailable(
            "The database cannot be reached or cannot be written at the moment. Nothing was saved. Try again shortly."
        ) from error
    except DatabaseError as error:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise StorageUnavailable(
                "The connection to the database was lost. Nothing was saved. Try again shortly."
            ) from error
        if getattr(error.orig, "sqlstate", None) == READ_ONLY:
            raise StorageUnavailable("The database is read-only at the moment. Nothing was saved.") from error
        raise


def make_engine(address: str) -> Engine:
    """An engine for SQLite (one file, or in memory) or PostgreSQL, set up as this app needs it.

    What its errors say never repeats the values that were to be stored: they may be anybody's words.
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=POOL,
            max_overflow=POOL,
            pool_timeout=BUSY_SECONDS,
            pool_recycle=RECYCLE_SECONDS,
            connect_args={"connect_timeout": BUSY_SECONDS, "options": POSTGRESQL_LIMITS},
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, hide_parameters=True
    )
    if url.database and not url.database.startswith((":", "file:")):
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "do_connect", lambda *_: _keep_database_private(path))
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_database_private(path: Path) -> None:
    """Lets nobody but the owner read the file. SQLite gives its journal the same mode.

    A file that is there is never opened here. Closing it would drop the locks that SQLite holds on it for this whole
    process, and the next other process to leave would delete the journal with what was committed since.
    """
    with contextlib.suppress(OSError):  # it is there already, or SQLite itself says what is wrong
        open_private(path, "xb").close()
    for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        keep_private(one)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own: see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _ask_for_wal(cursor)
    cursor.close()


def _ask_for_wal(cursor: Any, tries: int = 20) -> None:
    """Of several processes that open a new file together, SQLite lets one change the journal and refuses the rest."""
    for left in reversed(range(tries)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.05)


def checkpoint_wal(engine: Engine, *, wait_milliseconds: int = CHECKPOINT_MILLISECONDS) -> None:
    """Write SQLite's write-ahead log into its file and truncate it, so that what was deleted is not left in there.

    Writers wait for it while it waits for readers. What is not truncated by then is at the next call.
    """
    if engine.dialect.name == "sqlite":
        with said_plainly(), engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_milliseconds}")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """One writer at a time, as on SQLite: the trail is one chain, and tries are counted before they are tried."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})" if writing else "SET TRANSACTION READ ONLY")
