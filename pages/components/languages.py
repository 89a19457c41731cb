"""Languages of the long texts, as data: a list, and a folder of pages/text for each. No machine translates."""

import csv
from pathlib import Path

import streamlit as st

from pages.components import menu
from pages.components.text import escaped

TEXT = Path(__file__).resolve().parent.parent / "text"
ENGLISH = "en"


def list_languages(text: Path = TEXT) -> dict[str, str]:
    """Names of languages by code, English first, as their speakers write them."""
    with (text / "languages.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: row["name"] for row in csv.DictReader(file)}
    return {ENGLISH: found[ENGLISH]} | found


def find_text(name: str, code: str, text: Path = TEXT) -> Path | None:
    """The file of a text in a language; None where it is not translated. A code that is not listed has no folder."""
    if code not in list_languages(text):
        return None
    file = text / f"{name}.md" if code == ENGLISH else text / code / f"{name}.md"
    return file if file.is_file() else None


def list_translated(text: Path = TEXT) -> dict[str, tuple[str, ...]]:
    """Which texts there are in each language but English."""
    names = sorted(file.stem for file in text.glob("*.md"))
    others = [code for code in list_languages(text) if code != ENGLISH]
    return {code: tuple(name for name in names if find_text(name, code, text)) for code in others}


def choose(name: str) -> Path:
    """The file of a text in the reader's language, which they choose above it where there is more than one."""
    english = TEXT / f"{name}.md"
    known = list_languages()
    if len(known) < 2:
        return english
    code = st.segmented_control(
        "Language", list(known), default=ENGLISH, format_func=known.__getitem__, key="language", required=True
    )
    found = find_text(name, code)
    if found is None:
        st.caption("This page is not translated into that language yet.")
    return found or english


def show_translated() -> None:
    """Which texts there are in which language; nothing where there is only English."""
    titles = {screen.file: screen.title for screen in menu.SCREENS.values()}
    for code, names in list_translated().items():
        told = ", ".join(titles.get(name.removesuffix("_plainly"), name) for name in names) or "nothing yet"
        st.markdown(f"In {escaped(list_languages()[code])}: {escaped(told)}. Everything else is in English.")
