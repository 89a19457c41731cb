"""One agency's check of what the year in scrutiny will say of it."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.year import service
from cscp_core.scrutiny.year.service import AgencyCheck
from pages.components import doing, kept
from pages.components.text import escaped


def show(actor: Actor, check: AgencyCheck) -> None:
    place = f"check/{check.check_id}"
    with st.container(border=True):
        state = "overdue since" if check.overdue else "due"
        st.caption(
            escaped(f"{check.agency}, year from {check.year_starts:%-d %B %Y}, {state} {check.due_on:%-d %B %Y}")
        )
        for sentence in check.says:
            st.markdown(f"- {escaped(sentence)}")
        if check.replied_at:
            said = "It is correct." if check.correct else f"Not correct: {check.words}"
            st.markdown(escaped(f"{check.replied_by} on {check.replied_at:%-d %B %Y}: {said}"))
            return
        if not actor.answers:
            st.caption("Only a colleague who answers for your agency can reply to this.")
            return
        kept.text_area(actor, place, "words", "What is not correct, if anything", max_chars=1000)
        right = doing.bind(actor, service.reply_to_check, check_id=check.check_id, correct=True)
        words = doing.words(place, "words")
        wrong = doing.bind(actor, service.reply_to_check, check_id=check.check_id, correct=False, words=words)
        with doing.row(place):
            doing.button("It is correct", right, place, type="primary")
            doing.button("It is not correct", wrong, place)
