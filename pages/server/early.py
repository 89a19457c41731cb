"""Imports and reads what screens need before anybody opens one, so that no first visitor waits for it."""

import logging
from importlib import import_module
from pkgutil import walk_packages

from pages import components


def import_what_screens_need() -> None:
    said = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    said.disabled = True  # that no script runs is as it should be
    for name in (
        "altair",
        "pandas",
        "scipy.stats",
        *(one.name for one in walk_packages(components.__path__, f"{components.__name__}.")),
    ):
        import_module(name)
    said.disabled = False


def read_what_screens_need() -> None:
    """Once the installation is prepared."""
    import_module(f"{components.__name__}.data").read_ahead()
