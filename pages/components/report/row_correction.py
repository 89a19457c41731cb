"""Correcting one row of a report on the screen; the wording before it is kept."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cscp_core.errors import NotFound, TextRefused
from cscp_core.evidence import imports
from cscp_core.evidence.sheets import BY_NAME, SHEETS, Column, Kind
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data, doing, kept
from pages.components.text import escaped


def show(actor: Actor, year: Year) -> None:
    """Which row, then its cells; the id stays."""
    place = f"correct {year.report_id}"
    with st.expander("Correct one row"):
        left, right = st.columns(2)
        names = [sheet.name for sheet in SHEETS if sheet.per_report]
        sheet = left.selectbox("Sheet", names, names.index("figures"), key=f"{place} sheet")
        row_id = right.text_input("Row", key=f"{place} row", placeholder="figure-2.3-01", max_chars=200).strip()
        if not row_id:
            return
        try:
            row = data.ask(imports.find_row, actor, report_id=year.report_id, sheet=sheet, row_id=row_id)
        except NotFound as error:
            st.error(escaped(str(error)))
            return
        place = f"correct/{year.report_id}/{sheet}/{row_id}"
        stands = "\n".join(f"{name}: {words}" for name, words in row.items() if words)
        seen = doing.seen_version(actor, place, year.load_number, stands)
        with st.form(place, border=False):
            columns = BY_NAME[sheet].columns[1:]
            for one in columns:
                _field(one, row[one.name], place)
            corrects = doing.bind(
                actor, imports.correct_row, report_id=year.report_id, sheet=sheet, row_id=row_id,
                cells=doing.when_pressed(lambda: _cells(columns, row, place)), seen_number=seen,
            )  # fmt: skip
            done = f"{row_id} is corrected. What it said before is in its history."
            doing.submit("Correct the row", corrects, place, done=done, type="primary")


def _field(column: Column, value: str, place: str) -> None:
    choices = ("yes", "no") if column.kind is Kind.YES_NO else column.choices
    help_text = f"{column.about[0].upper()}{column.about[1:]}."
    key = kept.choice_key(place, column.name, value)
    if choices:
        st.selectbox(column.name, list(choices) if column.required else ["", *choices], help=help_text, key=key)
    else:
        draw = st.text_area if column.prose else st.text_input
        draw(column.name, help=help_text, key=key)


def _cells(columns: Sequence[Column], row: Mapping[str, str], place: str) -> dict[str, str]:
    """What the fields hold instead of what the row says."""
    words = {one.name: str(st.session_state.get(f"{place}/{one.name}", row[one.name])).strip() for one in columns}
    cells = {name: text for name, text in words.items() if text != row[name]}
    if not cells:
        raise TextRefused("Nothing was changed.")
    return cells
