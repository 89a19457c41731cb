"""The short screen before the form: what this is, and what it is not. Going on and not going on are equal."""

import streamlit as st

from cscp_core.people.permissions import Actor, Role
from feedback.welfare.rules import ContactKind
from pages.components import menu
from pages.components.frame import shell
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.welfare import contacts

READ = "read before writing"
FOR_LAY_MEMBERS = (
    "- Here you ask questions and say how services work. **Do not report here that a child is being hurt. Nobody "
    "watches it live.**\n"
    "- The business manager checks what you write. Then only the readers that you choose can read it. They see that a "
    "lay member wrote it, and the month, never your name.\n"
    "- An ordinary question or comment is not read by the safeguarding lead. Only a worry about somebody goes there: "
    "if you say so, or if the checker does. Then they see who wrote it.\n"
    "- You can change it or take it back."
)


FOR_YOUNG_ADVISORS = (
    "**This is not a place to report that somebody is being hurt. Nobody watches it live.**",
    "Somebody checks all you write before others read it. They never see your name, only the month.",
    "If the checker worries about you or a friend, it goes to the people who look after safety: the safeguarding lead "
    "or the deputy. They can see who wrote it.",
    "You can change it or take it back.",
)


def show(actor: Actor) -> None:
    """Once in each sign-in. Nothing of the page below it is there until it was read."""
    if not has_been_read(actor):
        st.stop()


def has_been_read(actor: Actor) -> bool:
    """The same where only a part of the page waits for it: whether it was read."""
    if st.session_state.get(READ):
        return True
    show_rules(actor)
    with st.container(horizontal=True):
        st.button(translate("Go on"), on_click=_note)
        leaving = st.button(translate("Not now"))
    with st.expander(translate("Somebody to talk to now")):
        shell.show_help()
    if leaving:
        st.switch_page(menu.PAGES / f"{menu.first_screen(actor.role)}.py")
    return False


def keep_near(actor: Actor) -> None:
    """For beside the form: the same rules, one tap away."""
    with st.popover(translate("The rules"), type="tertiary"):
        show_rules(actor)


def show_rules(actor: Actor) -> None:
    """Five lines; for lay members in the words of adults."""
    if actor.role is Role.LAY_MEMBER:
        st.markdown(FOR_LAY_MEMBERS)
        return
    own = escaped(translate(contacts.sentence(ContactKind.READING_HOURS)))
    st.markdown("\n".join(f"- {line}" for line in (*map(translate, FOR_YOUNG_ADVISORS), own)))


def _note() -> None:
    st.session_state[READ] = True
