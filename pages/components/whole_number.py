"""A field for a whole number. What a browser sends that is no number, or beyond the limits, changes nothing."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def show(
    place: DeltaGenerator, label: str, least: int, most: int, *, key: str, value: int | None = None, **how: Any
) -> int:
    """The number in the field, between `least` and `most`. `value` is what stands in it first, unless the session state
    holds a float under the key.

    Streamlit's field for whole numbers ends the run in an error when a browser sends NaN or an infinity. Its field for
    floats goes back to what stood there first.
    """
    if value is not None:
        st.session_state.setdefault(key, float(value))
    return int(place.number_input(label, float(least), float(most), step=1.0, format="%.0f", key=key, width=170, **how))
