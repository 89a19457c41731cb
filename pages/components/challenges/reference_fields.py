"""Fields for references to evidence: the app keeps no documents, only what they are called and who has them."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.improvement.rules import MOST_REFERENCES, Reference
from cscp_core.people.permissions import Actor
from pages.components import doing, kept

NOTHING = Reference("", "", "", "")


def show(actor: Actor, place: str, given: Sequence[Reference] = ()) -> list[Reference]:
    """A row of fields for each reference, and a button for one more. Returns what they hold when an act is carried
    out."""
    key = f"{place} references"
    shown = max(st.session_state.get(key, 1), len(given), 1)
    st.markdown("**Evidence, by reference**")
    st.caption("Say what it is called, who owns it and where it is held. Do not name a child. Nothing is uploaded.")
    for number in range(shown):
        _row(actor, place, number, given)
    if shown < MOST_REFERENCES and st.button("Add another reference", key=f"{place} one more"):
        st.session_state[key] = shown + 1
        st.rerun()
    return doing.when_pressed(lambda: [_written(place, number) for number in range(shown)])


def _written(place: str, number: int) -> Reference:
    names = ("title", "owner", "dated", "held_at", "link")
    return Reference(*(str(st.session_state.get(f"{place}/{name} {number}", "")) for name in names))


def _row(actor: Actor, place: str, number: int, given: Sequence[Reference]) -> None:
    one = given[number] if number < len(given) else NOTHING
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            title = f"Title of reference {number + 1}"
            kept.text_line(actor, place, f"title {number}", title, one.title, max_chars=200)
            kept.text_line(actor, place, f"dated {number}", "Its date", one.dated, max_chars=200)
        with right:
            kept.text_line(actor, place, f"owner {number}", "Its owner (a post)", one.owner, max_chars=200)
            kept.text_line(actor, place, f"held_at {number}", "Where it is held", one.held_at, max_chars=200)
        kept.text_line(actor, place, f"link {number}", "Link, if there is one", one.link, max_chars=200)
