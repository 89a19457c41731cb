"""Receipts: for each of one's own comments where it stands, who read it, what was replied, and what one can do."""

from typing import NoReturn

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from feedback.comments import reads, service, wording
from feedback.comments.reads import Receipt
from feedback.comments.rules import WRITABLE, CommentKind, CommentState, Readers
from pages.components import choices, data, doing, menu, said_card, translation
from pages.components.comments import space
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

NEWEST = 3
NOTHING = "You have not written anything yet. When you do, you see here what became of it."


def show(actor: Actor) -> None:
    found = data.ask(reads.list_receipts, actor)
    if not found:
        st.write(translate(NOTHING))
    for one in found:
        with st.container(border=True):
            card(actor, one)


def show_newest(actor: Actor) -> None:
    """The newest in two lines each: what it is about, and how far it has come."""
    found = data.ask(reads.list_receipts, actor)[:NEWEST]
    if not found:
        st.write(NOTHING)
    for one in found:
        st.markdown(f"{escaped(f'About: {one.seen}')}  \n:small[{escaped(_newest_of(one))}]")


def _newest_of(one: Receipt) -> str:
    """What came of it last."""
    if one.replies:
        return wording.describe_reply(one.replies[-1], own=True)[0]
    return one.meetings[-1] if one.meetings else wording.describe_state(one)[0]


def card(actor: Actor, one: Receipt) -> None:
    """One receipt. A view together is changed on its own page."""
    doing.watch(_place(one), one.version)
    kind = f" · {translate(one.kind.label)}" if one.kind is not CommentKind.VIEW else ""
    st.caption(escaped(translate(f"{one.made_at:%-d %B %Y}") + kind))
    st.markdown(escaped(translate(f"About: {one.seen}")))
    if one.stance:
        st.markdown(f"**{escaped(translate(one.stance.label))}**")
    if one.words:
        said = "said" if one.written_down else "wrote"
        st.markdown(translate(f"You {said}: {paragraphs(one.words)}"))
    for sentence in wording.describe_state(one):
        st.markdown(escaped(translate(sentence)))
    for reply in one.replies:
        said_card.show_reply(reply, own=True)
    if one.may_add and may(actor, Permission.COMMENT):
        about = {"about": one.source_kind, "of": one.source_id, "report": one.report_id}
        menu.link("say", "What is still missing?", **about, kind=CommentKind.STILL)
    if one.may_say and may(actor, Permission.FOLLOW_OWN):
        _does_this_answer(actor, one)
    _acts(actor, one)


def _does_this_answer(actor: Actor, one: Receipt) -> None:
    st.markdown(f"**{translate('Does this answer you?')}**")
    if may(actor, Permission.COMMENT):
        space.show_criteria(actor)
    with doing.row(_place(one)):
        for word, answers in (("Yes", True), ("No", False)):
            answering = doing.bind(
                actor, service.say_whether_it_answers, comment_id=one.comment_id, version=one.version, answers=answers
            )
            doing.button(word, answering, _place(one))


def _acts(actor: Actor, one: Receipt) -> None:
    if not may(actor, Permission.FOLLOW_OWN):  # who has left takes back, and nothing else
        taking_back(actor, one)
        return
    place = _place(one)
    fewer = [reader for reader in Readers if list(Readers).index(reader) < list(Readers).index(one.readers)]
    with doing.row(place):
        if one.kind is CommentKind.TOGETHER:
            menu.link("our_view", "Our view", report=one.report_id)
        elif may(actor, Permission.COMMENT) and one.state in WRITABLE:
            label = "Go on with it" if one.state is CommentState.DRAFT else "Change it"
            if st.button(translate(label), key=f"change {one.comment_id}"):
                _change(one)
        taking_back(actor, one)
        if one.state is CommentState.SENT_BACK and not one.look_again:
            asks = doing.bind(actor, service.ask_to_look_again, comment_id=one.comment_id, version=one.version)
            doing.button("Ask the scrutineer to look again", asks, place)
        if (
            one.state is CommentState.PUBLISHED
            and fewer
            and one.kind not in (CommentKind.QUESTION, CommentKind.TOGETHER, CommentKind.STILL)
        ):
            doing.opens("Let fewer people read it", place, one.version, _narrow, actor, one, fewer)


def _place(one: Receipt) -> str:
    return f"receipt/{one.comment_id}"


def taking_back(actor: Actor, one: Receipt) -> None:
    doing.opens("Take it back", _place(one), one.version, _take_back, actor, one)


def _change(one: Receipt) -> NoReturn:
    about = {"about": one.source_kind, "of": one.source_id, "report": one.report_id, "comment": one.comment_id}
    kind = {"kind": one.kind.value} if one.kind is not CommentKind.VIEW else {}
    st.switch_page(menu.PAGES / "say.py", query_params=about | kind)


@translation.dialog("Let fewer people read it")
def _narrow(actor: Actor, one: Receipt, fewer: list[Readers]) -> None:
    key = f"{_place(one)} readers"
    question = translate("Who may read it from now on?")
    st.radio(question, fewer, format_func=choices.label_by(Readers, lambda one: translate(one.plain)), key=key)
    st.write(translate("You cannot call back what was printed or saved before."))
    readers = doing.field(key, Readers)
    narrows = doing.bind(actor, service.narrow, comment_id=one.comment_id, version=one.version, readers=readers)
    doing.button("Change who reads it", narrows, _place(one), type="primary")


@translation.dialog("Take it back")
def _take_back(actor: Actor, one: Receipt) -> None:
    st.write(translate(f"Your words go, and the replies to them. {data.after_withdrawal()}"))
    if one.state is CommentState.HELD:
        st.write(translate("The people who look after safety keep their own record of it. The law asks them to."))
    if one.readers is Readers.ANYWHERE and one.state is CommentState.PUBLISHED:
        st.write(translate("What was printed or saved before stays."))
    withdraws = doing.bind(actor, service.withdraw, comment_id=one.comment_id, version=one.version)
    doing.button("Take it back for good", withdraws, _place(one), type="primary")
