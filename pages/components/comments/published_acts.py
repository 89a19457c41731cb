"""For the checker, what can be done to a comment that others read already: unpublish it, hand it to welfare,
or look up who wrote it, which its writer is told."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.comments import checking
from feedback.comments.checking import CommentToCheck
from feedback.comments.reads import Said
from feedback.welfare.rules import About
from pages.components import choices, details, doing, said_card
from pages.components.welfare import worry_fields

HELP = "What would help the writer? Do not repeat what identifies somebody."


def show(actor: Actor, found: Sequence[Said]) -> None:
    for one in found:
        place = f"act/{one.comment_id}"
        with st.container(border=True, key=said_card.key_of(f"act_{one.comment_id}")):
            doing.watch(place, one.version)
            said_card.show_body(one)
            with doing.row(place):
                show_unpublish(actor, one, place)
                buttons(actor, one.comment_id, one.version, place)
    said_card.mark_read(actor, [one.comment_id for one in found])


def show_unpublish(actor: Actor, one: Said | CommentToCheck, place: str) -> None:
    doing.opens("Unpublish", place, one.version, _ask_to_unpublish, actor, one, place)


def show_hold(actor: Actor, comment_id: str, version: int, place: str) -> None:
    doing.opens("Hold for welfare", place, version, _ask_to_hold, actor, comment_id, version, place)


def buttons(actor: Actor, comment_id: str, version: int, place: str) -> None:
    about = (actor, comment_id, version, place)
    show_hold(*about)
    doing.opens("Look up the writer", place, version, _who, *about)


@st.dialog("Unpublish this comment")
def _ask_to_unpublish(actor: Actor, one: Said | CommentToCheck, place: str) -> None:
    st.write(
        "Unpublish a comment only because it identifies somebody. Nobody can read it from then on, and the app tells "
        "the writer. The record keeps who could have read it."
    )
    told = st.text_area(HELP, max_chars=1000, key=f"{place} told")
    details.point_out(actor, told)
    recalls = doing.bind(
        actor, checking.unpublish, comment_id=one.comment_id, version=one.version, told=doing.text(f"{place} told")
    )
    doing.button("Unpublish it", recalls, place, type="primary")


@st.dialog("Hold for welfare")
def _ask_to_hold(actor: Actor, comment_id: str, version: int, place: str) -> None:
    st.write(
        "It goes to the safeguarding lead and the deputy at once, but never to one of them whom it is about. Nobody "
        "else can read it, and you cannot either. The app tells the writer why."
    )
    whom = choices.label_by(About, lambda one: one.for_the_lead)
    st.radio("Whom is the worry about?", list(About), None, format_func=whom, key=f"{place} about")
    about = doing.field(f"{place} about", About, needed=worry_fields.CHOOSE)
    holds = doing.bind(actor, checking.hold_for_welfare, comment_id=comment_id, version=version, about=about)
    doing.button("Hold it", holds, place, done=lambda here: f"It is held. {here}", type="primary")


@st.dialog("Look up the writer")
def _who(actor: Actor, comment_id: str, version: int, place: str) -> None:
    st.write("You need a reason. The app tells the writer that you looked, when, and why.")
    reason = st.text_input("Why do you need to know?", max_chars=200, key=f"{place} why")
    details.point_out(actor, reason)
    looks = doing.bind(
        actor, checking.look_up_writer, comment_id=comment_id, version=version, reason=doing.text(f"{place} why")
    )
    doing.button("Look up", looks, place, done=lambda name: f"It was written by {name}.")
