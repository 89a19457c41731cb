"""Paging for lists: which page is asked for, how many rows there are, and the way to the others."""

from typing import Any

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.storage.paging import Page
from pages.components import address


def number() -> int:
    """The page asked for, from 1. It stands in the address."""
    said = st.query_params.get(address.PAGE, "")
    return max(1, int(said)) if said.isdecimal() and len(said) < 6 else 1


def count(found: Page[Any], noun: str) -> None:
    st.caption(f"{counted(found.total, noun)}, {found.size} a page." if found.pages > 1 else counted(found.total, noun))


def show(found: Page[Any], key: str) -> None:
    if found.pages > 1:
        key = f"page of {key}"
        address.set_widget(key, min(number(), found.pages))
        st.pagination(found.pages, key=key, on_change=address.write_choice, args=(address.PAGE, key, 1))


def back_to_first() -> None:
    """For a change of filter: what was page 3 of another list is nothing."""
    st.query_params.pop(address.PAGE, None)
