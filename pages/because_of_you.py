"""Because of you: what Young Advisors, or lay members, asked, what they were told, and what was done, by month."""

from collections.abc import Collection

import streamlit as st

from cscp_core.people.permissions import Permission, Role
from feedback.because import service
from pages.components import data, gate, menu, note_first, notices, said_card
from pages.components.comments import monthly_note, say_form, story
from pages.components.translation import translate

actor = gate.require(Permission.COMMENT)
st.title(translate("Because of you"))
notices.read(actor, "/because_of_you")
if actor.role is Role.YOUNG_ADVISOR:
    monthly_note.read(actor)
story.legend()
months = data.ask(service.list_months, actor)
at_meetings = data.ask(service.list_asked_at_meetings, actor)
told = [one for month in months for one in month.stories]
covered: Collection[str] = ()
if told or at_meetings:
    year = data.year(actor)
    theme_ids = [*(one.theme_id for one in told), *(one.theme_id for one in at_meetings)]
    covered = note_first.unread(actor, year, *theme_ids)
else:
    st.write(translate("Nothing has come back yet. When somebody replies to what you wrote, you see it here."))
for month in months:
    shown = [one for one in month.stories if one.theme_id not in covered]
    if shown:
        st.header(translate(month.name))
    for one in shown:
        story.show(one)
said_card.mark_read(actor, [one.comment_id for one in told if one.theme_id not in covered])
story.show_at_meetings(actor, [one for one in at_meetings if one.theme_id not in covered])
if covered:
    note_first.cover(actor, year, *covered)
if actor.role is Role.YOUNG_ADVISOR:
    menu.link("rate_meeting", "How was the meeting?")
menu.link(say_form.address_after_sending(actor), "What happened to what I wrote")
