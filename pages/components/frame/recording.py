"""Somebody who reads a page aloud, where a recording of it was put into their folder: a file by the page's name."""

import mimetypes
from datetime import datetime
from pathlib import Path

import streamlit as st

from cscp_core.people.permissions import Actor, Role
from cscp_core.settings import settings
from cscp_core.storage.session import ENGLAND
from pages.components.menu import Screen
from pages.components.translation import translate

PAGES = ("how_it_works", "numbers", "your_words", "carers", "privacy", "accessibility")
"""Screens whose words are the same for all their readers, so that a recording of them tells nobody anything."""
KINDS = (".mp3", ".m4a", ".ogg", ".wav")


def show(actor: Actor | None, screen: Screen) -> None:
    """The recording of a page, for Young Advisors and on public pages: adults get other words at the same address."""
    if not (screen.public or (actor and actor.role is Role.YOUNG_ADVISOR)):
        return
    found = find(screen.file, settings().recordings_dir)
    if found:
        with st.expander(translate("Listen to a person who reads this page")):
            st.audio(found, format=mimetypes.guess_type(found.name)[0] or "audio/mpeg")
            made = datetime.fromtimestamp(found.stat().st_mtime, ENGLAND)
            st.caption(translate(f"The file is from {made:%-d %B %Y}. The page may have changed since."))


def find(screen: str, folder: Path) -> Path | None:
    """The file of a page; None where there is none, or where the page may not have one."""
    if screen not in PAGES:
        return None
    return next((file for kind in KINDS if (file := folder / f"{screen}{kind}").is_file()), None)
