"""What the script in the browser reads of a page: who is signed in, how often something was stored, the language."""

import html

import streamlit as st

from pages.components import data, translation


def show(*, signed_in: bool) -> None:
    """For the end of every page. It is not seen; static/js/runs.js and language.js read it."""
    stored = st.session_state.get(data.CHANGES, 0)
    state = {
        "signed-in": "yes" if signed_in else "no",
        "changes": stored,
        "language": translation.find_language(),
    }
    said = " ".join(f'data-{name}="{html.escape(str(value), quote=True)}"' for name, value in state.items())
    st.html(f'<span class="tab-state" {said}></span>')
