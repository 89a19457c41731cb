"""Actions: what audits, inspections and reviews asked for, by what must be done now and whose it is."""

import streamlit as st

from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, pager, short_forms, unchanged
from pages.components.report import action_filters, action_rows, downloads
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Actions", year)
above = st.container()
(wanted, choices), state, page = action_filters.narrow(actor, year), action_filters.state(), pager.number()
found = unchanged.ask_for_role(
    actions.list_actions, actor, report_id=year.report_id, wanted=wanted, state=state, page=page
)
with above:
    action_filters.what_and_whose(found, choices)
choices.summarise()
shown = found.page.items
note_first.show(actor, year, *(one.told.theme_id for one in shown))
if wanted.review_id:
    menu.link("review", "Open this review", id=wanted.review_id, report=year.report_id)
answers = {actions.IMPACT: found.about_impact, ActionState.OVERDUE.value: found.about_overdue}
if state in answers:
    st.markdown(f"**{escaped(answers[state])}**")
if not found.page.total:
    st.write("Nothing in the report matches. Remove one of the filters.")
pager.count(found.page, "row")
totals = found.states if state != actions.IMPACT else None
action_rows.show(shown, year.report_id, totals, by_agency=state == ActionState.OVERDUE)
pager.show(found.page, "actions")
downloads.show_actions(actor, year)
short_forms.show(actor, year, *(one.told.text + one.told.owner + one.told.review for one in shown))
