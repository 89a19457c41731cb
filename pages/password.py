"""Password: change one's own, which signs every device out; and whether a weekly e-mail comes."""

import streamlit as st

from cscp_core.people import rules, sign_in
from cscp_core.people.permissions import Permission
from pages.components import data, gate
from pages.components.people import weekly_email

actor = gate.require(Permission.CHANGE_OWN_PASSWORD)
st.title("Password")
st.write(
    f"At least {rules.SHORTEST_PASSWORD} characters. Three or four unrelated words are easy to remember and hard to "
    f"guess."
)
with st.form("password"):
    old = st.text_input("Current password", type="password", autocomplete="current-password", max_chars=200)
    new = st.text_input("New password", type="password", autocomplete="new-password", max_chars=200)
    again = st.text_input("New password again", type="password", autocomplete="new-password", max_chars=200)
    pressed = st.form_submit_button("Change password", type="primary")
if pressed and new != again:
    st.error("The two new passwords are not the same. Nothing was changed.")
elif pressed and data.change(sign_in.change_password, actor, old=old, new=new):
    st.success("Your password is changed, and every device is signed out. Reload the page to sign in again.")
weekly_email.show(actor)
