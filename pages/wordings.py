"""How questions are worded: one wording for each kind of thing that can be missing, changed by the business manager."""

import streamlit as st

from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.missing import service
from cscp_core.scrutiny.missing.wording import NAMES
from pages.components import data, doing, gate, kept
from pages.components.text import escaped

actor = gate.require(Permission.EDIT_WORDINGS)
st.title("How questions are worded")
st.write(
    "Where the rules find that something is missing, they suggest a question in these words. The app fills in "
    "each name that begins with a dollar sign."
)
kept.explain_drafts()
for name, meaning in NAMES.items():
    st.markdown(escaped(f"${name}: {meaning}"))
for one in data.ask(service.list_wordings, actor):
    place = f"wording/{one.missing.value}"
    with st.expander(f"Missing: {escaped(one.missing.label)}"):
        version = doing.seen_version(actor, place, one.version)
        kept.text_area(actor, place, "question", "The question", one.question, max_chars=1000)
        kept.text_area(actor, place, "would", "What would answer it", one.would_answer, max_chars=1000)
        changes = doing.bind(
            actor, service.change_wording, missing=one.missing, seen_version=version,
            question=doing.words(place, "question"), would_answer=doing.words(place, "would"),
        )  # fmt: skip
        doing.button("Use this wording", changes, place)
