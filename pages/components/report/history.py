"""How a row of the report stood before later loads changed it."""

import json
from collections.abc import Sequence
from typing import NoReturn, TypeVar

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.sheets import BY_NAME
from cscp_core.evidence.views import EarlierWording, Year
from cscp_core.people.permissions import Actor
from pages.components import data, heading, note_first, table

T = TypeVar("T")


def show(actor: Actor, report_id: str, sheet: str, row_id: str) -> None:
    """Every earlier wording of a row, whole."""
    for one in data.ask(evidence.earlier_wordings, actor, report_id=report_id, sheet=sheet, row_id=row_id):
        with st.expander(f"As it was until load {one.load_number}"):
            said = json.loads(one.wording)
            columns = {column.name: column for column in BY_NAME[sheet].columns}
            told = {name: _cell(value) for name, value in said.items() if value not in ("", None)}
            table.show(
                ["What", "Said"],
                [[name, columns[name].word(words) if name in columns else words] for name, words in told.items()],
            )


def _cell(value: object) -> str:
    """A value as its cell in the file is typed."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def find_or_last(found: Sequence[T], what: str, actor: Actor, year: Year, sheet: str, row_id: str) -> T:
    """The single row that an address names. One that a later load took out is shown as it last stood."""
    if not found or not row_id:
        _say_what_became_of_it(what, actor, year, sheet, row_id)
    return found[0]


def _say_what_became_of_it(what: str, actor: Actor, year: Year, sheet: str, row_id: str) -> NoReturn:
    earlier: list[EarlierWording] = []
    if row_id:
        earlier = data.ask(evidence.earlier_wordings, actor, report_id=year.report_id, sheet=sheet, row_id=row_id)
    if not earlier:
        data.stop_not_found(f"There is no {what} at this address. It may have been mistyped.")
    note_first.show_before(actor, year, *_themes(actor, year, json.loads(earlier[-1].wording)))
    heading.show("No longer in the report", year, row_id)
    st.write("A later load removed this. Anything that cites it refers to the words below.")
    show(actor, year.report_id, sheet, row_id)
    st.stop()


def _themes(actor: Actor, year: Year, said: dict[str, object]) -> list[str]:
    """The theme of a row that is gone; of a figure, which names none, any may be its own."""
    if "theme_id" in said:
        return [str(said["theme_id"])]
    return [one.theme_id for one in data.themes(actor, year)]
