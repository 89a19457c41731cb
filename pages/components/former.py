"""Addresses of earlier versions, which notices, e-mails, papers and bookmarks still hold, and the screens they name."""

from collections.abc import Mapping

ADDRESSES = {"asked": "challenge"}
"""That no screen has any more, with the screen that took over."""


def screen_of(name: str, query: Mapping[str, str]) -> str:
    """The screen that an address names. A challenge on record was under "challenge"; its id is no number."""
    name = ADDRESSES.get(name, name)
    said = query.get("id", "")
    return "recorded_challenge" if name == "challenge" and said and not said.isdecimal() else name
