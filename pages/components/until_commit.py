"""What was read of the database, kept for every run of this process until the next commit (decision 0057).

Any commit of any process makes another version of the database, and all that was kept of the one before is dropped.
Whose a value is stands in its key: who asks for a key gets what is kept under it. A whole run asks for the version at
its beginning, and again once it has changed something itself or another run has found a newer version.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Lock, local
from typing import Any, TypeVar, cast

from cscp_core import start
from cscp_core.storage.session import ENGLAND, ClockUse, Session, Store, clock_use, the_minute, times_written
from cscp_core.storage.versions import committed_version
from pages.components import text

R = TypeVar("R")
MOST = 2000
_LOCK = Lock()
_kept: dict[Hashable, tuple[Any, ClockUse, date | None]] = {}  # how closely it looked at the clock, and what it saw
_of: list[Any] = [None]  # the database and the version of it that all of `_kept` is of


class _Run(local):
    """The whole run of this thread, for as long as it lasts."""

    is_whole = False
    found: tuple[Any, str | None, int] | None = None
    """The database, its version when this run last asked, and how often this thread had written by then."""


_run = _Run()


@contextmanager
def keep_version_for_run() -> Iterator[None]:
    """For the length of a whole run. What runs without one asks for the version each time."""
    _run.is_whole, _run.found = True, None
    try:
        yield
    finally:
        _run.is_whole, _run.found = False, None


def _version(store: Store) -> str | None:
    if _run.is_whole and _run.found is not None:
        engine, stands, written = _run.found
        if written == times_written() and engine is store.engine and _of[0] == (engine, stands):
            return stands
    written, stands = times_written(), committed_version(store)
    _run.found = (store.engine, stands, written)
    return stands


def read_kept(key: Hashable, service: Callable[[Session], R]) -> R:
    """What is kept under the key, else what the service returns now. What looked at the day or the minute is kept until
    the next one, and what looked at the moment not at all."""
    store = start.store()
    stands = _version(store)
    with _LOCK:
        if _of[0] != (store.engine, stands):
            _kept.clear()
            text.forget()
            _of[0] = (store.engine, stands)
        if stands is not None and key in _kept:
            before, looked, seen = _kept[key]
            if looked is ClockUse.NEVER or seen == _seen(looked, store.clock()):
                return cast("R", before)
    moment = store.clock()
    with store.reading() as session:
        found = service(session)
        looked = clock_use(session)
    with _LOCK:
        if stands is not None and looked is not ClockUse.MOMENT and _of[0] == (store.engine, stands):
            if len(_kept) >= MOST:
                del _kept[next(iter(_kept))]
            _kept[key] = (found, looked, _seen(looked, moment))
    return found


def _seen(looked: ClockUse, moment: datetime) -> date | None:
    """What somebody sees of a moment who looks at the clock so closely."""
    if looked is ClockUse.DAY:
        return moment.astimezone(ENGLAND).date()
    return the_minute(moment) if looked is ClockUse.MINUTE else None
