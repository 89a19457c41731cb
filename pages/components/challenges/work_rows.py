"""Challenges as a work list: how many need what, then a row each, the most pressing first, the question as the link."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import in_words
from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import ChallengeView
from pages.components import address, menu
from pages.components.glance import drawn, state
from pages.components.text import escaped

CHARTED = (Need.OVERDUE, Need.DUE_SOON, Need.DUE, Need.ANSWERED)


def show(
    found: Sequence[ChallengeView],
    today: date,
    *,
    with_agency: bool = True,
    acts: Callable[[ChallengeView], None] | None = None,
) -> None:
    """The counts, a filter by agency where there are several, the rows, each with its `acts` at its end; and who owes
    what as one chart."""
    counts = Counter(states.need_of(one, today) for one in found)
    st.markdown(" ".join(state.badge_of(need, need.in_number(counts[need])) for need in Need if counts[need]))
    names = {one.agency_id: one.agency for one in found if one.agency_id}
    chosen = ""
    if with_agency and len(names) > 1:
        owed = Counter(one.agency_id for one in found)
        chosen = st.pills(
            "Agency", list(names), format_func=lambda one: f"{names[one]} ({owed[one]})", label_visibility="collapsed",
            **address.bind_widget("agency", "work of agency", names),
        ) or ""  # fmt: skip
    with st.container(key="work rows", gap=None):
        for one in found:
            if chosen in ("", one.agency_id):
                _row(one, today, with_agency=with_agency, acts=acts)
    if with_agency and len(names) > 1:
        _chart(found, today, names)


def _row(one: ChallengeView, today: date, *, with_agency: bool, acts: Callable[[ChallengeView], None] | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"work {one.challenge_id}"):
        st.markdown(state.badge_of(states.need_of(one, today), states.in_short(one, today)))
        menu.link("challenge", one.question, id=str(one.challenge_id))
        st.caption(escaped(f"{one.agency} · {one.name}" if with_agency else one.name))
        if acts:
            acts(one)


def _chart(found: Sequence[ChallengeView], today: date, names: dict[str, str]) -> None:
    counts = {(names[one.agency_id], need.label): 0 for one in found if one.agency_id for need in CHARTED}
    for one in found:
        need = states.need_of(one, today)
        if one.agency_id and need in CHARTED:
            counts[names[one.agency_id], need.label] += 1
    agencies = [name for name in dict.fromkeys(names.values()) if any(counts[name, need.label] for need in CHARTED)]
    if len(agencies) < 2:
        return
    st.markdown("**Who owes what**")
    st.caption(f"From dark to light: {', '.join(need.label.lower() for need in CHARTED)}.")
    spec = shapes.stacked(counts, agencies, [need.label for need in CHARTED])
    told = in_words(f"{name} {sum(counts[name, need.label] for need in CHARTED)}" for name in agencies)
    drawn.draw(spec, f"Open challenges by agency: {told}.", "who owes what")
