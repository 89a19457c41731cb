"""Topics that somebody looks for, by what young people call them: above the results of a search."""

import streamlit as st

from cscp_core.evidence.topics import find_themes
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from pages.components import data, menu
from pages.components.translation import translate


def show(actor: Actor, year: Year, text: str) -> None:
    """A link to the findings of each; nothing where the words name none."""
    found = find_themes(data.themes(actor, year), text, translate)
    if not found:
        return
    st.subheader(translate("Topics about this"))
    with st.container(horizontal=True, key="topics_found"):
        for theme_id, called in found.items():
            menu.link("findings", called, theme=theme_id, report=year.report_id)
