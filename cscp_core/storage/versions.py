"""Whether anything was committed to the database since: a mark that is the same only while nothing was."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from cscp_core.storage.session import Store, said_plainly

_LOCK = Lock()
_WATCHES: "WeakKeyDictionary[Engine, Any]" = WeakKeyDictionary()


def committed_version(store: Store) -> str | None:
    """The same twice only where no process has committed anything in between; None where that cannot be told.

    What is read after a version is of this version or newer. So it may be kept under it: the version that stands after
    the next commit is another.
    """
    if store.engine.dialect.name == "sqlite":
        return _of_sqlite(store.engine)
    with said_plainly(), _named_as_sqlalchemy_does(store.engine):
        connection = store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("SELECT pg_current_snapshot()::text")  # which transactions can be seen; it begins none
            found = cursor.fetchone()
            return str(found[0]) if found else None
        finally:
            connection.close()


@contextmanager
def _named_as_sqlalchemy_does(engine: Engine) -> Iterator[None]:
    """A raw connection raises the driver's own errors, which nobody above expects."""
    try:
        yield
    except engine.dialect.loaded_dbapi.Error as error:
        raise OperationalError(None, None, error) from error


def _of_sqlite(engine: Engine) -> str | None:
    """SQLite tells a connection whether another one has committed. So one connection of each process only watches."""
    if not engine.url.database or engine.url.database.startswith((":", "file:")):
        return None  # a database in memory may have no other connection
    with _LOCK:
        try:
            watch = _WATCHES.get(engine)
            if watch is None:
                watch = engine.raw_connection()
                watch.detach()
                _WATCHES[engine] = watch
            return str(watch.cursor().execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                lost = _WATCHES.pop(engine, None)
                if lost is not None:
                    lost.close()
            return None
