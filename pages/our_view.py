"""Our view: what Young Advisors think of a topic together, and their questions for the next meeting."""

import streamlit as st

from cscp_core.evidence.topics import name_for_young_people
from cscp_core.people.permissions import Permission
from feedback.together import service
from feedback.welfare import cover
from pages.components import data, gate, menu, note_first, notices
from pages.components.comments import together_form
from pages.components.meetings import question_line
from pages.components.text import escaped
from pages.components.translation import translate

actor = gate.require(Permission.SPEAK_TOGETHER)
year = data.year(actor)
st.title(translate("Our view"))
notices.read(actor, "/our_view")
st.write(
    translate(
        "You write this together. Somebody checks it before the others read it. Everyone can see it when all of you "
        "agree."
    )
)
themes = {one.theme_id: name_for_young_people(one.theme_id, one.plain_name) for one in data.themes(actor, year)}
begun = data.ask(service.list_begun, actor, report_id=year.report_id)
names = [*begun, *(one for one in themes if one not in begun)]
theme_id = st.selectbox(
    translate("Topic"), names, format_func=lambda one: translate(str(themes.get(one, one))), key="view topic"
)
note_first.show(actor, year, theme_id)
closed = data.ask(cover.closed_because, actor)
if closed:
    st.error(escaped(translate(closed)))
together_form.show(actor, year.report_id, theme_id, closed=bool(closed))
st.header(translate("Our questions for the next meeting"))
st.write(translate("They come first. Only you can take them off."))
menu.link("our_space", "Our space: topics, colour, a good reply")
menu.link("say", "Ask something", about="theme", of=theme_id, kind="question", report=year.report_id)
question_line.show(actor)
