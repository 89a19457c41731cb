"""Findings, in plain words: a topic, what was found, and the way to say what you think of it."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Wanted
from cscp_core.people.permissions import Permission, Role
from cscp_core.scrutiny.challenges import reads as challenges
from pages.components import data, gate, heading, menu, note_first, unchanged
from pages.components.comments import finding_list

actor = gate.require(Permission.COMMENT)
year = data.year(actor)
themes = {one.theme_id: one.plain_name for one in data.themes(actor, year)}
asked = st.query_params.get("theme", "")
heading.show("Findings", year, reader=actor)
names = list(themes)
theme_id = st.selectbox(
    "Topic", names, names.index(asked) if asked in themes else 0, format_func=lambda one: themes[one], key="topic"
)
note_first.show(actor, year, theme_id)
kinds = ("What they say", "Numbers", "What should change", "Questions asked")
kind = st.segmented_control("Show", kinds, default=kinds[0], key="finding kind", required=True)
if kind == kinds[0]:
    claims = unchanged.ask_for_role(evidence.claims, actor, report_id=year.report_id, theme_id=theme_id)
    finding_list.show(SourceKind.CLAIM, [(one.claim_id, one.plain) for one in claims], year.report_id)
elif kind == kinds[1]:
    figures = data.theme_figures(actor, year, theme_id)
    note_first.show(actor, year, *(one.theme_id for one in figures))
    known = [one for one in figures if one.state is not ValueState.AWAITED]
    finding_list.show(SourceKind.FIGURE, [(one.figure_id, one.plain) for one in known], year.report_id)
elif kind == kinds[2]:
    found = unchanged.ask_for_role(
        evidence.recommendations, actor, report_id=year.report_id, wanted=Wanted(theme_id=theme_id)
    ).items
    finding_list.show(SourceKind.RECOMMENDATION, [(one.recommendation_id, one.plain) for one in found], year.report_id)
else:
    told = unchanged.ask_for_role(evidence.recorded_challenges, actor, report_id=year.report_id, theme_id=theme_id)
    asked_of_all = unchanged.ask_for_actor(challenges.list_opened, actor, report_id=year.report_id)
    opened = [one for one in asked_of_all if one.theme_id == theme_id]
    finding_list.show(
        SourceKind.CHALLENGE, [(str(one.challenge_id), one.question) for one in opened], year.report_id, when_none=""
    )
    finding_list.show(SourceKind.RECORDED_CHALLENGE, [(one.challenge_id, one.plain) for one in told], year.report_id)
if actor.role is Role.YOUNG_ADVISOR and year.not_loaded:
    st.caption("Some charts and numbers from the report are not here.")
with st.container(horizontal=True):
    menu.link("say", "Something is missing here", about="theme", of=theme_id, kind="missing", report=year.report_id)
    menu.link("theme", "What others said of this", theme=theme_id, tab="You said", report=year.report_id)
