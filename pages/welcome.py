"""Choose a password: where a one-time link leads. Open to anybody who holds the link."""

import streamlit as st

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import rules, sign_in
from pages.components.text import escaped

token = st.query_params.get("token", "")
st.title("Choose a password")
try:
    with start.store().reading() as session:
        username = sign_in.owner_of_link(session, token)
except CscpError as error:
    st.write(escaped(str(error)))
    st.stop()
st.write(f"For the account {escaped(username)}. Use at least {rules.SHORTEST_PASSWORD} characters.")
with st.form("welcome"):
    new = st.text_input("New password", type="password", autocomplete="new-password", max_chars=200)
    again = st.text_input("New password again", type="password", autocomplete="new-password", max_chars=200)
    pressed = st.form_submit_button("Set password", type="primary")
if pressed and new != again:
    st.error("The two passwords are not the same. Nothing was set.")
elif pressed:
    try:
        with start.store().writing() as session:
            sign_in.use_link(session, token, password=new)
        st.success("Your password is set. This link no longer works.")
        st.page_link("home.py", label="Sign in")
    except CscpError as error:
        st.error(escaped(str(error)))
