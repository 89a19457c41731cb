"""Measures the app against bare Streamlit, as `make bench` does; see bench/__main__.py."""

import os

os.environ["STREAMLIT_LOGGER_LEVEL"] = (
    "error"  # importing the app's modules outside a server warns; servers never see it
)
