"""Words of two or three, each a badge, in one line."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.scrutiny.missing.ranking import SEPARATOR, how_ranked
from pages.components.text import escaped


def show(badges: Sequence[str]) -> None:
    st.markdown(" ".join(f":gray-badge[{escaped(one)}]" for one in badges))


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
