"""Actions: what audits, inspections and reviews asked for, by what must be done now and whose it is."""

import streamlit as st

from cscp_core.improvement import actions
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, none_found, note_first, pager, short_forms, unchanged
from pages.components.report import action_bars, action_filters, action_rows, downloads, review_links
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Actions", year)
views = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
first = views.container(width="content")
bars, filters = st.columns(2, gap="medium")
wanted, choices = action_filters.narrow(actor, year, views)
view, state, page = action_filters.view(), action_filters.state(), pager.number()
found = unchanged.ask_for_role(
    actions.list_actions, actor, report_id=year.report_id, wanted=wanted, view=view, state=state, page=page
)
with first:
    action_filters.show_views(found, view, choices)
with bars:
    action_bars.show(found.owed, found.names, found.overdue_in_short)
with filters:
    action_filters.what_and_whose(found, choices)
choices.summarise()
shown = found.page.items
note_first.show(actor, year, *(one.told.theme_id for one in shown))
review_links.show(actor, year, view, wanted.review_id)
is_of_impact = state == actions.IMPACT
if is_of_impact:
    st.markdown(f"**{escaped(found.about_impact)}**")
if state == ActionState.OVERDUE:
    st.markdown(f"**{escaped(found.about_overdue)}**")
if not found.page.total:
    none_found.show("actions", "action", year.report_id)
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    pager.count(found.page, "row")
    downloads.show_actions(actor, year)
totals = None if is_of_impact else found.states
action_rows.show(shown, year.report_id, totals, by_agency=state == ActionState.OVERDUE, with_impact=is_of_impact)
pager.show(found.page, "actions")
short_forms.show(actor, year, *(one.told.text + one.told.owner + one.told.review for one in shown))
