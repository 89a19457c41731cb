"""What the present connection shows of itself by its cookies, and what this tab holds of whom.

Streamlit reads the cookies at a connection's handshake, also where that connection resumes a tab from earlier.
"""

from collections.abc import Mapping

import streamlit as st

from cscp_core.people import seal
from cscp_core.people.permissions import Actor
from cscp_core.people.seal import ConnectionCookies
from cscp_core.people.sign_in import token_hash
from cscp_core.settings import settings

OWNER = "whose tab this is"  # the id of a session, which signs nobody in
LEFT = "left"  # what is said once somebody signed out in this tab


def cookies() -> Mapping[str, str]:
    """The cookies of the present connection."""
    return st.context.cookies


def read_cookies() -> ConnectionCookies:
    """Token and browser of the present connection. Of the token that this tab came with and has left, nothing."""
    found = seal.read_cookies(cookies(), settings())
    return ConnectionCookies(token=None, browser=found.browser) if LEFT in st.session_state else found


def session_id() -> str | None:
    """The id of the session that the present connection shows, whether or not it still stands."""
    token = read_cookies().token
    return token_hash(token) if token else None


def hold_against(actor: Actor | None) -> None:
    """For the beginning of a run: where the tab holds anything of somebody who is not whom the connection shows now, it
    forgets all that it holds."""
    owner = actor.session_id if actor else None
    if st.session_state.get(OWNER, owner) != owner:
        forget()
    if owner:
        st.session_state[OWNER] = owner


def forget() -> None:
    """Empties the tab."""
    for key in list(st.session_state):
        del st.session_state[key]


def leave(words: str) -> None:
    """Somebody has signed out: this tab forgets all that it held, and says so."""
    forget()
    st.session_state[LEFT] = words
