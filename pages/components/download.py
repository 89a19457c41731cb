"""A file behind its own address, which asks again who is signed in: nothing that is not for everyone lies in /media."""

from urllib.parse import urlencode

import streamlit as st


def show(name: str, label: str, **query: str) -> None:
    """A link that downloads `name`, as app.py serves it."""
    asked = {key: value for key, value in query.items() if value}
    st.link_button(label, f"/download/{name}" + (f"?{urlencode(asked)}" if asked else ""))
