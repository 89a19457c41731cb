"""Fields for references to evidence: the app keeps no documents, only what they are called and who has them."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.improvement.rules import MOST_REFERENCES, Reference
from cscp_core.people.permissions import Actor
from pages.components import kept

NOTHING = Reference("", "", "", "")


def show(actor: Actor, place: str, given: Sequence[Reference] = ()) -> list[Reference]:
    """A row of fields for each reference, and a button for one more."""
    key = f"{place} references"
    shown = max(st.session_state.get(key, 1), len(given), 1)
    st.markdown("**Evidence, by reference**")
    st.caption(
        "Say what it is called, who owns it and where it is held. Nothing is uploaded, and nothing that names a child."
    )
    found = [_row(actor, place, place_in_list, given) for place_in_list in range(shown)]
    if shown < MOST_REFERENCES and st.button("One more reference", key=f"{place} one more"):
        st.session_state[key] = shown + 1
        st.rerun()
    return found


def _row(actor: Actor, place: str, number: int, given: Sequence[Reference]) -> Reference:
    one = given[number] if number < len(given) else NOTHING
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            title = kept.line(
                actor, place, f"title {number}", f"Title of reference {number + 1}", one.title, max_chars=200
            )
            dated = kept.line(actor, place, f"dated {number}", "Its date", one.dated, max_chars=200)
        with right:
            owner = kept.line(actor, place, f"owner {number}", "Its owner (a post)", one.owner, max_chars=200)
            held = kept.line(actor, place, f"held_at {number}", "Where it is held", one.held_at, max_chars=200)
        link = kept.line(actor, place, f"link {number}", "Link, if there is one", one.link, max_chars=200)
    return Reference(title, owner, dated, held, link)
