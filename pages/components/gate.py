"""Who is asking. Every page asks here itself, on every run, and shows nothing without an answer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st

from cscp_core import start
from cscp_core.errors import SignedOut, StorageUnavailable
from cscp_core.people import leaving
from cscp_core.people import sign_in as sign_in_service
from cscp_core.people.permissions import Actor, Permission, may
from pages.components.frame import connection, sign_in

OPEN = "the gate has been asked"
FOUND = "whom the gate found"  # for the length of one whole run


@contextmanager
def keep_actor_for_run() -> Iterator[None]:
    """For the length of a whole run, which begins by asking who it is. What runs without one, a dialog, a fragment or
    what a field calls when it is left, has an actor from earlier: whether that still holds is asked then."""
    st.session_state[OPEN] = True
    try:
        yield
    finally:
        st.session_state[OPEN] = False
        st.session_state.pop(FOUND, None)


def check_still(actor: Actor) -> None:
    """Raises SignedOut where no whole run has asked, and the actor is not signed in any more or not by this
    connection."""
    if not st.session_state.get(OPEN):
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
    st.session_state[FOUND] = actor
    return actor


def find_actor() -> Actor | None:
    """Who is signed in here now; None when nobody is, or when the database cannot say. A whole run has asked the
    database at its beginning, and is told the same again for as long as nobody leaves in it."""
    if st.session_state.get(OPEN) and FOUND in st.session_state:
        return st.session_state[FOUND]  # type: ignore[no-any-return]
    try:
        return _find_actor()
    except StorageUnavailable:
        return None


def _find_actor() -> Actor | None:
    token = connection.read_cookies().token
    if not token:
        return None
    with start.store().reading() as session:
        actor = sign_in_service.who_is(session, token)
        stale = actor is not None and sign_in_service.needs_a_stamp(session, str(actor.session_id))
    if actor and stale:
        with suppress(StorageUnavailable), start.store().writing() as session:  # reading goes on without it
            sign_in_service.stamp_session(session, str(actor.session_id))
    return actor


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
