"""Writing down what somebody asks a participation worker to: what they hear first, of what it is, and the form.

The form is the one of Young Advisors, read aloud or on a screen that both see: its words speak to who asks.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor
from feedback.comments import on_behalf
from feedback.comments.on_behalf import Paper
from feedback.comments.rules import CommentKind
from feedback.comments.service import Content, Pointed
from feedback.welfare.rules import About
from pages.components import data, doing, menu
from pages.components.comments import say_form
from pages.components.frame import shell
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.welfare import worry_fields

HEARD, PAPER = "heard before writing", "paper for who asked"
RULES = (
    "**This is not a place to report that somebody is being hurt. Nobody watches it live.** In danger call **999**.",
    "Is it about me? Or do you not want to tell me? Call **Childline** on **0800 1111**. You can do that first.",
    "You say it. I write it down. Your name is not kept. Others see that a worker wrote it for a young person.",
    "Somebody checks it before others read it.",
    "If the checker worries about you or a friend, it goes to the people who look after safety. They can ask me who "
    "you are.",
    "You get a paper with a code. It shows you what came of it. With it you can take it back.",
)
MISSING = "Something is missing"
SEEN = "They do not know who you are. They can ask the worker who wrote it down."


@dataclass(frozen=True, kw_only=True)
class FormForSomebody(say_form.Form):
    """The form as a participation worker sends it."""

    def find_signs(self, words: str) -> Pointed:
        return data.ask(on_behalf.point_out, self.actor, words=words)

    def bind(self, content: Content) -> doing.Act[Any]:
        return doing.bind(
            self.actor, on_behalf.send, about=self.about, kind=self.kind, content=content,
            asked=doing.field(f"{self.place} asked", bool), read_back=doing.field(f"{self.place} read back", bool),
        )  # fmt: skip

    def thank(self, worry: About) -> str:
        return worry_fields.thanks(worry, "With the code on the paper")

    def leave(self, made: Paper | None = None) -> None:
        """Empties the form, for the next person too; once it was sent, the paper comes."""
        say_form.forget(self.place)
        st.session_state.pop(HEARD, None)
        if made:
            st.session_state[PAPER] = made
        menu.open_page("paper" if made else "write_for")


def has_begun() -> bool:
    """Whether somebody heard the rules and wanted to go on: what was typed since stays when the form closes."""
    return bool(st.session_state.get(HEARD))


def rules_first() -> None:
    """For each person again. Nothing of the page below it is there until they heard it and want to go on."""
    if has_begun():
        with st.popover(translate("The rules"), type="tertiary"):
            _show_rules()
        return
    st.header(translate("Read this to them first"))
    _show_rules()
    with st.container(horizontal=True):
        st.button(translate("Go on"), on_click=st.session_state.update, args=({HEARD: True},))
        later = st.button(translate("Not now"))
    with st.expander(translate("Somebody to talk to now")):
        shell.show_help()
    if later:
        st.write(translate("That is fine. Nothing was kept."))
    st.stop()


def _show_rules() -> None:
    st.markdown("\n".join(f"- {translate(one)}" for one in RULES))


def pick(actor: Actor) -> tuple[tuple[str, str, str], CommentKind] | None:
    """Of what they speak: report, kind and id, and whether something is missing; None until it is chosen."""
    choices = data.ask(on_behalf.list_topics, actor)
    topics = {one.name: one.themes for one in choices.topics}
    topic = st.selectbox(
        translate("Topic"), list(topics), None, format_func=translate, key="topic for somebody",
        placeholder=translate("Choose a topic"),
    )  # fmt: skip
    if not topic:
        return None
    called = topics[topic]
    theme_id = next(iter(called))
    if len(called) > 1:
        theme_id = st.selectbox(
            translate("More exactly"), list(called), format_func=lambda one: translate(called[one]),
            key=f"theme for somebody {topic}",
        )  # fmt: skip
    found = data.ask(on_behalf.list_findings, actor, report_id=choices.report_id, theme_id=theme_id)
    chosen = st.selectbox(
        translate("What is it about?"), ["", *found], None, key=f"finding for somebody {theme_id}",
        format_func=lambda one: translate(found.get(one, MISSING)), placeholder=translate("Type a word, or choose"),
    )  # fmt: skip
    if chosen is None:
        return None
    if not chosen:
        return (choices.report_id, SourceKind.THEME, theme_id), CommentKind.MISSING
    with st.container(border=True):
        st.markdown(f"**{escaped(translate(found[chosen]))}**")
    return (choices.report_id, SourceKind.CLAIM, chosen), CommentKind.VIEW


def show(actor: Actor, about: tuple[str, str, str], kind: CommentKind, *, closed: bool) -> None:
    """The form, what the worker says of it, and the buttons; while it is closed, none that sends."""
    place = say_form.place_of(about, kind, "")
    worried = say_form.show_fields(place, kind, SEEN)
    form = FormForSomebody(actor=actor, place=place, about=about, kind=kind, before=None, version=0, seen=SEEN)
    st.checkbox(translate("They asked me to write this down."), key=f"{place} asked")
    st.checkbox(translate("I read it back to them. It is what they say."), key=f"{place} read back")
    if not closed and say_form.looks_over(form, worried=worried):
        return
    with doing.row(place):
        if not closed:
            say_form.show_send(form, worried=worried)
        st.button(translate("Not now"), key=f"drop {place}", on_click=form.leave)
