"""One item of an agenda, readable from the back of a room."""

import streamlit as st

from cscp_core.scrutiny.meetings.reads import OnScreen
from pages.components.text import escaped, paragraphs


def show(shown: OnScreen) -> None:
    item = shown.item
    if shown.about:
        st.markdown(escaped(shown.about))
    st.title(escaped(item.question))
    if shown.said and " ".join(shown.said.split()) not in item.question:
        st.markdown(f"**{escaped(shown.said)}**")
    if shown.placed:
        st.markdown(escaped(shown.placed))
    for figure in shown.figures[:3]:
        source = f"{figure.what}, {figure.where_and_when}; section {figure.section}"
        st.markdown(f"**{escaped(figure.shown)}** {escaped(source)}")
    if shown.lacks:
        st.markdown(f"What is missing: {escaped('; '.join(shown.lacks))}.")
    if shown.challenge:
        st.markdown(escaped(f"{shown.challenge.name} to {shown.challenge.agency}: {shown.stands}"))
    if shown.answer:
        st.markdown("**Their last answer.** What changed for children:")
        st.markdown(paragraphs(shown.answer.boxes.changed))
        st.markdown(f"How they know: {escaped(shown.answer.boxes.known)}")
    if item.would_answer:
        st.markdown(f"What would answer this: {escaped(item.would_answer)}")
