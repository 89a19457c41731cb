"""Words of two or three, each a badge, in one line."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.missing.ranking import SEPARATOR, how_ranked
from pages.components.text import escaped


def show(badges: Sequence[str], *, after: str = "") -> None:
    """In one line, and what they belong to, such as the agency, after them."""
    shown = [f":gray-badge[{escaped(one)}]" for one in badges]
    st.markdown(" ".join([*shown, f":small[{escaped(after)}]"] if after else shown))


def show_kept(because: str) -> None:
    """Why something is suggested, as an agenda keeps it: badges, or a sentence."""
    if because.endswith("."):
        st.caption(escaped(because))
    elif because:
        show(because.split(SEPARATOR))


def explain_ranking() -> None:
    """The rule by which questions are ranked, for those who want it."""
    with st.expander("How this is ranked"):
        for sentence in how_ranked():
            st.markdown(escaped(sentence))
