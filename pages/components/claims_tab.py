"""A theme's claims: its headline, where they stand, then each of them, narrowed by how we know."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.rules import HowFar
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.rules import GradedClaim, headline
from pages.components import claim_card, standing
from pages.components.text import escaped


def show(actor: Actor, report_id: str, claims: Sequence[GradedClaim], *, plain: bool) -> None:
    if plain:
        for graded in claims:
            st.markdown(f"- {escaped(graded.claim.plain)} *{graded.how_far.plain}.*")
        return
    st.markdown(escaped(headline(claims)))
    standing.show(claims)
    far = st.pills("Only", list(HowFar), selection_mode="multi", key="how far", label_visibility="collapsed")
    for graded in claims:
        if not far or graded.how_far in far:
            claim_card.show(actor, report_id, graded)
