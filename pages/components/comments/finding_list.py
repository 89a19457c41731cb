"""Findings one under the other in plain words, each with the way to say something."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from pages.components import menu
from pages.components.text import escaped

AT_ONCE = 10


def show(
    kind: SourceKind, found: Sequence[tuple[str, str]], report_id: str, when_none: str = "There is nothing here."
) -> None:
    """Ten at a time, each by its id and its words."""
    shown = int(st.session_state.get(f"shown {kind}", AT_ONCE))
    for row_id, words in found[:shown]:
        with st.container(border=True):
            st.markdown(f"**{escaped(words)}**")
            menu.link("say", "Say what you think", about=kind, of=row_id, report=report_id)
    if not found and when_none:
        st.write(when_none)
    if len(found) > shown and st.button("Show more", key=f"more {kind}"):
        st.session_state[f"shown {kind}"] = shown + AT_ONCE
        st.rerun()
