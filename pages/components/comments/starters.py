"""Ways to begin a sentence, behind one button above the box for words. One goes into the box."""

import streamlit as st

from feedback.comments.rules import CommentKind
from feedback.comments.starters import list_starters
from pages.components.translation import translate


def show(place: str, kind: CommentKind, most: int) -> None:
    """`place` begins the name of the box; `most` is how many letters it takes."""
    found = list_starters(kind)
    if not found:
        return
    with st.popover(translate("How to start")):
        key = f"{place} starter"
        st.pills(
            translate("Press one. Then go on."),
            found,
            format_func=translate,
            key=key,
            on_change=_begin,
            args=(place, most),
        )


def _begin(place: str, most: int) -> None:
    state = st.session_state
    chosen = state.get(f"{place} starter")
    if chosen:
        words = str(state.get(f"{place} words") or "").rstrip()
        state[f"{place} words"] = f"{words}{' ' if words else ''}{chosen} "[:most]
        state[f"{place} starter"] = None
