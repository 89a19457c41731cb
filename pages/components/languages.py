"""Languages of the long texts, as data: a list, and a folder of pages/text for each. No machine translates."""

from pathlib import Path

import streamlit as st

from pages.components import menu, translation
from pages.components.text import escaped
from pages.components.translation import ENGLISH, TEXT, list_languages


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


def list_translated_screens(text: Path = TEXT) -> dict[str, dict[str, tuple[int, int]]]:
    """For each language but English, of each screen how many sentences are translated, and of how many."""
    screens = translation.list_screens(text)
    found = {}
    for code in [code for code in list_languages(text) if code != ENGLISH]:
        known = translation.read_words(text / code / translation.SCREENS).english
        found[code] = {name: (len(known.intersection(told)), len(set(told))) for name, told in screens.items()}
    return found


def choose(name: str) -> Path:
    """The file of a text in the reader's language, which they choose above it where there is more than one, unless
    they chose it for all screens."""
    english = TEXT / f"{name}.md"
    known = list_languages(TEXT)
    if len(known) < 2:
        return english
    code: str = translation.find_language()
    if code == ENGLISH:
        code = st.segmented_control(
            "Language", list(known), default=ENGLISH, format_func=known.__getitem__, key="language", required=True
        )
    found = find_text(name, code, TEXT)
    if found is None:
        st.caption("This page is not translated into that language yet.")
    return found or english


def show_translated() -> None:
    """Which texts and screens there are in which language; nothing where there is only English."""
    titles = {screen.file: screen.title for screen in menu.SCREENS.values()}
    screens = list_translated_screens(TEXT)
    for code, names in list_translated(TEXT).items():
        texts = ", ".join(titles.get(name.removesuffix("_plainly"), name) for name in names) or "none yet"
        whole = ", ".join(name for name, (done, of) in screens[code].items() if done == of) or "none yet"
        parts = [f"{name} ({done} of {of} sentences)" for name, (done, of) in screens[code].items() if 0 < done < of]
        lines = [f"- long texts: {escaped(texts)}", f"- screens of Young Advisors, whole: {escaped(whole)}"]
        lines += [f"- in part: {escaped(', '.join(parts))}"] if parts else []
        st.markdown("\n".join([f"In {escaped(list_languages(TEXT)[code])}:\n", *lines]))
        st.write("Everything else is in English. Nobody translates what people write.")
