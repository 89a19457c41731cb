"""What comes of the item on the screen: nothing to record, or carried over. It can change until the meeting ends."""

import streamlit as st

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.meetings import ending
from cscp_core.scrutiny.meetings.reads import Gathering, ListedItem
from cscp_core.scrutiny.meetings.rules import ItemResult, NoteState
from pages.components import doing, kept

LABELS = {ItemResult.DISCUSSED: "Nothing to record", ItemResult.CARRIED: "Carry over"}


def show(actor: Actor, meeting: Gathering, item: ListedItem) -> None:
    place = f"result/{meeting.meeting_id}/{item.item_id}"
    noted = any(one.item_id == item.item_id and one.state is not NoteState.STRUCK for one in meeting.notes)
    possible = [ItemResult.CARRIED] if noted else list(LABELS)
    stands = ItemResult(item.result) if item.result in possible else None
    key = kept.choice_key(place, "result", stands)
    sets = doing.bind(
        actor, ending.set_result, meeting_id=meeting.meeting_id, version=meeting.version, item_id=item.item_id,
        result=doing.field(key, ItemResult),
    )  # fmt: skip
    st.segmented_control(
        "What came of this item", possible, format_func=lambda one: LABELS[one], key=key, **doing.on_change(sets, place)
    )
    doing.show_outcome(place)
