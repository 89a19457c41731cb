"""A field for a whole number. What a browser sends that is no number, or beyond the limits, changes nothing."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cscp_core.errors import TextRefused

NOT_TAKEN = "This field does not accept that number. It keeps the number from before."


def show(
    place: DeltaGenerator, label: str, least: int, most: int, *, key: str, value: int | None = None, **how: Any
) -> int:
    """The number in the field, between `least` and `most`. `value` is what stands in it first, unless the session state
    holds a float under the key.

    Streamlit's field for whole numbers ends the run in an error when a browser sends NaN or an infinity. Its field for
    floats goes back to its default then, and for a number beyond the limits. The default here is no number: no browser
    sends that of a required field, so it tells what was refused.
    """
    state, held = st.session_state, f"{key} held"
    if value is not None:
        state.setdefault(key, float(value))
    refused = state.get(key) is None
    if refused:
        state[key] = state.get(held, float(least))
    place.number_input(
        label, float(least), float(most), None, step=1.0, format="%.0f", key=key, required=True, width=170, **how
    )
    if refused:
        place.error(NOT_TAKEN)
    state[held] = state[key]
    return int(state[key])


def read(key: str) -> int:
    """The number in a field when an act is carried out.

    Raises:
        TextRefused: the browser sent what the field does not take.
    """
    number = st.session_state.get(key)
    if number is None:
        raise TextRefused(NOT_TAKEN)
    return int(number)
