"""Following up one worry: recording that one spoke to somebody, and a day to look again."""

from datetime import date, datetime, timedelta

import streamlit as st

from cscp_core.errors import TextRefused
from cscp_core.free_text import SHORT
from cscp_core.people.permissions import Actor
from cscp_core.storage.session import ENGLAND
from feedback.welfare import following_up
from feedback.welfare.rules import LOOK_AGAIN_WITHIN, How
from feedback.welfare.service import WelfareRecord
from pages.components import doing

REACHED = {"Yes": True, "No, I tried": False}


def show(actor: Actor, one: WelfareRecord, place: str) -> None:
    """`place` names the record on the screen."""
    with st.expander("I spoke to them"):
        _contact(actor, one, place)
    with st.expander("Look again on a day"):
        _look_again(actor, one, place)


def _contact(actor: Actor, one: WelfareRecord, place: str) -> None:
    here = datetime.now(ENGLAND)
    day, time, how, reached, note = (f"{place} spoke {name}" for name in ("day", "time", "how", "reached", "note"))
    left, right = st.columns(2)
    left.date_input("Day", here.date(), max_value=here.date(), format="DD/MM/YYYY", key=day)
    right.time_input("Time, UK", here.time().replace(second=0, microsecond=0), step=300, key=time)
    st.radio("How?", list(How), None, horizontal=True, key=how)
    st.radio("Did you reach them?", list(REACHED), None, horizontal=True, key=reached)
    st.text_input("A short note. No case notes", max_chars=SHORT, key=note)
    records = doing.bind(
        actor,
        following_up.record_contact,
        concern_id=one.concern_id,
        version=one.version,
        at=doing.when_pressed(lambda: _moment(day, time)),
        how=doing.field(how, How, needed="Choose how you spoke to them."),
        reached=doing.field(reached, REACHED.__getitem__, needed="Choose whether you reached them."),
        note=doing.field(note, str),
    )
    doing.button("Record the contact", records, place, then=lambda _: st.session_state.update({note: ""}))


def _moment(day: str, time: str) -> datetime:
    """What is chosen in two fields, on the clock of the United Kingdom."""
    on, at = st.session_state.get(day), st.session_state.get(time)
    if on is None or at is None:
        raise TextRefused("Choose the day and the time.")
    return datetime.combine(on, at, ENGLAND)


def _look_again(actor: Actor, one: WelfareRecord, place: str) -> None:
    today = datetime.now(ENGLAND).date()
    first, key = today + timedelta(days=1), f"{place} look again {one.version}"
    chosen = max(one.look_again_on or today + timedelta(days=7), first)
    st.date_input(
        "Which day?", chosen, min_value=first, max_value=today + LOOK_AGAIN_WITHIN, format="DD/MM/YYYY", key=key
    )
    with st.container(horizontal=True):
        sets = doing.bind(
            actor, following_up.set_look_again, concern_id=one.concern_id, version=one.version,
            day=doing.field(key, _as_day, needed="Choose a day."),
        )  # fmt: skip
        doing.button("Set the day", sets, place)
        if one.look_again_on:
            takes_off = doing.bind(
                actor, following_up.set_look_again, concern_id=one.concern_id, version=one.version, day=None
            )
            doing.button("Remove the day", takes_off, place)


def _as_day(chosen: date) -> date:
    return chosen
