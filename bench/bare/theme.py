"""Draws what the theme page draws, from memory: what the theme page's server time is held against.

The same: every st call that pages/theme.py and its components make for one tab, in the same order, in the same
containers, with the same texts, table cells, chart specifications and keys (bench/record.py noted them).
Left out: signing in, permissions, the database, escaping and every other reckoning of the app, the menu, the sidebar,
the banner and the footer, and what buttons would do. A link to another page is one to an address outside.
"""

import streamlit as st
from recorded import TABS


def draw(calls: list[dict]) -> None:
    """Makes each call, then those inside the containers that it answered with."""
    for call in calls:
        made = getattr(st, call["name"])(*call["args"], **call["kwargs"])
        for place, inside in enumerate(call["inside"]):
            if inside:
                with made[place] if isinstance(made, list | tuple) else made:
                    draw(inside)


draw(TABS[st.query_params["tab"]])
