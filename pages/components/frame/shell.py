"""What stands around every page: whose demonstration it is, who is signed in, search, help, and the footer."""

import html
from functools import partial
from pathlib import Path

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.settings import INVENTED, Mode, settings
from feedback.welfare.rules import ContactKind
from pages.components import menu, tour, translation
from pages.components.comments import space
from pages.components.frame import sign_in
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.welfare import contacts

STYLE = Path(__file__).resolve().parent.parent.parent.parent / "static" / "style.css"
WANTED = "search wanted"
HELP_LINES = (
    "**In danger now:** call **999**.",
    "**Childline**, up to 18: **0800 1111**.",
    "**Samaritans**, any age: **116 123**.",
    "**Shout**, any age: text **85258**.",
)
FOR_YOUNG_PEOPLE = ("by_code", "paper_form", "leaving")
"""Screens without signing in that can be read in another language."""
LEFT_NOW = "You are signed out. Close this tab. Your browser still remembers that you were here."


def banner() -> None:
    """On every page: whose app it is, and whether it is a demonstration; and the few rules of style that a theme
    cannot say."""
    st.html(STYLE)
    if logo := settings().logo:
        st.logo(logo, size="large")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="banner"):
        st.html(f'<p class="mark">{html.escape(settings().partnership_name)}</p>', width="content")
        if settings().mode is Mode.DEMO:
            st.caption(translate(f"{INVENTED} Enter no real data."), width="content")


def sidebar(actor: Actor) -> None:
    """Search, who is signed in, and signing out."""
    with st.sidebar:
        if may(actor, Permission.READ_REPORT):
            st.text_input(
                translate("Search the report"), key="search box", on_change=_note_search, max_chars=200,
                autocomplete="off",
            )  # fmt: skip
        role = "" if actor.name.casefold().startswith(str(actor.role).casefold()) else f", {actor.role}"
        st.caption(escaped(translate(f"Signed in as {actor.name}{role}.")))
        with st.container(horizontal=True):
            st.button(translate("Sign out"), key="sign_out", on_click=sign_in.sign_out)
            st.button(
                translate("Sign out everywhere"),
                key="sign_out_everywhere",
                help=translate("On every device and browser."),
                on_click=partial(sign_in.sign_out, everywhere=True),
            )
        tour.reopen(actor)
    if st.session_state.get(WANTED):
        st.switch_page(menu.PAGES / "search.py", query_params={"q": st.session_state.pop(WANTED)})


def _note_search() -> None:
    st.session_state[WANTED] = st.session_state.get("search box", "").strip()
    st.session_state["search box"] = ""


def help_for_young_people(actor: Actor) -> None:
    """Get help and Leave now, at the top of every screen of a Young Advisor, and of the worker who writes for one."""
    if actor.role not in (Role.YOUNG_ADVISOR, Role.PARTICIPATION_WORKER):
        return
    with st.container(horizontal=True, key="get_help", vertical_alignment="center"):
        with st.popover(translate("Get help")):
            show_help()
        leaves = partial(sign_in.sign_out, everywhere=True)
        st.button(translate("Leave now"), key="leave_now", on_click=leaves, args=(LEFT_NOW,))
        # static/js/read_aloud.js does it
        st.button(translate("Read aloud, or stop"), key="read_aloud", type="tertiary")
        translation.choose()
        with st.container(key="by_keyboard", width="content"):  # a phone has no such key
            st.caption(translate("Or press Shift three times."))
        st.caption(translate("Your browser remembers this visit."))
    if actor.role is Role.YOUNG_ADVISOR:
        space.show_band(actor)


def show_help() -> None:
    """Whom to call, by need."""
    own = (contacts.sentence(one) for one in (ContactKind.CHILDRENS_SERVICES, ContactKind.PARTICIPATION_WORKER))
    st.markdown("\n\n".join([*map(translate, HELP_LINES), *(escaped(translate(one)) for one in own)]))


def footer(actor: Actor | None) -> None:
    """The screens that every role may need, and the public pages."""
    with st.container(key="footer"):
        st.divider()
        with st.container(horizontal=True):
            for name in menu.footer(actor):
                menu.link(name, menu.SCREENS[name].title)
