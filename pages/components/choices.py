"""Choices above a list: each kept in the address, and one line that says what is chosen; it prints in their place."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.components import address
from pages.components.text import escaped

T = TypeVar("T")
ANY = ""
PLACE = "choices"
"""The key of the container that holds the choices: static/style.css leaves it out of a print."""


def label_by(_kind: type[T], label: Callable[[T], str]) -> Callable[[T], str]:
    """`label`, held against the kind of the options. Streamlit's `format_func` takes a function of anything, and the
    type checker would not see that an option has no such attribute."""
    return label


class Choices:
    """What a reader narrows one screen's list to. `screen` begins the widgets' keys."""

    def __init__(self, screen: str) -> None:
        self.screen = screen
        self.chosen: list[str] = []

    def select(
        self, place: DeltaGenerator, label: str, options: Mapping[str, str], name: str, none: str = "Any"
    ) -> str:
        """A selectbox over codes and their labels; returns the code, or the empty string."""
        code: str = place.selectbox(
            label,
            [ANY, *options],
            format_func=lambda one: options[one] if one else none,
            **address.bind_widget(name.replace(" ", "_"), f"{self.screen} {name}", options),
        )
        if code:
            self.chosen.append(f"{label}: {options[code]}")
        return code

    def tick(self, place: DeltaGenerator, label: str, name: str) -> bool:
        """A checkbox."""
        ticked = place.checkbox(label, **address.bind_tick(name, f"{self.screen} {name.replace('_', ' ')}"))
        if ticked:
            self.chosen.append(label)
        return ticked

    def words(self, place: DeltaGenerator, label: str, name: str, key: str, placeholder: str = "") -> str:
        """A line of text to look for."""
        text: str = place.text_input(
            label,
            placeholder=placeholder,
            max_chars=200,
            autocomplete="off",
            **address.bind_widget(name, f"{self.screen} {key}"),
        )
        if text.strip():
            self.chosen.append(f"{label}: {text.strip()}")
        return text

    def summarise(self, first: str = "") -> None:
        """One line with every choice, on the screen and in print; nothing where the whole list is shown. `first` is a
        choice made by another widget."""
        chosen = [first, *self.chosen] if first else self.chosen
        if chosen:
            st.caption(f"Shown: {escaped('; '.join(chosen))}.")
