"""What a service returned, handed out again for as long as nothing was committed to the database (decision 0057).

`ask_for_actor` keeps it for one signed-in person, `ask_for_role` for everybody of one role and agency. Both ask the
service again once anything was committed by anybody. What looked at the day is asked again on the next, what looked at
the minute in the next, and what looked at the moment is not kept. What is kept is handed out to many runs: nobody
changes it in place.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from cscp_core import start
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import ENGLAND, Session
from pages.components import gate, until_commit

P = ParamSpec("P")
R = TypeVar("R")


def ask_for_actor(
    service: Callable[Concatenate[Session, Actor, P], R], actor: Actor, /, *_: P.args, **details: P.kwargs
) -> R:
    """For what is this person's own or differs by person: kept for this one actor in this one session."""
    return _found(service, actor, actor, details)


def ask_for_role(
    service: Callable[Concatenate[Session, Actor, P], R], actor: Actor, /, *_: P.args, **details: P.kwargs
) -> R:
    """For what a service returns to everybody who has this role and agency. The role decides what may be seen, so that
    nothing is handed to anybody whom the service would have refused."""
    return _found(service, actor, replace(actor, account_id=None, username="", name="", session_id=None), details)


def moment() -> datetime:
    """Now, by the clock of the installation."""
    return start.store().clock()


def today() -> date:
    """The day in England, by the clock of the installation."""
    return start.store().clock().astimezone(ENGLAND).date()


def _found(service: Callable[..., R], actor: Actor, whose: Actor, details: dict[str, Any]) -> R:
    gate.rerun_unless_still(actor)
    key = (service, whose, tuple(sorted(details.items())))
    return until_commit.read_kept(key, lambda session: service(session, actor, **details))
