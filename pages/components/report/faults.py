"""What is wrong with a report, as a table: one row a cause, with the sheet, the rows and the column."""

import streamlit as st

from cscp_core.errors import LoadRefused
from pages.components import table

MOST_SHOWN = 200


def show(error: LoadRefused) -> None:
    table.show(
        ["Sheet", "Where", "Column", "What is wrong"],
        [
            [one.where.removeprefix("sheet ") or "the file", one.rows or "all of it", one.column, one.what]
            for one in error.told[:MOST_SHOWN]
        ],
    )
    if len(error.told) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(error.told):,}.")
