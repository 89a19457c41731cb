"""Actions as rows under headings, the sentence as the link; and one action as a card, with how its state was found."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from cscp_core.evidence.rules import RecommendationKind, WorkStatus
from cscp_core.improvement.actions import UNNAMED, Action
from cscp_core.improvement.states import ActionState
from pages.components import menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.text import escaped

SHAPES = {one: shape for one, (shape, _) in state.ACTIONS.items()}


def show(
    found: Sequence[Action], report_id: str, totals: Mapping[ActionState, int] | None = None, *,
    by_agency: bool = False, with_impact: bool = False, when_none: str = "",
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
        show_rows(rows, report_id, with_agency=not by_agency, with_impact=with_impact)


def show_rows(
    found: Sequence[Action], report_id: str, *, with_agency: bool = True, acts: Callable[[Action], None] | None = None,
    with_impact: bool = False,
) -> None:  # fmt: skip
    """A row each: its sentence as the link, and beneath it its state and what is needed to cite it, with its `acts` at
    the end of that line; `with_impact` what is given as evidence, in full."""
    by_id = {one.told.recommendation_id: one for one in found}
    rows = {name: _row(one, report_id, with_agency=with_agency, with_impact=with_impact) for name, one in by_id.items()}
    key = f"actions {next(iter(rows), '')}"
    if acts is None:
        row_list.show(list(rows.values()), key)
    else:
        row_list.show_with_acts(rows, key, lambda name: acts(by_id[name]))


def _row(one: Action, report_id: str, *, with_agency: bool, with_impact: bool) -> Row:
    told, is_strength = one.told, one.told.kind is RecommendationKind.STRENGTH
    says = one.status not in (WorkStatus.NOT_REPORTED, WorkStatus.DONE_AWAITED, WorkStatus.DONE_EVIDENCED)
    evidence = one.evidence_of_impact
    return Row(
        sentence=told.text,
        address=menu.href("recommendation", id=told.recommendation_id, report=report_id),
        badges=[
            *([] if is_strength else [state.badge_of(one.state, one.in_short)]),
            *([state.badge("◐", "something is given as evidence")] if evidence and not with_impact else []),
        ],
        beneath=(
            told.owner if not with_agency and not one.agency else "",
            (one.whose or "nobody named") if with_agency and not is_strength else "",
            _by(one),
            one.status.label if says and not is_strength else "",
            f"given as evidence: {evidence.rstrip('.')}" if with_impact and evidence else "",
            told.recommendation_id.removeprefix("rec-"),
        ),
    )


def _by(one: Action) -> str:
    """As printed, or as its agency said since: the state says how long ago that was."""
    if one.update and one.update.next_by:
        return f"next step by {one.update.next_by:%-d %B %Y}"
    return f"due {one.due.words}" if one.due.words else ""


def card(one: Action) -> None:
    """The whole of one action, on its own page."""
    told = one.told
    with st.container(border=True):
        st.markdown(f"**{escaped(told.text)}**")
        if told.kind is not RecommendationKind.STRENGTH:
            st.markdown(f"**{escaped(in_short(one))}** · {escaped(one.whose or UNNAMED)} · {escaped(str(one.status))}")
            st.markdown(escaped(_by_when(one)))
            reported = told.status_as_reported or "nothing is said"
            behind = told.evidence_of_impact or "none is given"
            st.markdown(escaped(f"Progress in the report: {reported}. Evidence of change for children: {behind}."))
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
