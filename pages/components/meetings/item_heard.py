"""In the room, what young people and lay members let be shown there about the item; never anything else of theirs."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings.reads import Gathering, OnScreen
from feedback import published
from feedback.together import questions
from pages.components import data, said_card
from pages.components.text import escaped, paragraphs

AT_ONCE = 2


def show(actor: Actor, meeting: Gathering, shown: OnScreen) -> None:
    heard = data.ask(published.in_print, actor, shown=[shown]).get(shown.item.item_id, [])
    for one in heard[:AT_ONCE]:
        said = f"**{escaped(one.stance.label)}.** " if one.stance else ""
        st.markdown(f"{escaped(one.whose)}: {said}{paragraphs(one.words)}")
    if shown.item.item_id in data.ask(questions.list_wanted, actor, meeting_id=meeting.meeting_id)[0]:
        st.markdown("A lay member wants to ask this.")
    said_card.mark_read(actor, [*questions.asked_in([shown.item]), *(one.comment_id for one in heard[:AT_ONCE])])
