"""Does that match what you know? Four answers as large as a thumb, each the first tap of saying it."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor
from feedback.comments import chosen
from feedback.comments.rules import CommentKind, Stance
from pages.components import menu, unchanged
from pages.components.comments import say_form
from pages.components.text import escaped
from pages.components.translation import translate

QUESTION = "Does that match what you know?"


def show(actor: Actor, kind: SourceKind, source_id: str, report_id: str) -> None:
    """The question and its answers; to somebody who has answered, what they said. Nothing is sent yet: the form opens
    with the answer in it."""
    said = unchanged.ask_for_actor(
        chosen.find_own_view, actor, report_id=report_id, kind=kind.value, source_id=source_id
    )
    if said is not None:
        stance = Stance.read(said)
        words = translate(stance.label if stance else "something in your own words")
        st.markdown(f"**{translate('You said:')}** {escaped(words)}")
        menu.link("what_happened", "What happened to it")
        return
    st.markdown(f"**{translate(QUESTION)}**")
    with st.container(key=f"stances {source_id}"):
        for one in Stance:
            st.button(
                translate(one.label), key=f"stance {one.value} {source_id}", width="stretch", on_click=_begin,
                args=(kind, source_id, report_id, one),
            )  # fmt: skip


def _begin(kind: SourceKind, source_id: str, report_id: str, stance: Stance) -> None:
    place = say_form.place_of((report_id, kind.value, source_id), CommentKind.VIEW, "")
    say_form.begin_with(place, stance)
    menu.open_page("say", about=kind, of=source_id, report=report_id)
