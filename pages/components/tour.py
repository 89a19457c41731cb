"""Show me round: three steps on the first screen of each role, until they close them. The menu opens them again."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from cscp_core.people import tour
from cscp_core.people.permissions import Actor, Role
from pages.components import doing, menu, unchanged
from pages.components.text import escaped
from pages.components.translation import translate

PLACE = "tour"


@dataclass(frozen=True)
class Step:
    """One thing to do, and where: a screen of the menu, or a heading of this one."""

    words: str
    link: str
    screen: str = ""
    anchor: str = ""


STEPS: dict[Role, tuple[Step, Step, Step]] = {
    Role.SCRUTINEER: (
        Step("See who has been asked what. Overdue answers come first.", "Challenges", screen="challenges"),
        Step("Ask what the report leaves open.", "Worth asking next", anchor="worth-asking-next"),
        Step("Read the last record, and open the next agenda.", "Meetings", screen="meetings"),
    ),
    Role.YOUNG_ADVISOR: (
        Step(
            "Say what you think of one thing. You need not write a word.",
            "More findings",
            anchor="your-view",
        ),
        Step("See who read your words, and what they said.", "What happened", screen="what_happened"),
        Step("Agree on one view with the others.", "Our view", screen="our_view"),
    ),
    Role.LAY_MEMBER: (
        Step("Ask one question at the next meeting.", "Your own question", anchor="your-own-question"),
        Step("Read what the report says, and the evidence behind it.", "Priorities", screen="priorities"),
        Step("See what came of what you said.", "My comments", screen="my_comments"),
    ),
    Role.PARTNER: (
        Step("Answer the scrutineer in four short boxes. Overdue first.", "Questions to answer", anchor="owed"),
        Step("Say how far each action has come.", "Our actions", screen="our_actions"),
        Step("Reply to what young people say.", "Young people asked us", screen="young_people_asked"),
    ),
    Role.BUSINESS_MANAGER: (
        Step("Read what was sent, before anybody else does.", "Comments to check", screen="to_check"),
        Step("Open the next agenda, or plan another meeting.", "Meetings", screen="meetings"),
        Step("Load another report, or correct a row of this one.", "Reports", screen="reports"),
    ),
    Role.SAFEGUARDING_LEAD: (
        Step("Acknowledge a worry, so that its writer knows.", "Open worries", anchor="worries"),
        Step("Look again at what you passed on.", "Handed over", screen="handed_over"),
        Step("Say when you are away.", "Cover and contacts", screen="cover"),
    ),
    Role.PARTICIPATION_WORKER: (
        Step("Write down what a young person asks you to.", "Write for somebody", screen="write_for"),
        Step("Tell them what came of it.", "What you wrote down", screen="written_down"),
        Step("Print a form for those who would rather write.", "A form on paper", screen="paper_form"),
    ),
}


def show(actor: Actor) -> None:
    """The steps, where they are open."""
    if not unchanged.ask_for_actor(tour.is_open, actor):
        return
    with st.container(border=True, key=PLACE, gap="small"):
        *columns, last = st.columns([4, 4, 4, 3])
        for number, (step, column) in enumerate(zip(STEPS[actor.role], columns, strict=True), start=1):
            with column:
                if step.screen:
                    menu.link(step.screen, f"{number}. {translate(step.link)}")
                else:
                    st.markdown(f"[{number}\\. {escaped(translate(step.link))}](#{step.anchor})")
                st.caption(escaped(translate(step.words)))
        with last:
            doing.button("Close these steps", doing.bind(actor, tour.set_open, opened=False), PLACE)


def reopen(actor: Actor) -> None:
    """In the menu: shows the steps again, on the first screen of the role."""
    opens = doing.bind(actor, tour.set_open, opened=True)
    doing.button("Show me round", opens, "tour again", then=partial(_go, menu.first_screen(actor.role)))


def _go(screen: str, _: object) -> None:
    menu.open_page(screen)
