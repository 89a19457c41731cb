"""Whose an action is: taking it, placing it with an agency or giving it back, and every time that this happened."""

import streamlit as st

from cscp_core.improvement import owners
from cscp_core.improvement.actions import Action
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import data, doing, kept, notices
from pages.components.text import escaped

BACK = ""
TOGETHER = "The partners together"
ANOTHERS = "Another agency's"


def place_of(report_id: str, action: Action) -> str:
    """The name of the record on a screen, for `doing`."""
    return f"owner/{report_id}/{action.told.recommendation_id}"


def acts(actor: Actor, report_id: str, action: Action, own: str) -> bool:
    """Within a row of acts: taking it in one press, and the switch that opens the fields. Returns whether they are
    open. `own` is the reader's agency."""
    offer_taking(actor, report_id, action, own)
    return assign_switch(action, place_of(report_id, action))


def offer_taking(actor: Actor, report_id: str, action: Action, own: str) -> None:
    """Taking an action that nobody has yet, in one press."""
    place = place_of(report_id, action)
    if action.may_assign and not st.session_state.get(f"{place} open"):
        doing.watch(place, action.owner_version)
    if action.may_assign and action.is_shared and own:
        takes = doing.bind(
            actor, owners.assign_action, report_id=report_id, recommendation_id=action.told.recommendation_id,
            seen_version=action.owner_version, agency_id=own, reason="",
        )  # fmt: skip
        doing.button("Take it", takes, place, done="It is yours now. It is listed under Ours.")


def offer_assigning(actor: Actor, report_id: str, action: Action, own: str) -> None:
    """Saying whose an action is that nobody has yet, where there is no room for fields beneath it."""
    if action.may_assign:
        place = place_of(report_id, action)
        doing.opens(ANOTHERS, place, action.owner_version, assign_action, actor, report_id, action, own)


@st.dialog("Whose is it?", width="medium")
def assign_action(actor: Actor, report_id: str, action: Action, own: str) -> None:
    st.markdown(f"**{escaped(action.told.text)}**")
    fields(actor, report_id, action, own)


def assign_switch(action: Action, place: str) -> bool:
    """The switch that opens the fields by which an action is assigned. Returns whether they are open."""
    label = ANOTHERS if action.is_shared else "Not ours"
    return action.may_assign and st.toggle(label, key=f"{place} open")


def show_record(actor: Actor, report_id: str, action: Action) -> None:
    """On the action's own page: who assigned it to whom and why, newest first, and the acts of who has it."""
    action_id = action.told.recommendation_id
    if action.owner:
        st.subheader("Who is responsible")
    for one in data.ask(owners.list_owners, actor, report_id=report_id, recommendation_id=action_id):
        whose = f"{one.agency or TOGETHER}, since {one.at:%-d %B %Y}"
        why = f": {one.reason}" if one.reason else "."
        st.markdown(f"**{escaped(whose)}**  \n{escaped(f'Assigned by {one.by_agency}{why}')}")
    if may(actor, Permission.UPDATE_ACTIONS):
        notices.read(actor, f"/recommendation?id={action_id}&report={report_id}")
        own = data.ask(owners.own_agency, actor)
        with doing.row(place_of(report_id, action)):
            is_open = acts(actor, report_id, action, own)
        if is_open:
            fields(actor, report_id, action, own)


def fields(actor: Actor, report_id: str, action: Action, own: str) -> None:
    """To whom it is assigned, and why."""
    place = place_of(report_id, action)
    agencies = data.ask(owners.assignable_agencies, actor)
    names = ({} if action.is_shared else {BACK: TOGETHER}) | {one: name for one, name in agencies.items() if one != own}
    seen = doing.seen_version(actor, place, action.owner_version, action.agency or TOGETHER)
    st.selectbox(
        "Whose is it?", list(names), index=None, format_func=names.__getitem__,
        key=kept.choice_key(place, "agency", None),
    )  # fmt: skip
    kept.text_area(actor, place, "reason", "Why? The other agency reads it.", max_chars=1000)
    places = doing.bind(
        actor, owners.assign_action, report_id=report_id, recommendation_id=action.told.recommendation_id,
        seen_version=seen, agency_id=doing.field(f"{place}/agency", str, needed="Choose whose it is."),
        reason=doing.words(place, "reason"),
    )  # fmt: skip
    doing.button("Assign it", places, place, type="primary", done="Recorded. The agency has a notice.")
