"""Actions as rows under headings, the sentence as the link; and one action as a card, with how its state was found."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from cscp_core.evidence.rules import RecommendationKind
from cscp_core.improvement.actions import UNNAMED, Action
from cscp_core.improvement.states import ActionState
from pages.components import menu
from pages.components.glance.state import ACTIONS
from pages.components.text import escaped

SHAPES = {one: shape for one, (shape, _) in ACTIONS.items()}


def show(
    found: Sequence[Action], report_id: str, totals: Mapping[ActionState, int] | None = None, *,
    by_agency: bool = False, when_none: str = "",
) -> None:  # fmt: skip
    """Rows under a heading for each state with how many there are in all, or for each agency. They come in that
    order."""
    if not found and when_none:
        st.write(when_none)
    heading: Callable[[Action], str] = (lambda one: one.agency or UNNAMED) if by_agency else _state
    for name, group in groupby(found, heading):
        rows = list(group)
        number = totals.get(rows[0].state, len(rows)) if totals else len(rows)
        st.subheader(escaped(name if by_agency else f"{name}: {number}"))
        show_rows(rows, report_id, with_agency=not by_agency)


def show_rows(
    found: Sequence[Action], report_id: str, *, with_agency: bool = True, acts: Callable[[Action], None] | None = None
) -> None:
    """A row each: its sentence as the link, and beneath it its state and what is needed to cite it, with its `acts` at
    the end of that line."""
    with st.container(key=f"action-rows-{found[0].told.recommendation_id}", gap=None):
        for one in found:
            action_id = one.told.recommendation_id
            menu.link("recommendation", one.told.text, id=action_id, report=report_id)
            if acts is None:
                st.markdown(f":small[{_beneath(one, with_agency=with_agency)}]")
                continue
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(f":small[{_beneath(one, with_agency=with_agency)}]", width="content")
                with st.container(horizontal=True, vertical_alignment="center", width="content"):
                    acts(one)


def _beneath(one: Action, *, with_agency: bool) -> str:
    is_strength = one.told.kind is RecommendationKind.STRENGTH
    has_time = one.by is not None and one.state.rank <= ActionState.DUE.rank
    parts = [
        one.told.owner if not with_agency and not one.agency else "",
        (one.whose or UNNAMED) if with_agency and not is_strength else "",
        when(one),
        "" if is_strength else one.status.label,
        one.evidence_of_impact,
        one.told.recommendation_id,
    ]
    said = [f"**{escaped(in_short(one))}**"] if has_time else []
    return " · ".join([*said, *(escaped(part) for part in parts if part)])


def card(one: Action) -> None:
    """The whole of one action, on its own page."""
    told = one.told
    with st.container(border=True):
        st.markdown(f"**{escaped(told.text)}**")
        if told.kind is not RecommendationKind.STRENGTH:
            st.markdown(f"**{escaped(in_short(one))}** · {escaped(one.whose or UNNAMED)} · {escaped(str(one.status))}")
            st.markdown(escaped(_by_when(one)))
            reported = told.status_as_reported or "nothing is said"
            behind = told.evidence_of_impact or "no evidence of change for children is given"
            st.markdown(escaped(f"Its progress in the report: {reported}. Behind it: {behind}."))
        st.caption(
            escaped(f"{told.kind.label.capitalize()} · {told.review or 'outside any review'} · section {told.section}")
        )


def in_short(one: Action) -> str:
    """Its state in a shape and two or three words."""
    return f"{SHAPES[one.state]} {one.in_short}"


def when(one: Action) -> str:
    """By when it is due: the report's words with the day that they end on, or the day that its agency gave."""
    if one.update and one.update.next_by:
        return f"next step by {one.update.next_by:%-d %B %Y}, its agency says"
    if one.due.by:
        return f"due {one.due.words}: {one.due.by:%-d %B %Y}"
    return f"due {one.due.words}: no day" if one.due.words else ""


def _by_when(one: Action) -> str:
    if not one.due.words:
        printed = "The report gives no date."
    elif one.due.by:
        printed = f"Due, in the report: {one.due.words}. The last day of that is {one.due.by:%-d %B %Y}. {one.due.why}"
    else:
        printed = f"Due, in the report: {one.due.words}. {one.due.why}"
    if one.update and one.update.next_by:
        return f"{printed.rstrip()} Its agency has since said {one.update.next_by:%-d %B %Y}, and that counts."
    return printed


def _state(one: Action) -> str:
    return f"{SHAPES[one.state]} {one.state.label}"
