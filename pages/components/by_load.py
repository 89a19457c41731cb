"""What a load fixed, of a report or of official statistics: found once, and handed out until newer ones push it out."""

import functools
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from cscp_core import start
from cscp_core.evidence.views import Year
from cscp_core.official import service as official
from cscp_core.people.permissions import Actor
from pages.components import unchanged

P = ParamSpec("P")
R = TypeVar("R")
Read = Callable[Concatenate[Actor, Year, P], R]
KEPT: dict[str, dict[Hashable, Any]] = {}
"""Everything that is kept, by the name of its read."""


def cache_until_load(most: int) -> Callable[[Read[P, R]], Read[P, R]]:
    """For a read `(actor, year, ...)` that returns the same to everybody of one role until the next load of the report.
    Keeps the newest `most`. All its readers share what it returned: nobody changes it in place."""

    def wrap(read: Read[P, R]) -> Read[P, R]:
        find = _keeping(read, most)

        @functools.wraps(read)
        def once_for_each_load(actor: Actor, year: Year, /, *args: P.args, **details: P.kwargs) -> R:
            key = (year.report_id, year.load_number, args, tuple(sorted(details.items())))
            return find(actor, key, lambda: read(actor, year, *args, **details))

        return once_for_each_load

    return wrap


def cache_until_official_load(
    most: int,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """The same for a read `(actor, ...)` of official statistics, until some are loaded or a load is undone."""

    def wrap(read: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
        find = _keeping(read, most)

        @functools.wraps(read)
        def once_for_each_load(actor: Actor, /, *args: P.args, **details: P.kwargs) -> R:
            number = unchanged.ask_for_role(official.find_standing_load, actor)
            key = (number, args, tuple(sorted(details.items())))
            return find(actor, key, lambda: read(actor, *args, **details))

        return once_for_each_load

    return wrap


class _Find(Protocol):
    def __call__(self, actor: Actor, of: Hashable, make: Callable[[], R]) -> R: ...


def _keeping(read: Callable[..., Any], most: int) -> _Find:
    """Finds what a read returned before under a key, for a database and a role, or has it read now."""
    found: dict[Hashable, Any] = {}
    KEPT[f"{read.__module__}.{read.__qualname__}"] = found
    lock = Lock()

    def find(actor: Actor, of: Hashable, make: Callable[[], R]) -> R:
        key = (start.store().engine, actor.role, actor.agency_id, actor.has_left, of)
        with lock:
            if key in found:
                return cast("R", found[key])
        made = make()
        with lock:
            if len(found) >= most:
                del found[next(iter(found))]
            found[key] = made
        return made

    return find
