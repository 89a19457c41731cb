"""Who is who, each with a picture, and what happens to words that a Young Advisor sends."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components.translation import translate

WHO = (
    ("person", "You", "A Young Advisor. You know things that a report does not."),
    ("tick", "The checker", "Reads what you write first, so that it shows nobody's name."),
    ("lens", "The scrutineer", "Somebody from outside. Asks: is that true? How do you know? What changed?"),
    ("house", "The services", "The council, health and the police. They have to answer."),
    ("people", "Lay members", "Adults who live here. They do not work for the services."),
    ("shield", "Who looks after safety", "The safeguarding lead and the deputy. They read a worry. Nobody else does."),
)
"""Picture of static/style.css, name, and what they do."""
STEPS = (
    ("person", "You say what you think."),
    ("tick", "Somebody checks it."),
    ("lens", "The people you chose read it."),
    ("house", "The services should reply."),
    ("person", "You say if that answers you."),
)


def show() -> None:
    st.header(translate("Who is who"))
    st.html(
        _rows([(picture, f"<b>{escape(translate(name))}</b> {escape(translate(does))}") for picture, name, does in WHO])
    )
    st.header(translate("What happens to your words"))
    st.html(_rows([(picture, escape(translate(told))) for picture, told in STEPS], numbered=True))


def _rows(rows: Sequence[tuple[str, str]], *, numbered: bool = False) -> str:
    tag = "ol" if numbered else "ul"
    found = "".join(
        f'<li><span class="picture {picture}" aria-hidden="true"></span><span>{told}</span></li>'
        for picture, told in rows
    )
    return f'<{tag} class="who">{found}</{tag}>'
