"""The choices above a theme's claims: how far, how known, confirmed or not, whose; each with how many it has."""

from collections.abc import Mapping

import streamlit as st

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades.rules import ClaimCounts, WantedClaims
from pages.components import address
from pages.components.choices import ANY, PLACE
from pages.components.text import escaped

SUGGESTED, CONFIRMED = "suggested", "confirmed"
STATES = {SUGGESTED: False, CONFIRMED: True}


def narrow() -> WantedClaims:
    """What the address asks for."""
    said = st.query_params
    return WantedClaims(
        how_far=HowFar.read(address.read_choice(said.get("far", ""), list(HowFar)) or ""),
        how_known=HowKnown.read(address.read_choice(said.get("known", ""), list(HowKnown)) or ""),
        agency_id=said.get("agency", ""),
        confirmed=STATES.get(said.get("grade", "")),
    )


def open_cell(cell: Mapping[str, str]) -> None:
    """Opens the claims of one cell of the heat map, how far by how known."""
    far, known = HowFar.read(cell.get("row", "")), HowKnown.read(cell.get("column", ""))
    if far and known:
        kept = {one: st.query_params[one] for one in ("theme", "report") if one in st.query_params}
        st.query_params.from_dict(kept | {"tab": "claims", "far": far.value, "known": known.value})


def show(counts: ClaimCounts) -> None:
    """The choices; each stands in the address."""
    with st.container(key=f"{PLACE}-above claims", horizontal=True, vertical_alignment="bottom"):
        st.pills(
            "How far", list(HowFar), format_func=lambda one: f"{one} ({counts.how_far.get(one, 0)})", wrap=True,
            **address.bind_widget("far", "claims far", list(HowFar)),
        )  # fmt: skip
        st.pills(
            "How we know", list(HowKnown), format_func=lambda one: f"{one} ({counts.how_known.get(one, 0)})",
            wrap=True, **address.bind_widget("known", "claims known", list(HowKnown)),
        )  # fmt: skip
        st.pills(
            "Grade", list(STATES), format_func=lambda one: f"{one} ({counts.confirmed.get(STATES[one], 0)})", wrap=True,
            **address.bind_widget("grade", "claims grade", STATES),
        )  # fmt: skip
        names = {one: f"{name} ({number})" for one, (name, number) in counts.agencies.items()}
        st.selectbox(
            "Agency", [ANY, *names], format_func=lambda one: names.get(one, "Any"), width=260,
            **address.bind_widget("agency", "claims agency", names),
        )  # fmt: skip


def describe(wanted: WantedClaims, counts: ClaimCounts) -> str:
    """What is chosen, for a print."""
    parts = [
        wanted.how_far.label if wanted.how_far else "",
        wanted.how_known.label if wanted.how_known else "",
        "" if wanted.confirmed is None else CONFIRMED if wanted.confirmed else SUGGESTED,
        counts.agencies.get(wanted.agency_id, ("", 0))[0],
    ]
    return escaped(", ".join(part for part in parts if part))
