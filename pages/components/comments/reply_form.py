"""A reply to one comment: in one of four ways, in plain words, shown as the young person will see it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor
from feedback.comments import replies
from feedback.comments.reads import FOR_ALL, Said
from feedback.comments.rules import ReplyKind
from feedback.comments.wording import SCRUTINEER, describe_kind
from pages.components import doing, kept, said_card, unchanged
from pages.components.comments import reading_aid
from pages.components.text import escaped

HINTS = {
    None: "Your reply",
    ReplyKind.DID: "What you did, and what is different now",
    ReplyKind.WILL: "What you will do",
    ReplyKind.NOT_YET: "Why not yet",
    ReplyKind.DID_NOT: "Why not",
}
CHOOSE = "Choose first: did you, will you, not yet, or did you not?"


def show(actor: Actor, one: Said) -> None:
    place = f"reply/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(f"reply_{one.comment_id}")):
        version = doing.seen_version(actor, place, one.version, one.words)
        said_card.show_body(one)
        if one.waits_until:
            st.caption(f"A reply is due by {one.waits_until:%-d %B %Y}.")
        if one.for_all:
            st.write("This was asked of the partners together. One reply is for all of you: agree on it first.")
        kind = st.radio("Your reply", list(ReplyKind), None, horizontal=True, key=f"{place} kind")
        words = kept.text_area(actor, place, "words", f"{HINTS[kind]}, in plain words", max_chars=1000)
        if kind is ReplyKind.WILL:
            st.date_input("By when", None, format="DD/MM/YYYY", key=f"{place} by")
        reading_aid.show(actor, place, words)
        if kind and words.strip():
            _preview(actor, place, kind, words, for_all=one.for_all)
        replying = doing.bind(
            actor, replies.reply, comment_id=one.comment_id, version=version,
            kind=doing.field(f"{place} kind", ReplyKind, needed=CHOOSE), words=doing.words(place, "words"),
            by=doing.day(f"{place} by"), hard_because=doing.words(place, "why"),
        )  # fmt: skip
        doing.button("Reply", replying, place, type="primary")


def _preview(actor: Actor, place: str, kind: ReplyKind, words: str, *, for_all: bool) -> None:
    """The reply as who asked will read it."""
    names = unchanged.ask_for_role(evidence.agencies, actor)
    by = names.get(actor.agency_id or "", SCRUTINEER) + (FOR_ALL if for_all else "")
    head = describe_kind(by, kind, st.session_state.get(f"{place} by"))
    with st.container(border=True):
        st.caption("As they will see it")
        st.markdown(f"**{escaped(head)}** {escaped(words)}")
        st.caption("Does this answer you? **Yes** · **No**")
