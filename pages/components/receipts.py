"""Receipts: for each of one's own comments where it stands, who read it, what was replied, and what one can do."""

from typing import Any, NoReturn

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from feedback.comments import reads, service, wording
from feedback.comments.reads import Receipt
from feedback.comments.rules import Kind, Readers, State
from pages.components import data, doing, menu, said_card, say_form
from pages.components.text import escaped, paragraphs


def show(actor: Actor) -> None:
    said = st.session_state.pop(say_form.SENT, "")
    if said:
        st.success(said)
    found = data.ask(reads.own, actor)
    if not found:
        st.write("You have not written anything yet. When you do, you see here what became of it.")
    for one in found:
        with st.container(border=True):
            card(actor, one)


def card(actor: Actor, one: Receipt) -> None:
    """One receipt. A view together is changed on its own page."""
    mark = "Invented example · " if one.invented else ""
    kind = f" · {one.kind}" if one.kind is not Kind.VIEW else ""
    st.caption(escaped(f"{mark}{one.made_at:%-d %B %Y}{kind}"))
    st.markdown(f"About: {escaped(one.seen)}")
    if one.stance:
        st.markdown(f"**{escaped(one.stance)}**")
    if one.words:
        st.markdown(f"You wrote: {paragraphs(one.words)}")
    for sentence in wording.stands(one):
        st.markdown(escaped(sentence))
    for reply in one.replies:
        said_card.replied(reply, own=True)
    if one.may_say and may(actor, Permission.COMMENT):
        _does_this_answer(actor, one)
    _acts(actor, one)


def _does_this_answer(actor: Actor, one: Receipt) -> None:
    st.markdown("**Does this answer you?**")
    with st.container(horizontal=True):
        for word, answers in (("Yes", True), ("No", False)):
            key = f"{word} {one.comment_id}"
            doing.press(word, actor, service.say_whether_it_answers, key=key, **_known(one), answers=answers)


def _acts(actor: Actor, one: Receipt) -> None:
    if not may(actor, Permission.COMMENT):  # who has left takes back, and nothing else
        taking_back(actor, one)
        return
    fewer = [reader for reader in Readers if list(Readers).index(reader) < list(Readers).index(one.readers)]
    with st.container(horizontal=True):
        if one.kind is Kind.TOGETHER:
            menu.link("our_view", "Our view", report=one.report_id)
        elif one.state in (State.DRAFT, State.SENT, State.PUBLISHED, State.SENT_BACK):
            label = "Go on with it" if one.state is State.DRAFT else "Change it"
            if st.button(label, key=f"change {one.comment_id}"):
                _change(one)
        taking_back(actor, one)
        if one.state is State.SENT_BACK and not one.look_again:
            label, key = "Ask the scrutineer to look again", f"again {one.comment_id}"
            doing.press(label, actor, service.ask_to_look_again, key=key, **_known(one))
        narrower = one.state is State.PUBLISHED and fewer and one.kind not in (Kind.QUESTION, Kind.TOGETHER)
        if narrower and st.button("Let fewer people read it", key=f"fewer {one.comment_id}"):
            _narrow(actor, one, fewer)


def taking_back(actor: Actor, one: Receipt) -> None:
    if st.button("Take it back", key=f"back {one.comment_id}"):
        _take_back(actor, one)


def _change(one: Receipt) -> NoReturn:
    about = {"about": one.source_kind, "of": one.source_id, "report": one.report_id, "comment": one.comment_id}
    kind = {"kind": one.kind.name.lower()} if one.kind is not Kind.VIEW else {}
    st.switch_page(menu.PAGES / "say.py", query_params=about | kind)


@st.dialog("Let fewer people read it")
def _narrow(actor: Actor, one: Receipt, fewer: list[Readers]) -> None:
    chosen = st.radio("Who may read it from now on?", fewer, format_func=lambda reader: reader.plain)
    st.write("What was printed or saved before cannot be called back.")
    if st.button("Change who reads it", type="primary"):
        _do(service.narrow, actor, one, readers=Readers(str(chosen)))


@st.dialog("Take it back")
def _take_back(actor: Actor, one: Receipt) -> None:
    st.write(f"Your words go, and the replies to them. {data.after_withdrawal()}")
    if one.state is State.HELD:
        st.write("The people who look after safety keep their own record of it. The law asks them to.")
    if one.readers is Readers.ANYWHERE and one.state is State.PUBLISHED:
        st.write("What was printed or saved before stays.")
    if st.button("Take it back for good", type="primary"):
        _do(service.withdraw, actor, one)


def _do(act: Any, actor: Actor, one: Receipt, **details: Any) -> None:
    if data.change(act, actor, **_known(one), **details):
        st.rerun()


def _known(one: Receipt) -> dict[str, Any]:
    return {"comment_id": one.comment_id, "version": one.version}
