"""A reply to one comment, in one of four ways and in plain words."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import replies
from feedback.comments.reads import Said
from feedback.comments.rules import ReplyKind
from pages.components import doing, kept, said_card

HINTS = {
    ReplyKind.DID: "What you did, and what is different now",
    ReplyKind.WILL: "What you will do",
    ReplyKind.NOT_YET: "Why not yet",
    ReplyKind.DID_NOT: "Why not",
}


def show(actor: Actor, one: Said) -> None:
    place = f"reply/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(f"reply_{one.comment_id}")):
        version = doing.seen_version(actor, place, one.version, one.words)
        said_card.show_body(one)
        if one.waits_until:
            st.caption(f"A reply is due by {one.waits_until:%-d %B %Y}.")
        kind = st.radio("Your reply", list(ReplyKind), horizontal=True, key=f"{place} kind") or ReplyKind.DID
        kept.text_area(actor, place, "words", f"{HINTS[kind]}, in plain words", max_chars=1000)
        if kind is ReplyKind.WILL:
            st.date_input("By when", None, format="DD/MM/YYYY", key=f"{place} by")
        replying = doing.bind(
            actor, replies.reply, comment_id=one.comment_id, version=version,
            kind=doing.field(f"{place} kind", ReplyKind), words=doing.words(place, "words"),
            by=doing.day(f"{place} by"),
        )  # fmt: skip
        doing.button("Reply", replying, place, type="primary")
