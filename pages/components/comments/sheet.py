"""A sheet of paper on the screen: what is printed of it is one side of A4, with whom to ring at its foot."""

import html
from collections.abc import Sequence

import streamlit as st

from feedback.welfare.rules import ContactKind
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.welfare import contacts

RING = (
    "**Help now.** In danger: **999**. Childline, up to 18: **0800 1111**. Samaritans, any age: **116 123**. "
    "Shout, any age: text **85258**."
)
LOCAL = (ContactKind.CHILDRENS_SERVICES, ContactKind.PARTICIPATION_WORKER)


def print_row(words: str) -> None:
    """Above a sheet, on the screen alone: what to do with it, and the button that prints."""
    with st.container(horizontal=True, vertical_alignment="center", key="print_row"):
        st.button(translate("Print this page"), key="print_page", type="primary")  # static/js/print.js does it
        st.write(translate(words))


def show(title: str, body: str) -> None:
    """`body` is HTML of ours; whatever of it others set is escaped by the caller."""
    with st.container(key="sheet"):
        st.html(f"<article class='sheet'><h1>{as_html(title)}</h1>{body}</article>")
        with st.container(key="ring"):
            own = (escaped(translate(contacts.sentence(kind))) for kind in LOCAL)
            st.markdown(" ".join([translate(RING), *own]))


def as_html(words: str) -> str:
    """Words of ours in the reader's language, as HTML."""
    return html.escape(translate(words))


def points(words: Sequence[str], tag: str = "ul") -> str:
    """A list."""
    return f"<{tag}>{''.join(f'<li>{as_html(one)}</li>' for one in words)}</{tag}>"


def lines(number: int) -> str:
    """Lines to write on."""
    return "<p class='line'></p>" * number


def ticks(labels: Sequence[str], *, across: bool = False) -> str:
    """Boxes to tick, each with its label."""
    rows = "".join(f"<li>{as_html(label)}</li>" for label in labels)
    return f"<ul class='ticks{' across' if across else ''}'>{rows}</ul>"
