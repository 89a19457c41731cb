"""Correcting one row of a report on the screen; the wording before it is kept."""

import streamlit as st

from cscp_core.errors import CscpError, LoadRefused, NotFound
from cscp_core.evidence import imports
from cscp_core.evidence.sheets import BY_NAME, SHEETS, Column, Kind
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data, table
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
            st.error(str(error))
            return
        with st.form(f"{place} {sheet} {row_id}", border=False):
            cells = {
                one.name: _field(one, row[one.name], f"{place} {sheet} {row_id}") for one in BY_NAME[sheet].columns[1:]
            }
            sending = st.form_submit_button("Correct it", type="primary")
        if sending:
            _correct(actor, year, sheet, row_id, {name: words for name, words in cells.items() if words != row[name]})


def _field(column: Column, value: str, place: str) -> str:
    choices = ("yes", "no") if column.kind is Kind.YES_NO else column.choices
    help_text = f"{column.about[0].upper()}{column.about[1:]}."
    if choices:
        words = list(choices) if column.required else ["", *choices]
        return str(st.selectbox(column.name, words, words.index(value), help=help_text, key=f"{place} {column.name}"))
    draw = st.text_area if column.prose else st.text_input
    return str(draw(column.name, value, help=help_text, key=f"{place} {column.name}")).strip()


def _correct(actor: Actor, year: Year, sheet: str, row_id: str, cells: dict[str, str]) -> None:
    if not cells:
        st.write("Nothing was changed.")
        return
    try:
        with data.writing(actor) as session:
            imports.correct_row(
                session, actor, report_id=year.report_id, sheet=sheet, row_id=row_id, cells=cells,
                seen_number=year.load_number,
            )  # fmt: skip
    except LoadRefused as error:
        st.error("Nothing was corrected.")
        table.show(["Fault"], [[fault] for fault in error.faults])
    except CscpError as error:
        data.show_refusal(error)
    else:
        st.success(escaped(f"{row_id} is corrected. What it said before stands in its history."))
