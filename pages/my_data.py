"""My data: everything that is kept about a writer, to take home or to take back."""

import streamlit as st

from cscp_core.people.permissions import Actor, Permission
from feedback.own import service
from pages.components import data, download, gate, menu

actor = gate.require(Permission.KEEP_OWN_DATA)


@st.dialog("Take everything back")
def take_all_back(actor: Actor) -> None:
    found = data.ask(service.preview, actor)
    if found.vanishes:
        st.markdown("**What goes**")
    for one in found.vanishes:
        st.markdown(f"- {one}")
    st.markdown("**What stays**")
    for one in found.stays:
        st.markdown(f"- {one}")
    st.write(data.after_withdrawal())
    if st.button("Take everything back for good", type="primary") and data.change(service.withdraw_all, actor):
        st.session_state["taken back"] = True
        st.rerun()


st.title("My data")
if st.session_state.pop("taken back", False):
    st.success("Everything that you wrote was taken back.")
st.write("What you write is yours. You can take a copy home, and you can take it back at any time.")
with st.container(horizontal=True):
    download.show("my-data.txt", "A copy to read")
    download.show("my-data.json", "A copy for a computer")
if st.button("Take everything back"):
    take_all_back(actor)
with st.container(horizontal=True):
    menu.link("your_words", "How your words are kept")
    menu.link("carers", "For parents and carers")
