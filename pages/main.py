"""Every run begins here: the menu for the person who is signed in, then the page, or the sign-in form in its place."""

import sys
from pathlib import Path

import streamlit as st

SIDEBAR = 240  # pixels
ROOT = str(Path(__file__).parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from pages.components import doing, gate, menu, translation, until_commit  # noqa: E402
from pages.components.comments import plain_pages  # noqa: E402
from pages.components.frame import heap, recording, shell, sign_in, tab_state, turns  # noqa: E402

heap.freeze_objects()
with turns.turn(), until_commit.keep_version_for_run(), gate.keep_actor_for_run(), translation.keep_language_for_run():
    actor = sign_in.finish_leaving(gate.begin())
    page = menu.to_run(st.navigation(menu.pages(actor), position="sidebar" if actor else "hidden"))
    menu.move_on(page.url_path)
    screen = menu.screen_at(page.url_path)
    plain = plain_pages.stands_for(actor, screen.file)
    title = plain_pages.title_of(screen.file) if plain else screen.title
    st.set_page_config(
        page_title=f"{translation.translate(title)} · CSCP scrutiny", layout="wide", initial_sidebar_state=SIDEBAR
    )
    shell.banner()
    content = st.container()
    shell.footer(actor)  # drawn first and standing last, so that a page that stops has one too
    beneath = st.container()
    with content, doing.whole_run():
        if actor is None and not screen.public:
            sign_in.show()
        with beneath:
            sign_in.take_cookie_away()
            tab_state.show(signed_in=actor is not None)
        if actor:
            shell.sidebar(actor)
            shell.help_for_young_people(actor)
        elif screen.file in shell.FOR_YOUNG_PEOPLE:
            translation.choose()
        recording.show(actor, screen)
        if actor and plain:
            plain_pages.show(actor, screen.file)
        elif actor or screen.public:
            page.run()
