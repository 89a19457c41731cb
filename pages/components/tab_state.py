"""What the script in the browser reads of a page: somebody is signed in, and how often something was stored here."""

import streamlit as st

from pages.components import data


def show() -> None:
    """For the end of a page of somebody who is signed in. It is not seen (static/js/words.js)."""
    st.html(f'<span class="tab-state" data-changes="{st.session_state.get(data.CHANGES, 0)}"></span>')
