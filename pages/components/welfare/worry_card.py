"""One worry: who wrote and how to reach them, the clock, what was done, and what comes next."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.welfare import service, wording
from feedback.welfare.rules import About, ContactKind, SafeContact
from feedback.welfare.service import WelfareRecord
from pages.components import doing, download, said_card
from pages.components.text import escaped, paragraphs
from pages.components.welfare import contacts, worry_follow_up


def show(actor: Actor, one: WelfareRecord) -> None:
    with st.container(border=True, key=said_card.key_of(f"worry_{one.concern_id}")):
        doing.watch(_place(one), one.version)
        st.subheader(escaped(wording.describe_when(one)), anchor=anchor_of(one))
        st.caption(escaped(wording.describe_about(one)))
        st.markdown(paragraphs(one.words) or "No words were written.")
        if one.noticed:
            st.caption(escaped(wording.describe_signs(one)))
        for sentence in wording.describe_writer(one):
            warns = sentence == SafeContact.NO.for_the_lead
            (st.warning if warns else st.markdown)(paragraphs(sentence))
        st.markdown(f":small[{escaped(f'About the finding: {one.finding}')}]")
        for sentence in wording.describe_progress(one):
            st.markdown(escaped(sentence))
        if one.about is About.WORKER:
            st.warning(escaped(contacts.sentence(ContactKind.LADO)))
        if not one.closed_at:
            _next(actor, one)
            worry_follow_up.show(actor, one, _place(one))
        download.show("welfare-record.docx", "Download this record (Word)", number=one.number)


def anchor_of(one: WelfareRecord) -> str:
    """Where it stands on its page, for a link from the list above it."""
    return f"worry-{one.concern_id}"


def _place(one: WelfareRecord) -> str:
    return f"worry/{one.concern_id}"


def _next(actor: Actor, one: WelfareRecord) -> None:
    place = _place(one)
    with doing.row(place):
        if not one.acknowledged_at:
            reads = doing.bind(actor, service.acknowledge, concern_id=one.concern_id, version=one.version)
            doing.button("Acknowledge", reads, place, type="primary")
        if not one.handed_over_at:
            doing.opens("Hand over", place, one.version, _hand_over, actor, one)
        if one.acknowledged_at:
            doing.opens("Close the record", place, one.version, _close, actor, one)
        if one.may_go_back and not one.handed_over_at:
            doing.opens("Nobody is at risk", place, one.version, _give_back, actor, one)
    if one.held_by == "writer":
        st.caption("The writer knows that nobody else reads this. If nobody is at risk, close it and say so.")


@st.dialog("Hand over")
def _hand_over(actor: Actor, one: WelfareRecord) -> None:
    place = _place(one)
    to, reference = f"{place} to", f"{place} reference"
    st.text_input("To whom? A team or a post", max_chars=200, key=to)
    st.text_input("Reference in their system", max_chars=200, key=reference)
    hands = doing.bind(
        actor, service.hand_over, concern_id=one.concern_id, version=one.version, to=doing.field(to, str),
        reference=doing.field(reference, str),
    )  # fmt: skip
    doing.button("Record the handover", hands, place, type="primary")


@st.dialog("Close the record")
def _close(actor: Actor, one: WelfareRecord) -> None:
    place = _place(one)
    key = f"{place} outcome"
    st.text_input("What came of it, in a few words. No case notes.", max_chars=200, key=key)
    closes = doing.bind(
        actor, service.close, concern_id=one.concern_id, version=one.version, outcome=doing.field(key, str)
    )
    doing.button("Close the record", closes, place, type="primary")


@st.dialog("Nobody is at risk")
def _give_back(actor: Actor, one: WelfareRecord) -> None:
    st.write("The comment goes back to be checked like any other. This record is closed and kept.")
    gives = doing.bind(actor, service.give_back, concern_id=one.concern_id, version=one.version)
    doing.button("Return it to be checked", gives, _place(one), type="primary")
