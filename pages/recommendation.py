"""Recommendation: one recommendation, strength, area for development or action, with what is missing."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Wanted
from cscp_core.improvement import actions
from cscp_core.improvement import service as improvement
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions, private_notes
from pages.components.report import about_finding, action_owner, action_rows, action_update, history, passage
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
row_id = st.query_params.get("id", "")
year = data.year(actor)
wanted = Wanted(recommendation_id=row_id)
found = data.ask(actions.list_actions, actor, report_id=year.report_id, wanted=wanted).page.items
action = history.find_or_last(found, "recommendation", actor, year, "recommendations", row_id)
one = action.told

of_review = [each.theme_id for each in data.reviews(actor, year) if each.review_id == one.review_id]
note_first.show_before(actor, year, one.theme_id, *of_review)
heading.show(one.kind.label.capitalize(), year, f"{one.recommendation_id}, section {one.section}", reader=actor)
action_rows.card(action)
if one.plain != one.text:
    st.markdown(f"In plain words: {escaped(one.plain)}")
with st.container(horizontal=True):
    if one.review_id:
        menu.link("review", one.review, id=one.review_id, report=year.report_id)
    menu.link("theme", one.theme, theme=one.theme_id, report=year.report_id)
passage.show(actor, year, "recommendations", row_id)
action_owner.show_record(actor, year.report_id, action)
updates = data.ask(improvement.list_updates, actor, report_id=year.report_id, recommendation_id=row_id)
if updates:
    st.subheader("What the agency has said since")
    action_update.recheck(actor, year.report_id, row_id, updates[0])
for update in updates:
    action_update.show_update(update)
about_finding.show(actor, year.report_id, SourceKind.RECOMMENDATION, row_id)
open_questions.show(actor, year.report_id, SourceKind.RECOMMENDATION, row_id, one.text)
short_forms.show(actor, year, one.text, one.owner, one.review)
history.show(actor, year.report_id, "recommendations", row_id)
private_notes.show_beside(actor, SourceKind.RECOMMENDATION, row_id, year.report_id)
