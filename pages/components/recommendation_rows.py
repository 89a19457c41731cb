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
            st.markdown(f"**{escaped(one.text)}**")
            if one.kind is not RecommendationKind.STRENGTH:
                st.markdown(
                    f"Owner: {escaped(one.owner or NOT_STATED)} · due: {escaped(one.due or NOT_STATED)} · "
                    f"status (suggested): {one.work_status}"
                )
                st.markdown(
                    f"The report says: {escaped(one.status_as_reported or 'nothing of its progress')}. "
                    f"Behind it: {escaped(one.evidence_of_impact or 'no evidence of change for children is given')}."
                )
            with st.container(horizontal=True, vertical_alignment="center"):
                menu.link("recommendation", one.recommendation_id, id=one.recommendation_id, report=report_id)
                st.caption(escaped(f"{one.kind.words} · {one.review or 'outside any review'} · section {one.section}"))
