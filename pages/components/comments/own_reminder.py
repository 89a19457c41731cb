"""A reminder that somebody switches on for themselves: a notice without content, and an e-mail where they have one."""

import streamlit as st

from cscp_core.people.permissions import Actor
from feedback.space import service
from feedback.space.rules import Often
from pages.components import data, doing
from pages.components.translation import translate

PLACE = "own reminder"


def show(actor: Actor) -> None:
    st.header(translate("Reminders"))
    st.write(
        translate("They are off until you switch them on. A reminder says that something may be new here, and no more.")
    )
    now = data.ask(service.find_reminder, actor)
    choices = [None, *Often]
    st.radio(
        translate("Remind me"), choices, choices.index(now),
        format_func=lambda one: translate(str(one or "Never")), key=PLACE, horizontal=True,
    )  # fmt: skip
    chooses = doing.bind(actor, service.choose_reminder, often=doing.field(PLACE, Often))
    doing.button("Save", chooses, f"{PLACE} saved", done="Saved.")
