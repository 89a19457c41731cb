"""One thing that a participation worker wrote down: of what, where it stands, what was replied, and another paper."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import on_behalf
from feedback.comments.on_behalf import Paper, WrittenDown
from pages.components import doing, menu, said_card, translation
from pages.components.comments import for_somebody
from pages.components.text import escaped
from pages.components.translation import translate


def show(actor: Actor, one: WrittenDown) -> None:
    place = f"written/{one.comment_id}"
    with st.container(border=True):
        doing.watch(place, one.version)
        st.caption(escaped(translate(f"{one.made_on:%-d %B %Y}. Their code works until {one.until:%-d %B %Y}.")))
        st.markdown(f"{escaped(translate(f'About: {one.seen}'))}\n\n{escaped(translate(one.stands))}")
        for reply in one.replies:
            said_card.show_reply(reply)
        with doing.row(place):
            doing.opens("They lost the paper", place, one.version, _renew, actor, one, place)


@translation.dialog("Another paper")
def _renew(actor: Actor, one: WrittenDown, place: str) -> None:
    st.write(
        translate("They get another code. The one before opens nothing any more. Make it only if they ask you to.")
    )
    renews = doing.bind(actor, on_behalf.renew_paper, comment_id=one.comment_id, version=one.version, paper=one.paper)
    doing.button("Make another paper", renews, place, type="primary", then=_open)


def _open(made: Paper) -> None:
    st.session_state[for_somebody.PAPER] = made
    menu.open_page("paper")
