"""Paging for lists: which page is asked for, how many rows there are, and the way to the others."""

from typing import Any

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.storage.paging import Page


def number(key: str) -> int:
    """The page asked for, from 1."""
    return int(st.session_state.get(f"page of {key}", 1))


def count(found: Page[Any], noun: str) -> None:
    st.caption(f"{counted(found.total, noun)}, {found.size} a page." if found.pages > 1 else counted(found.total, noun))


def show(found: Page[Any], key: str) -> None:
    if found.pages > 1:
        st.pagination(found.pages, key=f"page of {key}")


def back_to_first(key: str) -> None:
    """For a change of filter: what was page 3 of another list is nothing."""
    st.session_state.pop(f"page of {key}", None)
