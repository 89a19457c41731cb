"""For the checker, what can be done to a comment that others read already: take it out of sight, hand it to welfare,
or look up who wrote it, which its writer is told."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import checking
from feedback.comments.reads import Said
from feedback.welfare.rules import About
from pages.components import data, details, said_card, worry_fields
from pages.components.text import escaped


def show(actor: Actor, found: Sequence[Said]) -> None:
    for one in found:
        with st.container(border=True, key=said_card.key_of(f"act_{one.comment_id}")):
            said_card.body(one)
            with st.container(horizontal=True):
                if st.button("It identifies somebody", key=f"recall {one.comment_id}"):
                    _recall(actor, one.comment_id, one.version)
                buttons(actor, one.comment_id, one.version)
    said_card.note(actor, [one.comment_id for one in found])


def buttons(actor: Actor, comment_id: str, version: int) -> None:
    if st.button("Hold for welfare", key=f"hold {comment_id}"):
        _hold(actor, comment_id, version)
    if st.button("Who wrote it?", key=f"who {comment_id}"):
        _who(actor, comment_id)


@st.dialog("Take it out of sight")
def _recall(actor: Actor, comment_id: str, version: int) -> None:
    st.write("Nobody reads it from now on. The record keeps who could have read it. The writer is told.")
    told = st.text_area("What would help the writer? Do not repeat what identifies somebody.", max_chars=1000)
    details.point_out(actor, told)
    if st.button("Take it out of sight", type="primary"):
        _do(checking.recall, actor, comment_id=comment_id, version=version, told=told)


@st.dialog("Hold for welfare")
def _hold(actor: Actor, comment_id: str, version: int) -> None:
    st.write(
        "It goes to the safeguarding lead and the deputy at once, never to one whom it is about, and out of every "
        "other sight, yours too. The writer is told why."
    )
    about = st.radio("Whom is the worry about?", list(About), None, format_func=lambda one: one.told)
    holding = st.button("Hold it", type="primary")
    if holding and about is None:
        st.error(worry_fields.CHOOSE)
    elif holding:
        known = {"comment_id": comment_id, "version": version, "about": About(str(about))}
        here = data.change(checking.hold_for_welfare, actor, **known)
        if here:
            st.success(escaped(f"It is held. {here}"))


@st.dialog("Who wrote it?")
def _who(actor: Actor, comment_id: str) -> None:
    st.write("You need a reason. The writer is told that you looked, when, and why.")
    reason = st.text_input("Why do you need to know?", max_chars=200)
    details.point_out(actor, reason)
    if st.button("Look it up"):
        name = data.change(checking.look_up_writer, actor, comment_id=comment_id, reason=reason)
        if name:
            st.markdown(f"**{escaped(str(name))}**")


def _do(act: object, actor: Actor, **details: object) -> None:
    if data.change(act, actor, **details):
        st.rerun()
