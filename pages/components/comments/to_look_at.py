"""For a lay member, three findings to look at: claims that go furthest on the least evidence, one of each theme."""

from collections.abc import Iterator

import streamlit as st

from cscp_core.evidence import reported
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Claim, Theme, Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.grades import service
from feedback.comments import chosen
from pages.components import data, menu, unchanged
from pages.components.text import escaped

MOST = 3
OF_A_THEME = 5  # claims that are looked through for one of which the reader has said nothing


def show(actor: Actor, year: Year) -> None:
    """Priorities first, then other themes until there are three. What the reader has said something of makes way."""
    found = [one for one, _ in zip(_in_turn(actor, year), range(MOST), strict=False)]
    if not found:
        return
    st.header("Three to look at" if len(found) == MOST else "To look at")
    for theme, claim in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"weak {claim.claim_id}"):
            menu.link("claim", reported.of_claim(claim), id=claim.claim_id, report=year.report_id)
            st.markdown(f":small[{escaped(theme.name)}]")
            menu.link("say", "Say what you think", about="claim", of=claim.claim_id, report=year.report_id)


def _in_turn(actor: Actor, year: Year) -> Iterator[tuple[Theme, Claim]]:
    for theme in sorted(data.themes(actor, year), key=lambda one: not one.is_priority):
        for one in unchanged.ask_for_role(
            service.weakest_claims, actor, report_id=year.report_id, theme_id=theme.theme_id, most=OF_A_THEME
        ):
            if not _has_said(actor, year, one.claim.claim_id):
                yield theme, one.claim
                break


def _has_said(actor: Actor, year: Year, claim_id: str) -> bool:
    said = unchanged.ask_for_actor(
        chosen.find_own_view, actor, report_id=year.report_id, kind=SourceKind.CLAIM.value, source_id=claim_id
    )
    return said is not None
