"""Claim: one claim with its grade and history, the figures it rests on, and what it still lacks."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence import reported
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Figure
from cscp_core.people.permissions import Permission
from cscp_core.scrutiny.grades import service
from pages.components import data, gate, heading, menu, note_first, short_forms
from pages.components.challenges import open_questions, private_notes
from pages.components.report import about_finding, claim_card, figure_rows, history, number_chart, passage
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
claim_id = st.query_params.get("id", "")
year = data.year(actor)
found = data.ask(service.graded_claims, actor, report_id=year.report_id, claim_id=claim_id)
graded = history.find_or_last(found, "claim", actor, year, "claims", claim_id)
claim = graded.claim

figures: Sequence[Figure] = ()
if claim.figure_ids:
    figures = data.ask(evidence.figures, actor, report_id=year.report_id, figure_ids=claim.figure_ids).items
note_first.show_before(actor, year, claim.theme_id, *(one.theme_id for one in figures))
heading.show(f"Claim {claim.claim_id.removeprefix('claim-')}", year, f"Section {claim.section}", reader=actor)
left, right = st.columns([3, 2], gap="large")
with left:
    claim_card.show(actor, year.report_id, graded)
    passage.show(actor, year, "claims", claim_id)
    if claim.plain != claim.text:
        st.markdown(f"In plain words: {escaped(claim.plain)}")
    why = (graded.confirmed and graded.confirmed.reason) or claim.reason
    st.caption(f"Why this grade: {escaped(why)}")
    menu.link("theme", "Open the theme", theme=claim.theme_id, report=year.report_id)
with right:
    if figures:
        number_chart.show(actor, year, number_chart.first_with_value(figures), named=True)
        figure_rows.show(figures, year.report_id)
    else:
        st.caption("◇ The report gives no figure for it.")
about_finding.show(actor, year.report_id, SourceKind.CLAIM, claim_id)
open_questions.show(actor, year.report_id, SourceKind.CLAIM, claim_id, reported.of_claim(claim))
decisions = data.ask(service.grade_history, actor, report_id=year.report_id, claim_id=claim_id)
if decisions:
    with st.expander(f"Grades so far ({len(decisions)})"):
        for one in decisions:
            placed = "taken back" if one.taken_back else f"{one.how_far}, {one.how_known}"
            st.markdown(escaped(f"{one.at:%-d %B %Y}, {one.by}: {placed}. {one.reason}"))
short_forms.show(actor, year, claim.text, claim.lacks, claim.reason)
history.show(actor, year.report_id, "claims", claim_id)
private_notes.show_beside(actor, SourceKind.CLAIM, claim_id, year.report_id)
