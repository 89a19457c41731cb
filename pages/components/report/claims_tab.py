"""A theme's claims: its headline, where they stand, then each of them, narrowed by how we know."""

import streamlit as st

from cscp_core.evidence.rules import HowFar
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Role
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.rules import GradeCounts, describe_counts
from pages.components import pager, short_forms, unchanged
from pages.components.report import claim_card, standing
from pages.components.text import escaped

CARDS = 20  # a page: a claim takes more room, and more work, than a row of a table


def show(actor: Actor, year: Year, theme_id: str) -> None:
    page = pager.number()
    if actor.role is Role.YOUNG_ADVISOR:
        found = unchanged.ask_for_role(
            service.claims_page, actor, report_id=year.report_id, theme_id=theme_id, page=page
        )
        for graded in found.items:
            st.markdown(f"- {escaped(graded.claim.plain)} *{graded.how_far.plain}.*")
    else:
        standings = unchanged.ask_for_role(service.count_by_theme, actor, report_id=year.report_id, theme_id=theme_id)
        stand = standings.get(theme_id, GradeCounts())
        st.markdown(escaped(describe_counts(stand)))
        standing.show(stand)
        far = st.pills(
            "Show only", list(HowFar), selection_mode="multi", key="how far", on_change=pager.back_to_first,
        )  # fmt: skip
        found = unchanged.ask_for_role(
            service.claims_page,
            actor,
            report_id=year.report_id,
            theme_id=theme_id,
            how_far=tuple(far),
            page=page,
            size=CARDS,
        )
        pager.count(found, "claim")
        for graded in found.items:
            claim_card.show(actor, year.report_id, graded)
    pager.show(found, "claims")
    short_forms.show(actor, year, *(f"{one.claim.text} {one.claim.lacks}" for one in found.items))
