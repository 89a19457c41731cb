"""Published comments as others read them: whose kind, which month, the words, and what was replied."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor
from feedback.comments import reads, wording
from feedback.comments.reads import Replied, Said
from feedback.comments.rules import CommentKind, Readers
from pages.components import data, menu, unchanged
from pages.components.address import YES
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate

SCREENS = (SourceKind.CLAIM, SourceKind.FIGURE, SourceKind.RECOMMENDATION, SourceKind.RECORDED_CHALLENGE)


def show(actor: Actor, found: Sequence[Said], *, about: bool = True) -> None:
    """A card each. A reader who is shown one has read it, and its writer gets a read receipt, by role."""
    for one in found:
        card(one, about=about)
    mark_read(actor, [one.comment_id for one in found])


def mark_read(actor: Actor, comment_ids: Sequence[str]) -> None:
    """For wherever words of comments are shown: notes that the reader's role has read them, once, and after the reads.
    A run in which nothing is new writes nothing."""
    new = unchanged.ask_for_actor(reads.not_noted, actor, comment_ids=tuple(comment_ids)) if comment_ids else []
    if new:
        data.change(reads.add_read_receipts, actor, comment_ids=new)


def card(one: Said, *, about: bool = True) -> None:
    with st.container(border=True, key=key_of(one.comment_id, printed=one.readers is Readers.ANYWHERE)):
        show_body(one, about=about)


def key_of(comment_id: str, *, printed: bool = False) -> str | None:
    """The key of a box that print leaves out, unless its writer let it into meetings and reports."""
    return None if printed else f"screen_only_{comment_id}"


def show_body(one: Said, *, about: bool = True) -> None:
    kind = f" · {translate(one.kind.label)}" if one.kind is not CommentKind.VIEW else ""
    st.caption(escaped(f"{translate(one.whose)}, {translate(one.month)}{kind}"))
    if one.stance:
        st.markdown(f"**{escaped(translate(one.stance.label))}**")
    if one.words:
        st.markdown(paragraphs(one.words))
    if one.really:
        st.markdown(escaped(translate(f"What they think really happened: {one.really.label}")))
    if about:
        st.markdown(f":small[{escaped(translate(f'About: {one.seen}'))}]")
        if one.source_kind in SCREENS:
            menu.link(one.source_kind, "Open the finding", id=one.source_id, report=one.report_id)
        else:
            menu.link("theme", "Open the theme", theme=one.theme_id, report=one.report_id)
    for reply in one.replies:
        show_reply(reply)


def lead_to_worry(kind: str, source_id: str, report_id: str) -> None:
    """Beside what others wrote, for who reads it as a Young Advisor or lay member: the way to say that they worry."""
    menu.link("say", "I am worried about someone", about=kind, of=source_id, report=report_id, worry=YES)


def show_reply(reply: Replied, *, own: bool = False) -> None:
    """One reply, by role; `own` where its reader is who asked."""
    head, tail = wording.describe_reply(reply, own=own)
    st.markdown(f"**{escaped(translate(head))}** {escaped(reply.words)}")
    st.caption(escaped(translate(tail)))
    for words in reply.still_missing:
        st.markdown(translate(f"Still missing: {paragraphs(words)}"))
    if came_of_it := wording.describe_promise(reply):
        st.markdown(escaped(translate(came_of_it)))
    for why in filter(None, (reply.hard_because, reply.promise_hard_because)):
        st.caption(escaped(f"Hard to read. Why it could not be simpler, they say: {why}"))
