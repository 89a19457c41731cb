"""For a lay member, three findings to look at: of each priority the claim that goes furthest on the least evidence."""

import streamlit as st

from cscp_core.evidence import reported
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.grades import service
from pages.components import data, menu, unchanged
from pages.components.text import escaped

MOST = 3


def show(actor: Actor, year: Year) -> None:
    priorities = [one for one in data.themes(actor, year) if one.is_priority]
    found = []
    for theme in priorities:
        claims = unchanged.ask_for_role(
            service.weakest_claims, actor, report_id=year.report_id, theme_id=theme.theme_id, most=1
        )
        found += [(theme, one.claim) for one in claims]
    if not found:
        return
    st.header("Three to look at" if len(found) >= MOST else "To look at")
    for theme, claim in found[:MOST]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"weak {claim.claim_id}"):
            menu.link("claim", reported.of_claim(claim), id=claim.claim_id, report=year.report_id)
            st.markdown(f":small[{escaped(theme.name)}]")
            menu.link("say", "Say what you think", about="claim", of=claim.claim_id, report=year.report_id)
