"""Because of you: what Young Advisors, or lay members, asked, what they were told, and what was done, by month."""

import streamlit as st

from cscp_core.people.permissions import Permission, Role
from feedback.because import service
from pages.components import data, gate, menu, notices
from pages.components.comments import monthly_note, say_form, story
from pages.components.translation import translate

actor = gate.require(Permission.COMMENT)
st.title(translate("Because of you"))
notices.read(actor, "/because_of_you")
if actor.role is Role.YOUNG_ADVISOR:
    monthly_note.read(actor)
story.legend()
months = data.ask(service.list_months, actor)
if not months:
    st.write(translate("Nothing has come back yet. When somebody replies to what you wrote, you see it here."))
for month in months:
    st.header(translate(month.name))
    for one in month.stories:
        story.show(one)
story.mark_read(actor, months)
story.show_at_meetings(actor)
if actor.role is Role.YOUNG_ADVISOR:
    menu.link("rate_meeting", "How was the meeting?")
menu.link(say_form.address_after_sending(actor), "What happened to what I wrote")
