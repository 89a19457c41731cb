"""Tabs of which one stands in the address: only the open one is asked for and drawn."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from pages.components import address

T = TypeVar("T", bound=str)


def show(key: str, parts: Mapping[T, Callable[[], None]], labels: Mapping[T, str]) -> None:
    """Each of `parts` draws what its tab holds; the first is open where the address names none."""
    held = address.bind_widget("tab", key, parts, otherwise=next(iter(parts)), labels=labels)
    for tab, draw in zip(st.tabs([labels[one] for one in parts], **held), parts.values(), strict=True):
        if tab.open:
            with tab:
                draw()
