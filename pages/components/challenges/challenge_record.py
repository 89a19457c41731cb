"""What stands on record of a challenge: its answers, round by round, and everything that happened."""

import streamlit as st

from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.views import LoggedEvent, WholeChallenge
from pages.components.text import escaped, paragraphs


def answers(whole: WholeChallenge) -> None:
    if whole.answers:
        st.header("Answers")
    for one in whole.answers:
        answer(one)


def events(whole: WholeChallenge) -> None:
    if whole.events:
        st.header("What happened")
    for event in whole.events:
        _event(event)


def describe_last_event(whole: WholeChallenge) -> str:
    """The last thing that happened, for somebody who was writing meanwhile."""
    last = [f"{one.kind}, by {one.by}. {one.words}" for one in whole.events[:1]]
    return "\n".join([f"It is {whole.challenge.stands}.", *last])


def answer(one: Answered) -> None:
    """One answer that was sent, with its four boxes, its references and what the scrutineer made of it."""
    boxes = one.boxes
    by = f"{boxes.next_by:%-d %B %Y}" if boxes.next_by else "no date"
    on_time = "late" if one.late else "on time"
    with st.container(border=True):
        st.caption(escaped(f"Round {one.round}, {one.at:%-d %B %Y}, {one.agency}, {one.by}, {on_time}"))
        for name, words in (
            ("What we did", boxes.did),
            ("What changed for children", boxes.changed),
            ("How we know", boxes.known),
            ("What is next", f"{boxes.next_step}\n{boxes.next_owner}, by {by}."),
        ):
            st.markdown(f"**{name}**  \n{paragraphs(words)}")
        for reference in one.evidence:
            st.markdown(f"Evidence: {escaped(reference.words)}")
        if not one.evidence:
            st.markdown("Evidence: no reference is given.")
        if one.rating:
            st.markdown(f"The scrutineer: **{escaped(one.rating.label)}**. {escaped(one.rating_reason)}")


def _event(event: LoggedEvent) -> None:
    due = f" Due {event.due_on:%-d %B %Y}." if event.due_on else ""
    st.markdown(
        f"**{escaped(event.kind.label)}**, {event.at:%-d %B %Y}, {escaped(event.by)}.{due}  \n{paragraphs(event.words)}"
    )
