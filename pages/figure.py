"""Figure: one number as printed, what it means, what it may be held against, and which claims rest on it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import polarity_in_words
from cscp_core.people.permissions import Permission
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions, private_notes
from pages.components.report import about_finding, cited_by, figure_rows, figure_said, history, passage
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
figure_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(evidence.figures, actor, report_id=year.report_id, figure_ids=[figure_id]).items
figure = history.find_or_last(found, "figure", actor, year, "figures", figure_id)

note_first.show_before(actor, year, figure.theme_id)
heading.show(figure.what, year, f"{figure.figure_id}, section {figure.section}", reader=actor)
st.metric(escaped(f"{figure.where_and_when}, {figure.unit}"), escaped(figure.shown), border=True)
st.markdown(f"The report's words around it: {escaped(figure.context)}")
passage.show(actor, year, "figures", figure_id)
if figure.numerator is not None or figure.denominator is not None:
    counts = [
        f"{one:,g}" if one is not None else "a count not printed" for one in (figure.numerator, figure.denominator)
    ]
    st.markdown(escaped(f"Its base as printed: {counts[0]} of {counts[1]}."))
for sentence in (figure.note, figure.definition, f"{polarity_in_words(figure.polarity)} {figure.polarity_reason}"):
    if sentence:
        st.markdown(escaped(sentence))
if figure.false_assurance:
    st.markdown(escaped("A low number may mean that harm is not found."))

cited_by.show(actor, year, figure)
menu.link("theme", "Open the theme", theme=figure.theme_id, report=year.report_id)

of_theme = data.theme_figures(actor, year, figure.theme_id)
same = [one for one in of_theme if one.indicator_id == figure.indicator_id]
if len(same) > 1:
    st.header("The same measure elsewhere in the report")
    figure_rows.show([one for one in same if one.figure_id != figure_id], year.report_id)
figure_said.show(actor, year, figure)
about_finding.show(actor, year.report_id, SourceKind.FIGURE, figure_id)
open_questions.show(actor, year.report_id, SourceKind.FIGURE, figure_id, figure.what)
short_forms.show(actor, year, figure.what, figure.note, figure.definition, figure.context)
history.show(actor, year.report_id, "figures", figure_id)
private_notes.show_beside(actor, SourceKind.FIGURE, figure_id, year.report_id)
