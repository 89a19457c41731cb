"""One worry: who wrote and how to reach them, the clock, what was done, and what comes next."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.welfare import service, wording
from feedback.welfare.rules import About, ContactKind, SafeContact
from feedback.welfare.service import Worry
from pages.components import contacts, data, download, said_card, worry_follow_up
from pages.components.text import escaped, paragraphs


def show(actor: Actor, one: Worry) -> None:
    with st.container(border=True, key=said_card.key_of(f"worry_{one.concern_id}")):
        mark = "Invented example · " if one.invented else ""
        st.caption(escaped(f"{mark}{wording.came(one)}"))
        st.markdown(paragraphs(one.words) or "No words were written.")
        if one.noticed:
            st.caption(escaped(wording.noticed(one)))
        if one.safe_contact == SafeContact.NO.for_the_lead:
            st.warning(escaped(one.safe_contact))
        for sentence in wording.who(one):
            st.markdown(paragraphs(sentence))
        st.markdown(f":small[{escaped(f'About the finding: {one.finding}')}]")
        for sentence in wording.so_far(one):
            st.markdown(escaped(sentence))
        if one.about is About.WORKER:
            st.warning(escaped(contacts.sentence(ContactKind.LADO)))
        if not one.closed_at:
            _next(actor, one)
            worry_follow_up.show(actor, one)
        download.show("welfare-record.docx", "Take this record out (Word)", number=one.number)


def _next(actor: Actor, one: Worry) -> None:
    about = {"concern_id": one.concern_id, "version": one.version}
    with st.container(horizontal=True):
        if not one.acknowledged_at and st.button("I have read it and act", type="primary", key=f"ack {one.concern_id}"):
            _do(service.acknowledge, actor, **about)
        if not one.handed_over_at and st.button("Hand it over", key=f"hand {one.concern_id}"):
            _hand_over(actor, about)
        if one.acknowledged_at and st.button("Close it", key=f"close {one.concern_id}"):
            _close(actor, about)
        if one.may_go_back and not one.handed_over_at and st.button("Nobody is at risk", key=f"back {one.concern_id}"):
            _give_back(actor, about)
    if one.held_by == "writer":
        st.caption("Its writer was told that nobody else reads this. If nobody is at risk, close it and say so.")


@st.dialog("Hand it over")
def _hand_over(actor: Actor, about: dict[str, int]) -> None:
    to = st.text_input("To whom? A team or a post", max_chars=200)
    reference = st.text_input("Reference in their system", max_chars=200)
    if st.button("Record it", type="primary"):
        _do(service.hand_over, actor, **about, to=to, reference=reference)


@st.dialog("Close it")
def _close(actor: Actor, about: dict[str, int]) -> None:
    outcome = st.text_input("What came of it, in a few words. No case notes.", max_chars=200)
    if st.button("Close it", type="primary"):
        _do(service.close, actor, **about, outcome=outcome)


@st.dialog("Nobody is at risk")
def _give_back(actor: Actor, about: dict[str, int]) -> None:
    st.write("The comment goes back to be checked as any other. This record stays, closed.")
    if st.button("Give it back to be checked", type="primary"):
        _do(service.give_back, actor, **about)


def _do(act: object, actor: Actor, **details: object) -> None:
    if data.change(act, actor, **details):
        st.rerun()
