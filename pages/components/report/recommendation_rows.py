"""Recommendations: what is to be done, by whom and when, as reported, and what stands behind it."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.rules import RecommendationKind
from cscp_core.evidence.views import Recommendation
from pages.components import menu
from pages.components.text import escaped

NOT_STATED = "not stated"


def show(found: Sequence[Recommendation], report_id: str, when_none: str = "") -> None:
    if not found and when_none:
        st.write(when_none)
    for one in found:
        with st.container(border=True):
            st.markdown("\n\n".join(_paragraphs(one)))
            menu.link("recommendation", one.recommendation_id, id=one.recommendation_id, report=report_id)


def _paragraphs(one: Recommendation) -> list[str]:
    source = f"{one.kind.label} · {one.review or 'outside any review'} · section {one.section}"
    said = [f"**{escaped(one.text)}**", f":small[{escaped(source)}]"]
    if one.kind is not RecommendationKind.STRENGTH:
        owner, due = escaped(one.owner or NOT_STATED), escaped(one.due or NOT_STATED)
        reported = escaped(one.status_as_reported or "nothing is said")
        behind = escaped(one.evidence_of_impact or "no evidence of change for children is given")
        said.insert(1, f"Owner: {owner} · due: {due} · status (suggested): {one.work_status}")
        said.insert(2, f"Its progress in the report: {reported}. Behind it: {behind}.")
    return said
