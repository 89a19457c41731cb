"""A theme's claims as rows, the weakest first: narrowed in the address, and graded one by one or together."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.scrutiny.grades import service, together
from cscp_core.scrutiny.grades.rules import LONGEST_REASON, GradedClaim, SeenGrade
from pages.components import details, doing, none_found, pager, short_forms, unchanged
from pages.components.report import claim_filters, claim_rows
from pages.components.text import escaped

LAST = "last grades"
"""In the tab: what its last act on grades confirmed, for *Undo*."""


def show(actor: Actor, year: Year, theme_id: str) -> None:
    if actor.role is Role.YOUNG_ADVISOR:
        _plainly(actor, year, theme_id)
    else:
        _rows(actor, year, theme_id)


def _plainly(actor: Actor, year: Year, theme_id: str) -> None:
    found, _ = unchanged.ask_for_role(
        service.list_claims, actor, report_id=year.report_id, theme_id=theme_id, page=pager.number()
    )
    for graded in found.items:
        st.markdown(f"- {escaped(graded.claim.plain)} *{graded.how_far.plain}.*")
    pager.show(found, "claims")
    short_forms.show(actor, year, *(f"{one.claim.text} {one.claim.lacks}" for one in found.items))


@doing.part
def _rows(actor: Actor, year: Year, theme_id: str) -> None:
    wanted = claim_filters.narrow()
    found, counts = unchanged.ask_for_role(
        service.list_claims, actor, report_id=year.report_id, theme_id=theme_id, wanted=wanted, page=pager.number()
    )
    claim_filters.show(counts)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        chosen = claim_filters.describe(wanted, counts)
        st.caption(f"{counted(found.total, 'claim')}{f': {chosen}' if chosen else ''}. The report says, in short:")
        if may(actor, Permission.GRADE_CLAIMS):
            _together(actor, year.report_id, theme_id, found.items)
    if not found.total:
        none_found.show("theme", "claim", year.report_id, theme=theme_id, tab="claims")
    claim_rows.show(actor, year.report_id, found.items, then=_remember)
    pager.show(found, "claims")
    short_forms.show(actor, year, *(f"{one.claim.text} {one.claim.lacks}" for one in found.items))


def _together(actor: Actor, report_id: str, theme_id: str, found: Sequence[GradedClaim]) -> None:
    """Confirming all suggested grades that are shown, with one reason; and taking the last act back."""
    place = f"grades/{report_id}/{theme_id}"
    doing.show_outcome(place)
    last: tuple[SeenGrade, ...] = st.session_state.get(LAST, ())
    if last:
        takes_back = doing.bind(actor, together.take_back_grades, report_id=report_id, shown=last)
        doing.button("Undo", takes_back, place, done="Only suggested again.", then=_forget, refused=_refused)
    shown = tuple(one.seen for one in found if one.confirmed is None)
    if shown:
        with st.popover(f"Confirm the {counted(len(shown), 'grade', 'grades')} shown as suggested"):
            why = f"{place} why"
            reason = st.text_area("Why do you agree? One sentence for all.", max_chars=LONGEST_REASON, key=why)
            details.point_out(actor, reason)
            confirms = doing.bind(
                actor, together.confirm_grades, report_id=report_id, shown=shown, reason=doing.text(why)
            )
            doing.button(
                "Confirm them", confirms, place, type="primary", then=_remember,
                done=lambda made: f"{counted(len(made), 'grade')} confirmed.",
            )  # fmt: skip


def _remember(made: Sequence[SeenGrade]) -> None:
    st.session_state[LAST] = tuple(made)


def _forget(_: object) -> None:
    st.session_state.pop(LAST, None)


def _refused(_: object) -> bool:
    """What cannot be taken back any more is not offered again; the refusal is shown all the same."""
    st.session_state.pop(LAST, None)
    return False
