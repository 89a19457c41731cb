"""What a load of a report fixed: found once for each load, and handed out until newer ones push it out."""

import functools
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from cscp_core import start
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor

P = ParamSpec("P")
R = TypeVar("R")
Read = Callable[Concatenate[Actor, Year, P], R]
KEPT: dict[str, dict[Hashable, Any]] = {}
"""Everything that is kept, by the name of its read."""


def cache_until_load(most: int) -> Callable[[Read[P, R]], Read[P, R]]:
    """For a read `(actor, year, ...)` that returns the same to everybody of one role until the next load of the report.
    Keeps the newest `most`. All its readers share what it returned: nobody changes it in place."""

    def wrap(read: Read[P, R]) -> Read[P, R]:
        found: dict[Hashable, R] = {}
        KEPT[f"{read.__module__}.{read.__qualname__}"] = found
        lock = Lock()

        @functools.wraps(read)
        def once_for_each_load(actor: Actor, year: Year, /, *args: P.args, **details: P.kwargs) -> R:
            whose = (start.store().engine, actor.role, actor.agency_id, actor.has_left)
            key = (whose, year.report_id, year.load_number, args, tuple(sorted(details.items())))
            with lock:
                if key in found:
                    return found[key]
            made = read(actor, year, *args, **details)
            with lock:
                if len(found) >= most:
                    del found[next(iter(found))]
                found[key] = made
            return made

        return once_for_each_load

    return wrap
