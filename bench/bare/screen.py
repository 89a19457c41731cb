"""Draws what a screen of the app draws, from memory: what the screen's processor time is held against.

The same: every st call of one whole run, the page's and what stands around it, in the same order, in the same
containers, with the same texts, table cells, chart specifications and keys (bench/record.py noted them).
Left out: the menu of pages, signing in, permissions, the database, escaping and every other reckoning of the app, and
what buttons would do. A link to another page is one to an address outside.
"""

from pathlib import Path

import streamlit as st
from recorded import SCREENS


def draw(calls: list[dict]) -> None:
    """Makes each call, then those inside the containers that it answered with."""
    for call in calls:
        args = [Path(one) if call["name"] == "html" and one.endswith(".css") else one for one in call["args"]]
        made = getattr(st, call["name"])(*args, **call["kwargs"])
        for place, inside in enumerate(call["inside"]):
            if inside:
                with made[place] if isinstance(made, list | tuple) else made:
                    draw(inside)


draw(SCREENS[st.query_params["screen"]])
