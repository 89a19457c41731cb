"""A table of text that any reader, screen reader or printer can read: real cells, each of them escaped."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from pages.components import arrow, menu
from pages.components.text import escaped


def show(columns: Sequence[str], rows: Sequence[Sequence[str]], *, link_to: str = "", report: str = "") -> None:
    """One row a line; with `link_to`, a screen, the first cell is the id of an item, of this report if one is named.
    Then the second is the link, and the id stands at the end, to be cited."""
    if not rows:
        return
    cells = [[escaped(cell) for cell in row] for row in rows]
    if link_to:
        columns = [*columns[1:], "Cite as"]
        for row, written in zip(rows, cells, strict=True):
            written[1] = f"[{written[1]}]({menu.href(link_to, id=row[0], report=report)})"
            written.append(written.pop(0))
    st.html(_names_of_cells(tuple(columns)))
    told = {escaped(column): [row[place] for row in cells] for place, column in enumerate(columns)}
    st.table(arrow.columns(told), border="horizontal", hide_index=True)


@lru_cache(100)
def _names_of_cells(columns: tuple[str, ...]) -> str:
    """On a phone a row stands as a card, and each of its cells carries its column's name (static/style.css does the
    rest). The mark in front of a table says which names are its own."""
    mark = f"columns-{hashlib.sha256(repr(columns).encode()).hexdigest()[:8]}"
    table = f'.stElementContainer:has(> * .{mark}) + .stElementContainer [data-testid="stTable"]'
    named = " ".join(
        f'{table} td:nth-child({place})::before {{ content: "{_in_a_style(name)}"; }}'
        for place, name in enumerate(columns, 1)
    )
    return f'<span class="table-columns {mark}"></span><style>@media (max-width: 40rem) {{ {named} }}</style>'


def _in_a_style(name: str) -> str:
    """A column's name inside a string of CSS. It may be anybody's words, an agency's name for one: every mark in it is
    written as its number, so that none ends the string or the style."""
    return "".join(mark if mark.isalnum() or mark == " " else f"\\{ord(mark):x} " for mark in name)
