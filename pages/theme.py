"""Theme: what they say, what stands behind it, what to ask; then the evidence, a tab for each kind."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import Permission, Role
from cscp_core.scrutiny import service
from pages.components import (
    claims_tab,
    data,
    gaps_tab,
    gate,
    heading,
    measures_tab,
    note_first,
    recommendation_rows,
    said_tab,
)
from pages.components.text import escaped

actor = gate.require(Permission.READ_REPORT)
theme_id = st.query_params.get("theme", "")
year = data.year(actor)
themes = data.fixed(actor, year, "themes")
theme = data.one([one for one in themes if one.theme_id == theme_id], "theme")

young = actor.role is Role.YOUNG_ADVISOR
heading.show(theme.plain_name if young else theme.name, year, f"Section {theme.section}")
note_first.show(actor, year, theme_id)
for opening, sentence in (
    ("What they say", theme.said),
    ("What stands behind it", theme.behind),
    ("What to ask", theme.ask),
):
    st.markdown(f"**{opening}.** {escaped(sentence)}")

about = {"report_id": year.report_id, "theme_id": theme_id}
names = ["Claims", "Measures", "Recommendations", "Challenges on record", "Voices", "What the report does not say"]
claims, measures, work, challenges, voices, missing = st.tabs(names, key="tab", bind="query-params")
if claims.open:
    with claims:
        claims_tab.show(actor, year.report_id, data.ask(service.graded_claims, actor, **about), plain=young)
if measures.open:
    with measures:
        measures_tab.show(actor, year, theme_id)
if work.open:
    with work:
        wanted = Wanted(theme_id=theme_id)
        found = data.ask(evidence.recommendations, actor, report_id=year.report_id, wanted=wanted)
        recommendation_rows.show(found.items, year.report_id, "The report names no recommendation on this theme.")
if challenges.open:
    with challenges:
        said_tab.show("challenge", data.ask(evidence.recorded_challenges, actor, **about), year.report_id)
if voices.open:
    with voices:
        said_tab.show("voice", data.ask(evidence.voices, actor, **about), year.report_id)
if missing.open:
    with missing:
        gaps_tab.show(data.ask(evidence.gaps, actor, **about))
