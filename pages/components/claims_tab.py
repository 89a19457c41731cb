"""A theme's claims: its headline, where they stand, then each of them, narrowed by how we know."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.rules import HowFar
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.grades.rules import GradedClaim, headline
from cscp_core.storage.paging import Page, offset
from pages.components import claim_card, pager, standing
from pages.components.text import escaped

CARDS = 20  # a page: a claim takes more room, and more work, than a row of a table


def show(actor: Actor, report_id: str, claims: Sequence[GradedClaim], *, plain: bool) -> None:
    if plain:
        for graded in claims:
            st.markdown(f"- {escaped(graded.claim.plain)} *{graded.how_far.plain}.*")
        return
    st.markdown(escaped(headline(claims)))
    standing.show(claims)
    far = st.pills(
        "Show only",
        list(HowFar),
        selection_mode="multi",
        key="how far",
        on_change=pager.back_to_first,
        args=("claims",),
    )
    chosen = [graded for graded in claims if not far or graded.how_far in far]
    start = offset(pager.number("claims"), CARDS)
    found = Page(chosen[start : start + CARDS], len(chosen), CARDS)
    pager.count(found, "claim")
    for graded in found.items:
        claim_card.show(actor, report_id, graded)
    pager.show(found, "claims")
