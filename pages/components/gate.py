"""Who is asking. Every page asks here itself, on every run, and shows nothing without an answer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import local

import streamlit as st

from cscp_core import start
from cscp_core.errors import SignedOut, StorageUnavailable
from cscp_core.people import leaving
from cscp_core.people import sign_in as sign_in_service
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import until_commit
from pages.components.frame import connection, sign_in


class _Run(local):
    """The whole run of this thread, for as long as it lasts."""

    is_whole = False
    found: tuple[Actor | None] | None = None
    """Whom its beginning found; None where it could not say."""


_run = _Run()


@contextmanager
def keep_actor_for_run() -> Iterator[None]:
    """For the length of a whole run, which begins by asking who it is. What runs without one, a dialog, a fragment or
    what a field calls when it is left, has an actor from earlier: whether that still holds is asked then."""
    _run.is_whole, _run.found = True, None
    try:
        yield
    finally:
        _run.is_whole, _run.found = False, None


def is_whole_run() -> bool:
    """Whether what runs now is a whole run, whose beginning has asked who it is."""
    return _run.is_whole


def check_still(actor: Actor) -> None:
    """Raises SignedOut where no whole run has asked, and the actor is not signed in any more or not by this
    connection."""
    if not _run.is_whole:
        with start.store().reading() as session:
            if actor.has_left:
                leaving.check_still(session, actor)
            else:
                sign_in_service.check_still(session, actor, by=connection.session_id())


def rerun_unless_still(actor: Actor) -> None:
    """Reloads the whole page for somebody who is not signed in any more: it is the sign-in form."""
    try:
        check_still(actor)
    except SignedOut:
        st.rerun()


def begin() -> Actor | None:
    """For the beginning of a run: the person who is signed in, and a tab that holds nothing of anybody else."""
    try:
        actor = _find_actor()
    except StorageUnavailable:
        return None
    connection.hold_against(actor)
    _run.found = (actor,)
    return actor


def find_actor() -> Actor | None:
    """Who is signed in here now; None when nobody is, or when the database cannot say. A whole run has asked the
    database at its beginning, and is told the same again for as long as nobody leaves in it."""
    if _run.is_whole and _run.found:
        return _run.found[0]
    try:
        return _find_actor()
    except StorageUnavailable:
        return None


def _find_actor() -> Actor | None:
    session_id = connection.session_id()
    if not session_id:
        return None
    whose = partial(sign_in_service.find_holder, session_id=session_id)
    holder = until_commit.read_kept((sign_in_service.find_holder, session_id), whose)
    moment = start.store().clock()
    if holder is None or holder.is_over(moment):
        return None
    if holder.needs_a_stamp(moment):
        with suppress(StorageUnavailable), start.store().writing() as session:  # reading goes on without it
            sign_in_service.stamp_session(session, session_id)
    return holder.actor


def require(permission: Permission) -> Actor:
    """The actor, who holds the permission. Otherwise shows why not, or the sign-in form, and ends the page."""
    actor = find_actor()
    if actor is None:
        sign_in.show()
        st.stop()
    if not may(actor, permission):
        st.title("Not for your role")
        st.write("This page is not open to your role. Choose another from the menu.")
        st.stop()
    return actor
