"""Measures the app against bare Streamlit, as `make bench` does; see bench/__main__.py."""

import logging

for _warner in ("scriptrunner_utils.script_run_context", "caching.cache_data_api"):  # importing pages warns: no server
    logging.getLogger(f"streamlit.runtime.{_warner}").disabled = True
