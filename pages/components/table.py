"""A table of text that any reader, screen reader or printer can read: real cells, each of them escaped."""

from collections.abc import Sequence

import streamlit as st

from pages.components.text import escaped


def show(columns: Sequence[str], rows: Sequence[Sequence[str]], *, link_to: str = "", report: str = "") -> None:
    """One row a line; with `link_to` the first cell is the id of an item, of this report where one is named."""
    if not rows:
        return
    cells = [[escaped(cell) for cell in row] for row in rows]
    if link_to:
        for row, written in zip(rows, cells, strict=True):
            within = f"&report={report}" if report else ""
            written[0] = f"[{written[0]}](/{link_to}?id={row[0]}{within})"
    st.table(
        {column: [row[place] for row in cells] for place, column in enumerate(columns)},
        border="horizontal",
        hide_index=True,
    )
