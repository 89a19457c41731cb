"""A list that is empty: that nothing matches what its reader chose, and one click to all of it."""

import streamlit as st

from pages.components import address, menu

ASIDE = (address.PAGE, "report")
"""In an address, but no choice that narrows a list."""


def show(screen: str, noun: str, report: str = "", **whole: str) -> None:
    """`whole` is what stands in the address of the whole list. Where that is open already, there is no choice to
    drop."""
    chosen = {name: said for name, said in st.query_params.items() if name not in ASIDE}
    if chosen == {name: said for name, said in whole.items() if said}:
        st.write(f"There is no {noun} here.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(f"No {noun} matches your choices.")
        menu.link(screen, "Show all", report=report, **whole)
