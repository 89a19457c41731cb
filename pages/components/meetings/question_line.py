"""Questions that wait for a meeting: one's own with the way to take one off, and then whose the others are."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.together import questions
from pages.components import data, doing, said_card
from pages.components.text import escaped
from pages.components.translation import translate


def show(actor: Actor) -> None:
    found = data.ask(questions.in_line, actor)
    said_card.mark_read(actor, [one.comment_id for one in found])
    own = [one for one in found if one.own]
    for one in own:
        with st.container(border=True):
            doing.watch(f"line/{one.comment_id}", one.version)
            st.markdown(escaped(one.words))
            takes_off = doing.bind(actor, questions.take_off, comment_id=one.comment_id, version=one.version)
            doing.button("Take it off the list", takes_off, f"line/{one.comment_id}")
    if not own:
        st.write(translate("You have no question here yet."))
    others = [one for one in found if not one.own]
    if others:
        st.subheader(translate("Others ask"))
    for one in others:
        with st.container(border=True):
            st.caption(escaped(translate(f"From {one.whose}")))
            st.markdown(escaped(one.words))
