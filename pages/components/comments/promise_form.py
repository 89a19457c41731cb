"""What an agency promised and has not kept yet: kept, with what was done, or dropped, with why."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import promises
from feedback.comments.promises import OpenPromise
from feedback.comments.rules import Promise
from feedback.comments.wording import describe_settled
from pages.components import data, doing, kept, said_card
from pages.components.comments import reading_aid
from pages.components.text import escaped

LABELS = {Promise.KEPT: "We kept it", Promise.DROPPED: "We dropped it"}


def show(actor: Actor) -> None:
    """Nothing where nothing is open."""
    found = data.ask(promises.list_open, actor)
    if not found:
        return
    st.header("What you promised")
    kept.explain_drafts()
    for one in found:
        _card(actor, one)
    said_card.mark_read(actor, [one.said.comment_id for one in found])


def _card(actor: Actor, one: OpenPromise) -> None:
    place = f"promise/{one.said.comment_id}/{one.round}"
    with st.container(border=True, key=said_card.key_of(f"promise_{one.said.comment_id}_{one.round}")):
        version = doing.seen_version(actor, place, one.said.version, one.said.words)
        due = f"■ Late: due by {one.by_date:%-d %B %Y}" if one.late else f"Due by {one.by_date:%-d %B %Y}"
        st.markdown(f"**{escaped(due)}.** You promised: {escaped(one.words)}")
        said_card.show_body(one.said)
        words = kept.text_area(
            actor, place, "words", "What you did, or why you dropped it, in plain words", max_chars=1000
        )
        reading_aid.show(actor, place, words)
        if words.strip():
            _preview(one, words)
        with doing.row(place):
            for promise, label in LABELS.items():
                settles = doing.bind(
                    actor, promises.settle, comment_id=one.said.comment_id, version=version, number=one.round,
                    promise=promise, words=doing.words(place, "words"), hard_because=doing.words(place, "why"),
                )  # fmt: skip
                doing.button(label, settles, place)


def _preview(one: OpenPromise, words: str) -> None:
    """The two ways in which who asked will read it."""
    with st.container(border=True):
        st.caption("As they will see it, after one or the other")
        for promise in LABELS:
            st.markdown(escaped(describe_settled(promise, words, one.today, one.by_date)))
