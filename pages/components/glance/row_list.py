"""A list of rows: the sentence of each is its link; beside it what is counted, and beneath it states and a small line.

One element draws all of them, since each element of a page takes time. Of rows with acts at their end each is one
element, and each act another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.components.text import escaped


@dataclass(frozen=True, kw_only=True)
class Row:
    """`address` is that of a screen (`menu.href`); without one the sentence is no link."""

    sentence: str
    address: str = ""
    value: str = ""
    """A number as it was printed, which stands before the sentence."""
    badges: Sequence[str] = ()
    """Markdown, as `state.badge` makes it."""
    beneath: Sequence[str] = ()
    """What is needed to understand and cite it, one thing each."""

    @property
    def small(self) -> str:
        """The small line, as markdown."""
        small = escaped(" · ".join(part for part in self.beneath if part))
        return " ".join(part for part in (*self.badges, f":small[{small}]" if small else "") if part)


def show(rows: Sequence[Row], key: str) -> None:
    """Nothing where there are none."""
    if rows:
        with st.container(key=f"listed {key}"):
            st.markdown("\n".join(_line(one) for one in rows))


def show_with_acts(rows: Mapping[str, Row], key: str, acts: Callable[[str], None]) -> None:
    """Rows by what tells them apart; `acts` is called with that and draws the buttons at the end of its row."""
    with st.container(key=f"listed {key}", gap=None):
        for name, row in rows.items():
            with st.container(horizontal=True, vertical_alignment="center", key=f"act-row {name}"):
                st.markdown(_line(row))
                acts(name)


def _line(one: Row) -> str:
    sentence = escaped(one.sentence)
    linked = f"[{sentence}]({one.address})" if one.address else sentence
    value = f"**{escaped(one.value)}** " if one.value else ""
    return f"- {value}{linked}" + (f"  \n  {one.small}" if one.small else "")
