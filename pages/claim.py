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
from pages.components.report import about_finding, claim_card, figure_rows, history, passage
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
heading.show(
    f"Claim {claim.claim_id.removeprefix('claim-')}", year, f"{claim.claim_id}, section {claim.section}", reader=actor
)
claim_card.show(actor, year.report_id, graded)
passage.show(actor, year, "claims", claim_id)
st.markdown(f"In plain words: {escaped(claim.plain)}")
st.markdown(f"Why it is placed there: {escaped((graded.confirmed and graded.confirmed.reason) or claim.reason)}")
menu.link("theme", "Open the theme", theme=claim.theme_id, report=year.report_id)

st.header("The figures that it rests on")
figure_rows.show(figures, year.report_id)
if not figures:
    st.write("The report gives no figure for it.")

about_finding.show(actor, year.report_id, SourceKind.CLAIM, claim_id)
open_questions.show(actor, year.report_id, SourceKind.CLAIM, claim_id, reported.of_claim(claim))
decisions = data.ask(service.grade_history, actor, report_id=year.report_id, claim_id=claim_id)
if decisions:
    st.header("Grades so far")
for one in decisions:
    st.markdown(escaped(f"{one.at:%-d %B %Y}, {one.by}: {one.how_far}, {one.how_known}. {one.reason}"))
short_forms.show(actor, year, claim.text, claim.lacks, claim.reason)
history.show(actor, year.report_id, "claims", claim_id)
private_notes.show_beside(actor, SourceKind.CLAIM, claim_id, year.report_id)
