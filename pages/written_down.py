"""What you wrote down: where each stands and what was replied, for the worker who wrote it. Never the words again."""

import streamlit as st

from cscp_core.people.permissions import Permission
from feedback.comments import on_behalf
from pages.components import data, gate, menu, notices
from pages.components.comments import for_somebody, written_card
from pages.components.translation import translate

actor = gate.require(Permission.WRITE_FOR_OTHERS)
st.title(translate("What you wrote down"))
st.session_state.pop(for_somebody.PAPER, None)
notices.read(actor, "/written_down")
st.write(
    translate(
        "Tell who asked you what came of it. The words are theirs, so they are not here: the code on their paper opens "
        "them. When their code ends, it leaves this list."
    )
)
found = data.ask(on_behalf.list_written, actor)
if not found:
    st.write(translate("There is nothing here now. What you write for somebody is listed here."))
for one in found:
    written_card.show(actor, one)
menu.link("write_for", "Write for somebody")
