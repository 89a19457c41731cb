"""What stands around every page: whose demonstration it is, who is signed in, search, help, and the footer."""

import streamlit as st

from cscp_core.people.permissions import Actor, Role
from cscp_core.settings import Mode, settings
from pages.components import menu, sign_in
from pages.components.text import escaped

PRINT = """<style>
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], .st-key-footer {
    display: none !important}
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    height: auto !important; overflow: visible !important; position: static !important; display: block !important}
}
</style>"""


def banner() -> None:
    """On every page of the demonstration; it also carries the rules for printing."""
    st.html(PRINT)
    if settings().mode is Mode.DEMO:
        st.caption("Demonstration. The password is printed on the sign-in page: enter nothing real.")


def sidebar(actor: Actor) -> None:
    with st.sidebar:
        with st.form("search_box", border=False, clear_on_submit=True):
            text = st.text_input("Search the report", placeholder="Search the report", label_visibility="collapsed")
            if st.form_submit_button("Search") and text.strip():
                st.switch_page(menu.PAGES / "search.py", query_params={"q": text.strip()})
        st.caption(f"Signed in as {escaped(actor.name)}, {actor.role}.")
        here, everywhere = st.columns(2)
        if here.button("Sign out", key="sign_out"):
            _leave(actor)
        if everywhere.button("Everywhere", key="sign_out_everywhere", help="Sign out on every device and browser."):
            _leave(actor, everywhere=True)


def _leave(actor: Actor, *, everywhere: bool = False) -> None:
    sign_in.sign_out(actor, everywhere=everywhere)
    st.success("You are signed out.")
    st.stop()


def help_for_young_people(actor: Actor) -> None:
    """Get help and Leave now, at the top of every screen of a Young Advisor."""
    if actor.role is not Role.YOUNG_ADVISOR:
        return
    left, right = st.columns(2)
    with left.popover("Get help", use_container_width=True):
        show_help()
    if right.button("Leave now", key="leave_now", use_container_width=True):
        sign_in.sign_out(actor)
        st.write("You are signed out. Close this tab. Your browser still remembers that you were here.")
        st.stop()


def show_help() -> None:
    """Who to call, by need."""
    st.markdown(
        "**In danger now:** call **999**.\n\n"
        "**Childline**, up to 18: **0800 1111**.\n\n"
        "**Samaritans**, any age: **116 123**.\n\n"
        "**Shout**, any age: text **85258**.\n\n"
        f"**Camden children's services:** {escaped(settings().childrens_services_contact)}.\n\n"
        f"**Talk to someone first:** {escaped(settings().participation_worker)}."
    )


def footer() -> None:
    with st.container(key="footer"):
        st.divider()
        with st.container(horizontal=True):
            for name in menu.FOOTER:
                menu.link(name, menu.SCREENS[name].title)
