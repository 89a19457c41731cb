"""Claims as rows: the sentence is the link; beneath it how far, how known and whose; acts at the end."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.grades.rules import GradedClaim, SeenGrade
from pages.components import menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.report import claim_card

Then = Callable[[Sequence[SeenGrade]], None]


def show(actor: Actor, report_id: str, found: Sequence[GradedClaim], *, then: Then) -> None:
    """`then` takes the grade that a press on *Confirm* has made."""
    if not may(actor, Permission.GRADE_CLAIMS):
        row_list.show([_row(one, report_id) for one in found], "claims")
        return
    with st.container(key="claim-rows", gap=None):
        for one in found:
            claim = one.claim
            key = f"act-row {claim.claim_id}"
            with st.container(horizontal=True, vertical_alignment="center", key=key):
                with st.container(gap=None):
                    menu.link("claim", claim.text, id=claim.claim_id, report=report_id)
                    st.markdown(_row(one, report_id).small)
                _acts(actor, report_id, one, then)


def _acts(actor: Actor, report_id: str, one: GradedClaim, then: Then) -> None:
    made = replace(one.seen, version=one.version + 1)
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        claim_card.grade_buttons(actor, report_id, one, then=lambda _: then([made]))


def _row(one: GradedClaim, report_id: str) -> Row:
    """A full mark for a grade that the scrutineer confirmed, a hollow one for a suggested."""
    claim = one.claim
    stale = one.confirmed is not None and claim.load_number > one.confirmed.data_version
    word = "confirmed before a later load" if stale else "confirmed" if one.confirmed else "suggested"
    return Row(
        sentence=claim.text,
        address=menu.href("claim", id=claim.claim_id, report=report_id),
        badges=[
            state.badge("▸", f"{one.how_far.label}, {one.how_known.label}"),
            state.badge("●" if one.confirmed else "○", word),
            *([state.badge("…", "is said to")] if claim.hedged else []),
        ],
        beneath=(claim.agency, claim.claim_id.removeprefix("claim-")),
    )
