"""What can be done with a drafted row: one button and one key an act, bound to the row that was drawn."""

import streamlit as st

from cscp_core.confirming import deciding
from cscp_core.confirming.views import Desk, DraftRowShown
from cscp_core.evidence.rules import counted
from cscp_core.people.permissions import Actor
from pages.components import doing
from pages.components.text import escaped

PLACE = "reading"
FORM = "reading form"
CHANGE, SPLIT, JOIN = "change", "split", "join"


def show(actor: Actor, desk: Desk, row: DraftRowShown) -> None:
    number, version, place = row.row_number, row.version, place_of(row)
    with st.container(horizontal=True, key="reading acts", gap="small"):
        keeps = doing.bind(actor, deciding.keep_row, row_number=number, version=version)
        doing.button("Keep", keeps, place, type="primary", shortcut="K", help="The row is right.")
        _opens("Change", CHANGE, row, "E")
        discards = doing.bind(actor, deciding.discard_row, row_number=number, version=version)
        doing.button("Discard", discards, place, shortcut="D", help="We do not need this row.")
        if "text" in row.cells:
            _opens("Split", SPLIT, row, "S")
            _opens("Join", JOIN, row, "J")
        undo(actor, desk)
        _keep_sure(actor, desk)
    if desk.in_sample and desk.sure_later:
        st.caption(
            f"One of {desk.sample} rows to look at. If all of them are right, one key keeps {_others(desk.sure_later)}."
        )


def place_of(row: DraftRowShown) -> str:
    """Each row has its own: a second press that was meant for one must not reach the next, which nobody has read."""
    return f"{PLACE}/{row.row_number}"


def undo(actor: Actor, desk: Desk) -> None:
    """Undoing one's own last act."""
    if desk.last_act is not None:
        undoes = doing.bind(actor, deciding.undo_act, reading_id=desk.reading.reading_id, version=desk.last_act)
        doing.button("Undo", undoes, PLACE, shortcut="U", help=escaped(f"Your last act: {desk.last_what}."))


def is_open(form: str, row: DraftRowShown) -> bool:
    """Whether the form of an act is open for this row."""
    return bool(st.session_state.get(FORM) == (form, row.row_number, row.version))


def _opens(label: str, form: str, row: DraftRowShown, key: str) -> None:
    wanted = (form, row.row_number, row.version)
    is_shown = st.session_state.get(FORM) == wanted
    st.button(
        label, key=f"{PLACE} {label} {row.row_number} {row.version}", shortcut=key, on_click=st.session_state.update,
        args=({FORM: None if is_shown else wanted},),
    )  # fmt: skip


def _keep_sure(actor: Actor, desk: Desk) -> None:
    """All sure rows of the section in one act, once a sample of them was right."""
    if desk.sure:
        keeps = doing.bind(
            actor, deciding.keep_sure, reading_id=desk.reading.reading_id, section=desk.section, version=desk.sure
        )
        label = f"Keep {_others(len(desk.sure))}"
        doing.button(
            label, keeps, f"{PLACE}/{desk.section}", done=lambda kept: f"{counted(kept, 'row')} kept.", shortcut="A"
        )


def _others(count: int) -> str:
    return f"the other {counted(count, 'sure row')} of this section"
