"""For a partner's work list: the actions of their agency, the most pressing, and those that no partner has taken."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import counted, in_words
from cscp_core.improvement import actions, owners
from cscp_core.improvement.actions import Action
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Actor
from pages.components import menu, unchanged
from pages.components.glance import drawn, state
from pages.components.report import action_owner, action_rows

MOST = 3
CHARTED = (ActionState.OVERDUE, ActionState.DUE_SOON, ActionState.DUE, ActionState.NO_DATE)


def show(actor: Actor) -> None:
    """Of the newest report. Ours stand apart from those of the partners together, each with the way to all of them."""
    years = unchanged.ask_for_role(evidence.years, actor)
    if not years:
        return
    report_id = years[0].report_id
    found = unchanged.ask_for_role(actions.own_actions, actor, report_id=report_id)
    ours = [one for one in found if not one.is_shared]
    together = [one for one in found if one.is_shared and one.state in CHARTED]
    if ours:
        st.header("Our actions")
        counts = Counter(one.state for one in ours)
        st.markdown(" ".join(state.badge_of(one, one.in_number(counts[one])) for one in ActionState if counts[one]))
        action_rows.show_rows(ours[:MOST], report_id, with_agency=False)
        menu.link("our_actions", f"All {len(ours)} of our actions", list="ours", report=report_id)
    if together:
        st.header("The partners together: nobody is named yet")
        own = unchanged.ask_for_role(owners.own_agency, actor)

        def acts(one: Action) -> None:
            action_owner.offer_taking(actor, report_id, one, own)
            action_owner.offer_assigning(actor, report_id, one, own)

        action_rows.show_rows(together[:MOST], report_id, acts=acts)
        menu.link("our_actions", f"All {len(together)} of the partners together", list="together", report=report_id)
    _chart(ours, together)


def _chart(ours: Sequence[Action], together: Sequence[Action]) -> None:
    rows = {"Ours": Counter(one.state for one in ours), "Together": Counter(one.state for one in together)}
    counts = {(name, one.label): found[one] for name, found in rows.items() for one in CHARTED}
    still_open = sum(counts.values())
    if not still_open:
        return
    st.markdown(f"**{finding_of(rows, still_open)}**")
    told = "; ".join(f"{name}, {label.lower()}: {number}" for (name, label), number in counts.items() if number)
    drawn.draw(
        shapes.stacked(counts, list(rows), [one.label for one in CHARTED]), f"Open actions. {told}.", "open actions"
    )


def finding_of(rows: Mapping[str, Counter[ActionState]], still_open: int) -> str:
    """How many of the open actions are past their date, by whose they are, and how many have none."""
    overdue = {name.lower(): found[ActionState.OVERDUE] for name, found in rows.items() if found[ActionState.OVERDUE]}
    whose = in_words(f"{number} {name}" for name, number in overdue.items())
    past = f"{ActionState.OVERDUE.in_number(sum(overdue.values()))} ({whose})" if overdue else "none past its date"
    without = sum(found[ActionState.NO_DATE] for found in rows.values())
    return f"{counted(still_open, 'open action')}: {past}" + (f", {without} without a date" if without else "")
