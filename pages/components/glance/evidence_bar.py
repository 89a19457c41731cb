"""How much of what is claimed is only said, how much is shown and how much tested: one bar, its length the claims."""

from collections.abc import Mapping

import streamlit as st

from cscp_core.evidence.rules import HowKnown, counted, in_words


def show(known: Mapping[HowKnown, int]) -> None:
    """Nothing where there is no claim. Every part that has one is wide enough to be seen."""
    total = sum(known.values())
    if not total:
        return
    parts = "".join(
        f'<span class="{one.value}" style="flex-grow: {known[one]}"></span>' for one in HowKnown if known.get(one)
    )
    told = f"Of {counted(total, 'claim')}, {in_words(f'{known.get(one, 0)} {one.label}' for one in HowKnown)}"
    st.html(f'<div class="evidence" role="img" aria-label="{told}">{parts}</div>')


def legend() -> None:
    """What the parts of every bar on a screen mean, once."""
    samples = " ".join(
        f'<span class="evidence evidence-of"><span class="{one.value}"></span></span>{one.label}' for one in HowKnown
    )
    st.html(f'<p class="legend">Claims: {samples}</p>')
