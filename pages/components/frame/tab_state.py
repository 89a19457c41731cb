"""What the script in the browser reads of a page: whether somebody is signed in, and how often something was stored."""

import streamlit as st

from pages.components import data


def show(*, signed_in: bool) -> None:
    """For the end of every page. It is not seen; static/js/runs.js reads it."""
    stored = st.session_state.get(data.CHANGES, 0)
    st.html(f'<span class="tab-state" data-signed-in="{"yes" if signed_in else "no"}" data-changes="{stored}"></span>')
