"""One claim: its words, both scales, what it lacks, and for the scrutineer the way to confirm or change its grade."""

from collections.abc import Callable

import streamlit as st

from cscp_core.evidence import reported
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.rules import LONGEST_REASON, GradedClaim
from pages.components import details, doing
from pages.components.text import escaped

FAR_QUESTIONS = [one.question for one in HowFar]
KNOWN_MEANINGS = [one.meaning for one in HowKnown]


def show(actor: Actor, report_id: str, graded: GradedClaim) -> None:
    claim = graded.claim
    if may(actor, Permission.GRADE_CLAIMS):
        doing.watch(_place(report_id, graded), graded.version)
    st.markdown(f"**{escaped(reported.of_claim(claim))}**")
    st.markdown(escaped(graded.placed))
    st.markdown(f"It still lacks: {escaped(claim.lacks)}")
    if claim.agency:
        st.caption(escaped(claim.agency))
    if may(actor, Permission.GRADE_CLAIMS):
        with st.container(horizontal=True, vertical_alignment="center"):
            grade_buttons(actor, report_id, graded)


def grade_buttons(
    actor: Actor, report_id: str, graded: GradedClaim, then: Callable[[object], object] | None = None
) -> None:
    """*Confirm* while the grade is suggested, then *Change*. `then` is called after *Confirm*."""
    place = _place(report_id, graded)
    if graded.confirmed is None:
        confirms = doing.bind(
            actor, service.confirm_grade, report_id=report_id, claim_id=graded.claim.claim_id,
            seen_version=graded.version, how_far=graded.how_far, how_known=graded.how_known, reason="",
        )  # fmt: skip
        told = f"Confirm: {graded.how_far}, {graded.how_known}"
        doing.button("Confirm", confirms, place, help=told, then=then, type="tertiary" if then else "secondary")
    doing.opens("Change", place, graded.version, change_grade, actor, report_id, graded)


@st.dialog("Grade this claim", width="medium")
def change_grade(actor: Actor, report_id: str, graded: GradedClaim) -> None:
    place = _place(report_id, graded)
    st.markdown(escaped(reported.of_claim(graded.claim)))
    st.caption(f"Now: {escaped(graded.placed)}. {escaped(graded.claim.reason)}")
    far_key, known_key = f"{place} far", f"{place} known"
    st.radio("How far does it go?", list(HowFar), index=graded.how_far.rank, captions=FAR_QUESTIONS, key=far_key)
    st.radio("How do we know?", list(HowKnown), index=graded.how_known.rank, captions=KNOWN_MEANINGS, key=known_key)
    reason = st.text_area("Why? A sentence for the record.", max_chars=LONGEST_REASON, key=f"{place} why")
    details.point_out(actor, reason)
    changes = doing.bind(
        actor, service.confirm_grade, report_id=report_id, claim_id=graded.claim.claim_id,
        seen_version=graded.version, how_far=doing.field(far_key, HowFar), how_known=doing.field(known_key, HowKnown),
        reason=doing.text(f"{place} why"),
    )  # fmt: skip
    doing.button("Record this grade", changes, place, type="primary")


def _place(report_id: str, graded: GradedClaim) -> str:
    return f"grade/{report_id}/{graded.claim.claim_id}"
