"""How long a signed-in session still lasts, and why one is over. Works before anybody is known."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from cscp_core.people import sign_in
from cscp_core.people.permissions import Actor, before_sign_in
from cscp_core.people.tables import SignInSession
from cscp_core.storage.session import now

IN_THIS_TAB = "Sign in again to go on."


@dataclass(frozen=True, kw_only=True)
class Remaining:
    """What is left of a session: until it idles out, None while a meeting holds it open, and until it ends at all."""

    actor: Actor
    idle: timedelta | None
    whole: timedelta | None


@before_sign_in
def remaining(session: Session, token: str) -> Remaining | None:
    """What is left of the session that this token opened; None once it is over. Asking is no sign of life."""
    actor = sign_in.who_is(session, token)
    if actor is None:
        return None
    signed_in, moment = session.get_one(SignInSession, actor.session_id), now(session)
    if signed_in.held_open_until is not None and moment < signed_in.held_open_until:
        return Remaining(actor=actor, idle=None, whole=None)
    idle = signed_in.seen_at + timedelta(seconds=signed_in.idle_seconds) - moment
    return Remaining(actor=actor, idle=idle, whole=signed_in.expires_at - moment)


@before_sign_in
def why_over(session: Session, token: str) -> str:
    """Why this token signs nobody in any more, in a sentence for the person who held it; empty where it never did."""
    signed_in = session.get(SignInSession, sign_in.token_hash(token))
    if signed_in is None or signed_in.awaits_code or sign_in.who_is(session, token):
        return ""
    if signed_in.ended_at is not None:
        return (
            "You are signed out. You signed out in another tab or on another device, or your password or account was "
            f"changed. {IN_THIS_TAB}"
        )
    idle = timedelta(seconds=signed_in.idle_seconds)
    if signed_in.seen_at + idle < min(signed_in.expires_at, now(session)):
        return f"You were signed out, because you did nothing here for {_minutes(idle)}. {IN_THIS_TAB}"
    whole = signed_in.expires_at - signed_in.started_at
    return (
        f"You were signed out, because you signed in {_hours(whole)} ago. Nobody stays signed in longer. {IN_THIS_TAB}"
    )


def _minutes(length: timedelta) -> str:
    number = round(length.total_seconds() / 60)
    return "1 minute" if number == 1 else f"{number} minutes"


def _hours(length: timedelta) -> str:
    number = round(length.total_seconds() / 3600)
    return "an hour" if number == 1 else f"{number} hours"
