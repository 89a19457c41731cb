"""What one person chose, in two of their tabs: both stand side by side until they say which one to keep."""

import streamlit as st

from cscp_core.people.permissions import Actor
from pages.components import doing, kept
from pages.components.text import escaped
from pages.components.translation import translate

ELSEWHERE = "You chose something else in another tab. Nothing is saved until you say which one to keep."
SAVED_ELSEWHERE = "You changed this in another tab. Here is what you chose there."


def seen_version(actor: Actor, place: str, current: int, *, here: str, saved: str) -> int:
    """The version that saving is bound to. Called before the fields, which are drawn with `kept.choice_key`.

    Args:
        current: the version of what is saved.
        here: what the fields hold, in words.
        saved: what is saved, in words.
    """
    state, seen = st.session_state, f"seen {place}"
    before: int = state.setdefault(seen, current)
    if before == current or not kept.is_written(actor, place):
        state[seen] = current
        doing.watch(place, current, SAVED_ELSEWHERE)
        return current
    doing.show_outcome(place)
    with st.container(border=True):
        st.warning(translate(ELSEWHERE))
        for label, words in (("Here", here), ("In the other tab", saved)):
            st.markdown(f"**{translate(label)}:** {escaped(words or translate('nothing'))}")
        with st.container(horizontal=True):
            st.button(translate("Keep mine"), key=f"{place} mine", on_click=state.update, args=({seen: current},))
            st.button(translate("Use the other"), key=f"{place} theirs", on_click=kept.forget, args=(actor, place))
    return before
