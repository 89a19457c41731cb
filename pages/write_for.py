"""Write for somebody: a participation worker writes down what a young person asks them to, and nothing else."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import on_behalf
from pages.components import data, gate, menu, notices, tour
from pages.components.comments import for_somebody
from pages.components.text import escaped
from pages.components.translation import translate

actor = gate.require(Permission.WRITE_FOR_OTHERS)
st.title(translate("Write for somebody"))
st.session_state.pop(for_somebody.PAPER, None)
closed = data.ask(on_behalf.closed_because, actor)
if closed:
    st.error(escaped(translate(closed)))
if closed and not for_somebody.has_begun():
    st.stop()
if not for_somebody.has_begun():
    notices.show(actor)
    tour.show(actor)
for_somebody.rules_first()
chosen = for_somebody.pick(actor)
if chosen:
    for_somebody.show(actor, *chosen, closed=bool(closed))
else:
    menu.link("paper_form", "They would rather write on paper")
