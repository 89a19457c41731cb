"""Planning a meeting: date, kind, who attends, and the first items, picked from what is suggested."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges.rules import due_after
from cscp_core.scrutiny.meetings import service, suggestions
from cscp_core.scrutiny.meetings.rules import MINUTES, MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from feedback.together import questions
from pages.components import badges, data, details, doing, menu, whole_number
from pages.components.meetings import meeting_add
from pages.components.text import as_label, escaped

TICKED = 5
POSTS = "Independent scrutineer\nCouncil\nHealth\nPolice\nBusiness manager"


def show(actor: Actor, year: Year) -> None:
    suggested = data.suggestions(actor, year)
    with st.container(border=True):
        st.markdown("**A new meeting**")
        left, middle, right = st.columns(3)
        kind = left.selectbox("Kind", list(MeetingKind), key="plan kind")
        middle.date_input("Date", due_after(date.today(), 5), format="DD/MM/YYYY", key="plan date")
        whole_number.show(right, "Minutes for each item", 1, 120, key="plan minutes", value=MINUTES)
        meeting_add.hours("plan begins", "plan ends")
        where = st.text_input("Place", max_chars=200, key="plan place")
        title = st.text_input("Title", str(kind).capitalize(), max_chars=200, key="plan title")
        attendees = st.text_area(
            "Who attends: posts, one a line, no names", POSTS, key="plan attendees", max_chars=1000
        )
        details.point_out(actor, f"{title}\n{where}\n{attendees}")
        for one in data.ask(suggestions.list_carried, actor):
            st.markdown(f"{escaped(one.question)}\n\n:small[{escaped(one.because)} It is put on the agenda.]")
        st.markdown("**Suggested for the agenda**, most urgent first")
        badges.explain_ranking()
        picked = sum(_ticked(place, one) for place, one in enumerate(suggested))
        if not suggested:
            st.write("Nothing is suggested. You can add items from any claim, recommendation or challenge.")
        label = f"Plan the meeting with {picked} of these" if picked else "Plan the meeting without items"
        plans = doing.bind(
            actor, service.plan_meeting, title=doing.text("plan title"), kind=doing.field("plan kind", MeetingKind),
            held_on=doing.field("plan date", doing.as_day, needed="Choose a date."),
            begins=doing.hour("plan begins"), ends=doing.hour("plan ends"), place=doing.text("plan place"),
            attendees=doing.text("plan attendees"), report_id=year.report_id,
            first=doing.when_pressed(lambda: data.ask(questions.list_waiting, actor)),
            picks=doing.when_pressed(lambda: _picked(suggested)),
        )  # fmt: skip
        doing.button(label, plans, "plan", type="primary", then=lambda made: menu.open_page("meeting", id=str(made)))


def _picked(suggested: Sequence[Pick]) -> list[Pick]:
    minutes = whole_number.read("plan minutes")
    return [replace(one, minutes=minutes) for one in suggested if st.session_state.get(_key(one))]


def _ticked(place: int, one: Pick) -> bool:
    chosen = st.checkbox(as_label(one.question), value=place < TICKED, key=_key(one))
    badges.show_kept(one.because)
    if one.asked_instead:
        st.caption(escaped(one.asked_instead))
    return chosen


def _key(one: Pick) -> str:
    return " ".join(("pick", one.source_kind, one.source_id))
