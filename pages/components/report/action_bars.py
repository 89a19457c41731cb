"""Who has how many actions in which state, as bars that narrow the list: the agencies with the most past their date."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence.rules import in_words
from cscp_core.improvement.states import ActionState
from pages.components.glance import drawn
from pages.components.report import action_filters
from pages.components.text import escaped

MOST = 6  # bars
DRAWN = (
    ActionState.OVERDUE, ActionState.DUE_SOON, ActionState.NO_OWNER, ActionState.NO_DATE, ActionState.UNEVIDENCED,
)  # fmt: skip
"""What is open in most reports, and as many as can be told apart by a tint. The choices beside it count every state."""


def show(owed: Mapping[tuple[str, ActionState], int], names: Mapping[str, str], title: str) -> None:
    """Bars by agency. A click on a part narrows the list as the choices above it do; nothing where none is open."""
    total = {one: sum(owed.get((one, state), 0) for state in DRAWN) for one in names}
    late = {one: owed.get((one, ActionState.OVERDUE), 0) for one in names}
    rows = sorted((one for one in names if total[one]), key=lambda one: (-late[one], -total[one]))[:MOST]
    draw(
        {(names[one], state.label): owed.get((one, state), 0) for one in rows for state in DRAWN},
        [names[one] for one in rows], title, partial(action_filters.open_part, names),
    )  # fmt: skip


def draw(
    counts: Mapping[tuple[str, str], int], rows: list[str], title: str, chosen: Callable[[Mapping[str, str]], None]
) -> None:
    """One bar a row, a part for each state that any of them has. Nothing where there is none."""
    parts = [one for one in DRAWN if any(counts.get((row, one.label)) for row in rows)]
    if not parts:
        return
    st.markdown(f"**{escaped(title)}**")
    told = in_words(
        f"{row}: "
        + ", ".join(f"{counts[row, one.label]} {one.label.lower()}" for one in parts if counts.get((row, one.label)))
        for row in rows
    )
    spec = shapes.stacked(counts, rows, [one.label for one in parts])
    drawn.draw(spec, f"Bars of actions. {told}.", f"bars {title}", chosen=chosen)
