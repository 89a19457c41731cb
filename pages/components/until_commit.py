"""What was read of the database, kept for every run of this process until the next commit (decision 0057).

Any commit of any process makes another version of the database, and all that was kept of the one before is dropped.
Whose a value is stands in its key: who asks for a key gets what is kept under it.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar, cast

from cscp_core import start
from cscp_core.storage.session import ClockUse, Session, clock_use, the_minute
from cscp_core.storage.versions import committed_version
from pages.components import text

R = TypeVar("R")
MOST = 2000
_LOCK = Lock()
_kept: dict[Hashable, tuple[Any, datetime | None]] = {}  # with the minute that it is of, where it looked at that
_of: list[Any] = [None]  # the database and the version of it that all of `_kept` is of


def read_kept(key: Hashable, service: Callable[[Session], R]) -> R:
    """What is kept under the key, else what the service returns now. What looked at the minute is kept until the next
    one, and what looked at the moment not at all."""
    store = start.store()
    stands = committed_version(store)
    minute = the_minute(store.clock())
    with _LOCK:
        if _of[0] != (store.engine, stands):
            _kept.clear()
            text.forget()
            _of[0] = (store.engine, stands)
        if stands is not None and key in _kept:
            before, of_minute = _kept[key]
            if of_minute in (None, minute):
                return cast("R", before)
    with store.reading() as session:
        found = service(session)
        looked = clock_use(session)
    with _LOCK:
        if stands is not None and looked is not ClockUse.MOMENT and _of[0] == (store.engine, stands):
            if len(_kept) >= MOST:
                del _kept[next(iter(_kept))]
            _kept[key] = (found, minute if looked is ClockUse.MINUTE else None)
    return found
