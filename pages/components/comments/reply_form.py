"""A reply to one comment: in one of four ways, in plain words, shown as the young person will see it."""

import streamlit as st

from cscp_core import readability
from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import Actor
from feedback.comments import replies
from feedback.comments.reads import Said
from feedback.comments.rules import LONGEST_REASON, ReplyKind
from feedback.comments.wording import SCRUTINEER, describe_kind
from pages.components import doing, kept, said_card, unchanged
from pages.components.text import escaped

HINTS = {
    None: "Your reply",
    ReplyKind.DID: "What you did, and what is different now",
    ReplyKind.WILL: "What you will do",
    ReplyKind.NOT_YET: "Why not yet",
    ReplyKind.DID_NOT: "Why not",
}
CHOOSE = "Choose first: did you, will you, not yet, or did you not?"
SHOWN_WORDS = 6
YOUNGEST = 5  # years: no text asks for less


def show(actor: Actor, one: Said) -> None:
    place = f"reply/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(f"reply_{one.comment_id}")):
        version = doing.seen_version(actor, place, one.version, one.words)
        said_card.show_body(one)
        if one.waits_until:
            st.caption(f"A reply is due by {one.waits_until:%-d %B %Y}.")
        kind = st.radio("Your reply", list(ReplyKind), None, horizontal=True, key=f"{place} kind")
        words = kept.text_area(actor, place, "words", f"{HINTS[kind]}, in plain words", max_chars=1000)
        if kind is ReplyKind.WILL:
            st.date_input("By when", None, format="DD/MM/YYYY", key=f"{place} by")
        if _show_reading(words):
            why = "Why can this not be simpler? The scrutineer and the person who checks comments read this."
            kept.text_line(actor, place, "why", why, max_chars=LONGEST_REASON)
        if kind and words.strip():
            _preview(actor, place, kind, words)
        replying = doing.bind(
            actor, replies.reply, comment_id=one.comment_id, version=version,
            kind=doing.field(f"{place} kind", ReplyKind, needed=CHOOSE), words=doing.words(place, "words"),
            by=doing.day(f"{place} by"), hard_because=doing.words(place, "why"),
        )  # fmt: skip
        doing.button("Reply", replying, place, type="primary")


def _show_reading(words: str) -> bool:
    """How old its reader must be, and which words are hard. Returns whether it is too hard to send without a reason."""
    age = readability.reading_age(words)
    if not age:
        st.caption("The reading age and hard words show here a few seconds after you stop typing.")
        return False
    too_hard = age > readability.TOO_HARD
    aim = "" if age <= readability.AIM else f" Aim for {readability.AIM}: short sentences, short words."
    lines = [f"Reading age: about {max(age, YOUNGEST):.0f}.{aim}"]
    lines += [
        f"- *{escaped(one.written)}*" + (f": say *{escaped(one.say)}*" if one.say else " is a long word")
        for one in readability.find_hard_words(words)[:SHOWN_WORDS]
    ]
    say = st.warning if too_hard else st.info
    say("\n".join(lines))
    return too_hard


def _preview(actor: Actor, place: str, kind: ReplyKind, words: str) -> None:
    """The reply as who asked will read it."""
    names = unchanged.ask_for_role(evidence.agencies, actor)
    by = names.get(actor.agency_id or "", SCRUTINEER)
    head = describe_kind(by, kind, st.session_state.get(f"{place} by"))
    with st.container(border=True):
        st.caption("As they will see it")
        st.markdown(f"**{escaped(head)}** {escaped(words)}")
        st.caption("Does this answer you? **Yes** · **No**")
