"""Following up one worry: recording that one spoke to somebody, and a day to look again."""

from datetime import datetime, timedelta

import streamlit as st

from cscp_core.free_text import SHORT
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import ENGLAND
from feedback.welfare import following_up
from feedback.welfare.rules import LOOK_AGAIN_WITHIN, How
from feedback.welfare.service import Worry
from pages.components import data

REACHED = {"Yes": True, "No, I tried": False}


def show(actor: Actor, one: Worry) -> None:
    about = {"concern_id": one.concern_id, "version": one.version}
    with st.expander("I spoke to them"):
        _contact(actor, about)
    with st.expander("Look again on a day"):
        _look_again(actor, about, one)


def _contact(actor: Actor, about: dict[str, int]) -> None:
    place, here = f"spoke {about['concern_id']}", datetime.now(ENGLAND)
    left, right = st.columns(2)
    day = left.date_input("Day", here.date(), max_value=here.date(), format="DD/MM/YYYY", key=f"{place} day")
    time = right.time_input("Time, UK", here.time().replace(second=0, microsecond=0), step=300, key=f"{place} time")
    how = st.radio("How?", list(How), horizontal=True, key=f"{place} how")
    reached = st.radio("Did you reach them?", list(REACHED), horizontal=True, key=f"{place} reached")
    note = st.text_input("A short note. No case notes", max_chars=SHORT, key=f"{place} note")
    details = {"at": datetime.combine(day, time, ENGLAND), "how": How(how), "reached": REACHED[reached], "note": note}
    if st.button("Record the contact", key=f"{place} record"):
        _do(following_up.record_contact, actor, place, **about, **details)


def _look_again(actor: Actor, about: dict[str, int], one: Worry) -> None:
    place, today = f"again {one.concern_id}", datetime.now(ENGLAND).date()
    first = today + timedelta(days=1)
    chosen = max(one.look_again_on or today + timedelta(days=7), first)
    day = st.date_input(
        "Which day?", chosen, min_value=first, max_value=today + LOOK_AGAIN_WITHIN, format="DD/MM/YYYY",
        key=f"{place} day",
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Set the day", key=f"{place} set"):
            _do(following_up.set_look_again, actor, place, **about, day=day)
        if one.look_again_on and st.button("Take the day off", key=f"{place} off"):
            _do(following_up.set_look_again, actor, place, **about, day=None)


def _do(act: object, actor: Actor, place: str, **details: object) -> None:
    if data.change(act, actor, **details):
        for key in [one for one in st.session_state if str(one).startswith(f"{place} ")]:
            del st.session_state[key]
        st.rerun()
