"""The abbreviations that stand on a page, each with what it stands for."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data
from pages.components.text import escaped, words_with_capitals


def show(actor: Actor, year: Year, *texts: str) -> None:
    """One line under what it explains; nothing where no text holds a short form of the glossary."""
    meanings = {term.abbreviation: term.expansion for term in data.glossary(actor, year) if term.expansion}
    found = dict.fromkeys(word for text in texts for word in words_with_capitals(text) if word in meanings)
    if found:
        told = "; ".join(f"{word}: {meanings[word]}" for word in sorted(found))
        st.caption(escaped(f"Short forms here. {told}."))
