"""Check: what the report prints, what is computed from it, why it matters, and who explained it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Permission
from cscp_core.reconciliation import service
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions
from pages.components.report import figure_rows, referred, result_card

AT_ONCE = 6  # figures

actor = gate.require(Permission.READ_REPORT)
check_id = st.query_params.get("id", "")
year = data.year(actor)
one = data.only_or_stop([result for result in data.results(actor, year) if result.id == check_id], "check")
standing = data.ask(service.explained, actor, report_id=year.report_id).get(check_id)
figures = (
    data.ask(evidence.figures, actor, report_id=year.report_id, figure_ids=one.figures).items if one.figures else []
)
note_first.show_before(actor, year, one.theme_id, *(figure.theme_id for figure in figures))
heading.show(one.title, year, f"{one.id}, section {', '.join(one.sections)}", reader=actor)
result_card.show(actor, year, one, standing, whole=True)
result_card.explain(actor, year, one, standing)
if figures:
    st.header("The figures")
    figure_rows.show(figures[:AT_ONCE], year.report_id)
if figures[AT_ONCE:]:
    with st.expander(f"{len(figures) - AT_ONCE} more"):
        figure_rows.show(figures[AT_ONCE:], year.report_id)
referred.show(actor, year, one.refs)
open_questions.show(actor, year.report_id, SourceKind.CHECK, check_id, one.message)
menu.link("disagree", "All checks", report=year.report_id)
short_forms.show(actor, year, one.message, one.why, one.reported)
