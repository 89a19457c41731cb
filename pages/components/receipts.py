"""Receipts: for each of one's own comments where it stands, who read it, what was replied, and what one can do."""

from typing import Any

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import reads, service
from feedback.comments.reads import Receipt
from feedback.comments.rules import Kind, Readers, State
from feedback.together import questions
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
            _card(actor, one)


def _card(actor: Actor, one: Receipt) -> None:
    mark = "Invented example · " if one.invented else ""
    kind = f" · {one.kind}" if one.kind is not Kind.VIEW else ""
    st.caption(escaped(f"{mark}{one.made_at:%d %B %Y}{kind}"))
    st.markdown(f"About: {escaped(one.seen)}")
    if one.stance:
        st.markdown(f"**{escaped(one.stance)}**")
    if one.words:
        st.markdown(f"You wrote: {paragraphs(one.words)}")
    for sentence in _where(one):
        st.markdown(escaped(sentence))
    for reply in one.replies:
        said_card.replied(reply)
    if one.may_say:
        _does_this_answer(actor, one)
    _acts(actor, one)


def _where(one: Receipt) -> list[str]:
    by = f" by {one.check_by:%d %B}" if one.check_by else ""
    told = f" They say: {one.told}" if one.told else ""
    if one.state is State.DRAFT:
        return ["A draft. Nobody else can see it."]
    if one.state is State.SENT:
        found = [f"It waits to be checked{by}. Nobody else reads it until then."]
    elif one.state is State.PUBLISHED:
        found = [f"It was checked. Who may read it: {one.readers.plain}."]
    elif one.state is State.SENT_BACK:
        found = [f"It came back to you, because {one.reason}.{told} You can change it and send it again."]
        if one.look_again == "asked":
            found.append("The scrutineer looks at it again, and does not know that it is yours.")
        if one.look_again == "stands":
            found = [f"The scrutineer looked again. It stays back, because {one.reason}.{told}"]
    elif one.held_by_another:
        found = [
            "Somebody who read this was worried that you or someone else may not be safe. So it went to the person who "
            "looks after safety, and nobody else reads it. You did nothing wrong, and you are not in trouble."
        ]
    else:
        found = ["It is with the person who looks after safety. Nobody else reads it."]
    found += [f"Read by the {role}, {at:%d %B %Y}." for role, at in one.read_by]
    found += list(one.meetings)
    found += [f"Somebody looked up that you wrote this, {at:%d %B %Y}. Why: {why}" for at, why in one.looked_up]
    if one.waits_until:
        found.append(f"A reply is due by {one.waits_until:%d %B %Y}.")
    return found


def _does_this_answer(actor: Actor, one: Receipt) -> None:
    st.markdown("**Does this answer you?**")
    with st.container(horizontal=True):
        for word, answers in (("Yes", True), ("No", False)):
            key = f"{word} {one.comment_id}"
            doing.press(word, actor, service.say_whether_it_answers, key=key, **_known(one), answers=answers)


def _acts(actor: Actor, one: Receipt) -> None:
    fewer = [reader for reader in Readers if list(Readers).index(reader) < list(Readers).index(one.readers)]
    with st.container(horizontal=True):
        if one.state in (State.DRAFT, State.SENT, State.PUBLISHED, State.SENT_BACK):
            kind = {"kind": one.kind.name.lower()} if one.kind is not Kind.VIEW else {}
            menu.link(
                "say", "Go on with it" if one.state is State.DRAFT else "Change it",
                about=one.source_kind, of=one.source_id, report=one.report_id, comment=one.comment_id, **kind,
            )  # fmt: skip
        if st.button("Take it back", key=f"back {one.comment_id}"):
            _take_back(actor, one)
        if one.state is State.SENT_BACK and not one.look_again:
            label, key = "Ask the scrutineer to look again", f"again {one.comment_id}"
            doing.press(label, actor, service.ask_to_look_again, key=key, **_known(one))
        narrower = one.state is State.PUBLISHED and fewer and one.kind is not Kind.QUESTION
        if narrower and st.button("Let fewer people read it", key=f"fewer {one.comment_id}"):
            _narrow(actor, one, fewer)


@st.dialog("Let fewer people read it")
def _narrow(actor: Actor, one: Receipt, fewer: list[Readers]) -> None:
    chosen = st.radio("Who may read it from now on?", fewer, format_func=lambda reader: reader.plain)
    st.write("What was printed or saved before cannot be called back.")
    if st.button("Change who reads it", type="primary"):
        _do(service.narrow, actor, one, readers=Readers(str(chosen)))


@st.dialog("Take it back")
def _take_back(actor: Actor, one: Receipt) -> None:
    st.write("Your words go, and the replies to them. Nobody can bring them back.")
    if one.state is State.HELD:
        st.write("The person who looks after safety keeps their own record of it. The law asks them to.")
    if one.readers is Readers.ANYWHERE and one.state is State.PUBLISHED:
        st.write("What was printed or saved before stays.")
    if st.button("Take it back for good", type="primary"):
        _do(service.withdraw, actor, one)


def _do(act: Any, actor: Actor, one: Receipt, **details: Any) -> None:
    if data.change(act, actor, **_known(one), **details):
        st.rerun()


def _known(one: Receipt) -> dict[str, Any]:
    return {"comment_id": one.comment_id, "version": one.version}


def line(actor: Actor) -> None:
    """Questions that wait for a meeting, and the way to take one's own off."""
    found = data.ask(questions.in_line, actor)
    for comment_id, words, own in found:
        with st.container(border=True):
            st.markdown(escaped(words))
            if own:
                doing.press(
                    "Take it off the list", actor, questions.take_off, key=f"off {comment_id}", comment_id=comment_id
                )
    if not found:
        st.write("No question waits yet.")
