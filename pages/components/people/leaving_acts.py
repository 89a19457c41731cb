"""When a Young Advisor or lay member leaves: what happens to their words, and the link to them that is theirs."""

from functools import partial

import streamlit as st

from cscp_core.people import leaving
from cscp_core.people.permissions import Actor
from cscp_core.people.service import Person
from cscp_core.scrutiny.challenges import handover
from cscp_core.settings import settings
from pages.components import deadlines, doing
from pages.components.text import escaped

NEW_LINK = "new link after leaving"


def opens(actor: Actor, person: Person) -> None:
    """The button that opens the guided act."""
    place = f"leaving/{person.account_id}"
    doing.opens("Disable", place, person.version, _disable, actor, person, place)


def new_link(actor: Actor, person: Person) -> None:
    """Another link for somebody who has left: the one before was lost, or none was made."""
    makes = doing.bind(actor, leaving.make_link, account_id=person.account_id, version=person.version)
    doing.button(
        "New link to their words", makes, f"leaving/{person.account_id}", then=partial(_keep_link, person.username)
    )


def show_new_link() -> None:
    """The link just made, once. It is kept nowhere: the database has only its hash."""
    username, link = st.session_state.pop(NEW_LINK, ("", ""))
    if link:
        st.success(
            f"Give this link to {escaped(username)} and to nobody else, in person or by a safe channel. It opens their "
            f"own words for {deadlines.LINK_AFTER_LEAVING} from the day they left, as often as they like."
        )
        st.code(link, language=None)


def _keep_link(username: str, token: str) -> None:
    st.session_state[NEW_LINK] = (username, f"{settings().public_address}/leaving?token={token}")


@st.dialog("Disable this account")
def _disable(actor: Actor, person: Person, place: str) -> None:
    st.markdown(f"**{escaped(person.name)}** · {escaped(person.username)}")
    st.markdown(
        "- They are signed out at once and cannot sign in again.\n"
        "- Their words stay as they are for now. They decide what happens to them, not you.\n"
        f"- You get a link to give to them. For {deadlines.LINK_AFTER_LEAVING} it opens their words and what became of "
        "them. They can take a copy, take back any or all of it, and choose if the rest stays or goes.\n"
        "- If they never choose, what others can read stays as long as it would have, "
        f"{deadlines.KEPT_PUBLISHED} at most. Disabling an account never deletes its words.\n"
        "- The safeguarding lead's and deputy's own records stay.\n"
        "- Everybody who leaves gets the link, even somebody whom you disable because of a suspicion."
    )
    acts = doing.bind(actor, handover.disable_voice, account_id=person.account_id, version=person.version)
    doing.button("Disable it and make the link", acts, place, type="primary", then=partial(_keep_link, person.username))
