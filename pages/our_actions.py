"""Our actions: what the reader's agency has to do, and what the partners have together, for one of them to take."""

from collections import Counter
from functools import partial

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.improvement import actions, owners
from cscp_core.improvement.states import ActionState
from cscp_core.people.permissions import Permission
from cscp_core.storage.paging import Page, offset
from pages.components import address, data, gate, heading, none_found, pager, unchanged
from pages.components.report import action_bars, action_filters, action_update

OURS, TOGETHER, NOBODY = "ours", "together", "nobody"
WHAT = {
    OURS: "Actions for your agency and for the agencies that it answers for. An action is done, evidenced only with a "
    "reference to the evidence.",
    TOGETHER: "The report gives these to the partnership. No agency is named yet: take one, or say whose it is.",
    NOBODY: "The report names no agency for these. Take one, or say whose it is.",
}
actor = gate.require(Permission.UPDATE_ACTIONS)
year = data.year(actor)
heading.show("Our actions", year)
found = unchanged.ask_for_role(actions.own_actions, actor, report_id=year.report_id)
lists = {
    OURS: [one for one in found if not one.is_shared],
    TOGETHER: [one for one in found if one.is_shared and one.agency_id],
    NOBODY: [one for one in found if one.is_shared and not one.agency_id],
}
labels = {OURS: "Ours", TOGETHER: "The partners together", NOBODY: "No agency is named"}
first = OURS if lists[OURS] else TOGETHER
st.segmented_control(
    "Who is responsible", list(lists), format_func=lambda one: f"{labels[one]} ({len(lists[one])})", required=True,
    **address.bind_widget("list", "our actions list", lists, otherwise=first),
)  # fmt: skip
counts = Counter((labels[name], one.state.label) for name, some in lists.items() for one in some)
late = sum(one.state is ActionState.OVERDUE for one in lists[OURS])
action_bars.draw(
    counts, [labels[name] for name in lists if lists[name]],
    f"{counted(late, 'action')} of yours past the date" if late else "No action of yours is past its date",
    partial(action_filters.open_list, {label: name for name, label in labels.items()}),
)  # fmt: skip
which = address.read_choice(st.query_params.get("list", first), lists) or first
st.write(WHAT[which] if lists[which] else "There is no action here. Choose another list above.")
action_filters.states_of(lists[which])
state = action_filters.state()
chosen = [one for one in lists[which] if state in ("", one.state.value)]
page = Page(chosen[offset(pager.number(), actions.PAGE_SIZE) :][: actions.PAGE_SIZE], len(chosen), actions.PAGE_SIZE)
pager.count(page, "action")
if lists[which] and not chosen:
    none_found.show("our_actions", "action", year.report_id, list=st.query_params.get("list", ""))
own = unchanged.ask_for_role(owners.own_agency, actor)
with st.container(gap="xsmall"):
    for one in page.items:
        action_update.show_row(actor, year.report_id, one, own)
pager.show(page, "our actions")
