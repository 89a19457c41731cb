"""Every reason for sending back; and for who asks, the scrutineer's second look, without knowing who asks."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import checking
from feedback.comments.checking import SentBack
from feedback.comments.service import CHANGED_BY_WRITER
from pages.components import doing, kept, said_card
from pages.components.text import escaped, paragraphs


def show(actor: Actor, found: Sequence[SentBack]) -> None:
    asked = [one for one in found if one.asked]
    if asked:
        st.header("They ask you to look again")
        kept.explain_drafts()
    for one in asked:
        _ask(actor, one)
    said_card.mark_read(actor, [one.comment_id for one in asked])
    rest = [one for one in found if not one.asked]
    if rest:
        with st.expander("Why comments were sent back"):
            for one in rest:
                st.markdown(escaped(f"{one.month}, {one.whose}: {one.reason}."))


def _ask(actor: Actor, one: SentBack) -> None:
    place = f"again/{one.comment_id}"
    with st.container(border=True, key=said_card.key_of(one.comment_id)):
        st.caption(escaped(f"{one.whose}, {one.month}. Sent back, because {one.reason}. {one.told}"))
        st.markdown(f"About: {escaped(one.seen)}")
        if one.stance:
            st.markdown(f"**{escaped(one.stance.label)}**")
        st.markdown(paragraphs(one.words))
        version = doing.seen_version(actor, place, one.version, one.words, CHANGED_BY_WRITER)
        kept.text_area(actor, place, "told", "Your words to the writer, if you keep it unpublished", max_chars=1000)
        with doing.row(place):
            for label, publishes in (("Publish", True), ("Keep unpublished", False)):
                settles = doing.bind(
                    actor, checking.settle_again, comment_id=one.comment_id, version=version, publishes=publishes,
                    told=doing.words(place, "told"),
                )  # fmt: skip
                doing.button(label, settles, place)
