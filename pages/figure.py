"""Figure: one number as printed, what it means, what it may be held against, and which claims rest on it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import polarity_in_words
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions, private_notes
from pages.components.official import beside, mapping_form
from pages.components.report import about_finding, cited_by, figure_rows, figure_said, history, number_chart, passage
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
figure_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(evidence.figures, actor, report_id=year.report_id, figure_ids=[figure_id]).items
figure = history.find_or_last(found, "figure", actor, year, "figures", figure_id)

note_first.show_before(actor, year, figure.theme_id)
heading.show(figure.what, year, f"{figure.figure_id}, section {figure.section}", reader=actor)
left, right = st.columns([3, 2], gap="large")
with left:
    st.metric(escaped(f"{figure.where_and_when}, {figure.unit}"), escaped(figure.shown))
    st.markdown(f"The report's words around it: {escaped(figure.context)}")
    passage.show(actor, year, "figures", figure_id)
    for sentence in (*figure_said.notes(figure), polarity_in_words(figure.polarity)):
        st.markdown(escaped(sentence))
    st.caption(escaped(figure.polarity_reason))
    menu.link("theme", "Open the theme", theme=figure.theme_id, report=year.report_id)
with right:
    number_chart.show(actor, year, figure)
    figure_said.show_conclusions(actor, year, figure)
held = beside.of_figures(actor, year, [figure])
for series in held:
    st.header("The official record")
    beside.show(actor, year, series, beside.choose(actor, year, held))
mapping_form.show(actor, year, figure)
cited_by.show(actor, year, figure)

of_theme = data.theme_figures(actor, year, figure.theme_id)
same = [one for one in of_theme if one.indicator_id == figure.indicator_id]
if len(same) > 1:
    st.subheader("The same measure elsewhere in the report")
    figure_rows.show([one for one in same if one.figure_id != figure_id], year.report_id)
figure_said.show_checks(actor, year, figure)
about_finding.show(actor, year.report_id, SourceKind.FIGURE, figure_id)
open_questions.show(actor, year.report_id, SourceKind.FIGURE, figure_id, figure.what)
short_forms.show(actor, year, figure.what, figure.note, figure.definition, figure.context)
history.show(actor, year.report_id, "figures", figure_id)
private_notes.show_beside(actor, SourceKind.FIGURE, figure_id, year.report_id)
