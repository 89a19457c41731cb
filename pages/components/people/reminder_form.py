"""Reminders to talk with a Young Advisor about turning 18 or 25: setting one, and those that are due."""

from datetime import date

import streamlit as st

from cscp_core.people import reminders
from cscp_core.people.permissions import Actor
from cscp_core.people.reminders import AGES, Reminder
from cscp_core.people.service import Person
from pages.components import data, doing
from pages.components.text import escaped


def show(actor: Actor, person: Person) -> None:
    """Setting or changing the reminder about one person."""
    known: dict[int, Reminder] = {one.account_id: one for one in data.ask(reminders.list_reminders, actor)}
    one = known.get(person.account_id)
    title = f"Talk about turning {one.age} in {one.month:%B %Y}" if one else "Remind me to talk about turning 18 or 25"
    doing.show_outcome(f"reminder/{person.account_id}")  # with another title, the fields are folded away again
    with st.expander(title):
        st.write(
            "Choose a month. The app keeps no birth date. The reminder is on To do from then until you have talked."
        )
        _form(actor, person.account_id, one)


def show_due(actor: Actor) -> None:
    """On To do: with whom to talk now."""
    due = data.ask(reminders.list_reminders, actor, due=True)
    if due:
        st.header("Talk with them")
    for one in due:
        with st.container(border=True):
            st.markdown(escaped(f"{one.name}: about turning {one.age}, since {one.month:%B %Y}."))
            place = f"reminder/{one.account_id}"
            doing.watch(place, one.version, reminders.CHANGED)
            done = doing.bind(actor, reminders.remove_reminder, account_id=one.account_id, version=one.version)
            doing.button("We have talked", done, place)
            with st.expander("Change the month"):
                _form(actor, one.account_id, one)


def _form(actor: Actor, account_id: int, one: Reminder | None) -> None:
    place, version = f"reminder/{account_id}", one.version if one else 0
    age_key, month_key = f"{place} age {version}", f"{place} month {version}"
    st.radio("About turning", AGES, AGES.index(one.age) if one else 0, horizontal=True, key=age_key)
    st.date_input("From this month (any day of it)", one.month if one else None, format="DD/MM/YYYY", key=month_key)
    sets = doing.bind(
        actor, reminders.set_reminder, account_id=account_id, version=version, age=doing.field(age_key, int),
        month=doing.field(month_key, _month, needed="Choose a month first."),
    )  # fmt: skip
    with doing.row(place):
        doing.button("Change the month" if one else "Remind me", sets, place)
        if one:
            takes = doing.bind(actor, reminders.remove_reminder, account_id=account_id, version=version)
            doing.button("Remove the reminder", takes, place)


def _month(chosen: date) -> date:
    return chosen.replace(day=1)
