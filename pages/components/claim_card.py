"""One claim: its words, both scales, what it lacks, and for the scrutineer the way to confirm or change its grade."""

import streamlit as st

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.rules import LONGEST_REASON, GradedClaim
from pages.components import data, details, menu
from pages.components.text import escaped

FAR_QUESTIONS = [one.question for one in HowFar]
KNOWN_MEANINGS = [one.meaning for one in HowKnown]


def show(actor: Actor, report_id: str, graded: GradedClaim) -> None:
    claim = graded.claim
    with st.container(border=True):
        source = f"Section {claim.section}" + (f" · {claim.agency}" if claim.agency else "")
        st.markdown(
            f"**{escaped(claim.text)}**\n\n{escaped(graded.placed)}\n\n"
            f"It still lacks: {escaped(claim.lacks)}\n\n:small[{escaped(source)}]"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            menu.link("claim", claim.claim_id, id=claim.claim_id, report=report_id)
            if may(actor, Permission.GRADE_CLAIMS):
                grade_buttons(actor, report_id, graded)


def grade_buttons(actor: Actor, report_id: str, graded: GradedClaim) -> None:
    claim = graded.claim
    if graded.confirmed is None and st.button(
        "Confirm", key=f"confirm {claim.claim_id}", help=f"Confirm: {graded.how_far}, {graded.how_known}"
    ):
        _record(actor, report_id, graded, graded.how_far, graded.how_known, "")
    if st.button("Change", key=f"change {claim.claim_id}"):
        change_grade(actor, report_id, graded)


@st.dialog("Place this claim", width="medium")
def change_grade(actor: Actor, report_id: str, graded: GradedClaim) -> None:
    st.markdown(escaped(graded.claim.text))
    st.caption(f"Now: {escaped(graded.placed)}. {escaped(graded.claim.reason)}")
    far = st.radio("How far does it go?", HowFar, index=graded.how_far.rank, captions=FAR_QUESTIONS)
    known = st.radio("How do we know?", HowKnown, index=graded.how_known.rank, captions=KNOWN_MEANINGS)
    reason = st.text_area("Why? A sentence for the record.", max_chars=LONGEST_REASON)
    details.point_out(actor, reason)
    if st.button("Record this grade", type="primary"):
        _record(actor, report_id, graded, HowFar(str(far)), HowKnown(str(known)), reason)


def _record(actor: Actor, report_id: str, graded: GradedClaim, far: HowFar, known: HowKnown, reason: str) -> None:
    if data.change(
        service.confirm_grade,
        actor,
        report_id=report_id,
        claim_id=graded.claim.claim_id,
        seen_version=graded.version,
        how_far=far,
        how_known=known,
        reason=reason,
    ):
        st.rerun()
