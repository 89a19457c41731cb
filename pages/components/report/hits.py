"""Search results of one kind, each a link to the item itself."""

import streamlit as st

from cscp_core.evidence.views import Hit
from cscp_core.storage.paging import Page
from pages.components import menu
from pages.components.text import escaped

PLAIN_NAMES = {
    "theme": "Topics",
    "claim": "What they say",
    "figure": "Numbers",
    "recommendation": "What should change",
    "review": "Who looked into it",
    "challenge": "Questions asked",
    "voice": "What people told them",
    "term": "Words explained",
}
NAMES = {
    "theme": "Themes",
    "claim": "Claims",
    "figure": "Figures",
    "recommendation": "Recommendations and actions",
    "review": "Reviews",
    "challenge": "Challenges on record",
    "voice": "Voices",
    "term": "Glossary",
}


def show(kind: str, page: Page[Hit], report_id: str, *, plainly: bool = False) -> None:
    """`plainly`: in plain words and without ids, for Young Advisors."""
    st.subheader(f"{(PLAIN_NAMES if plainly else NAMES)[kind]}: {page.total}")
    for hit in page.items:
        if plainly and kind == "term":
            st.markdown(escaped(hit.plain))
        elif plainly:
            menu.link(kind, hit.plain, **{"theme" if kind == "theme" else "id": hit.row_id, "report": report_id})
        elif kind == "term":
            st.markdown(escaped(hit.text))
        elif kind == "theme":
            menu.link("theme", hit.text, theme=hit.row_id, report=report_id)
        else:
            with st.container(horizontal=True, vertical_alignment="center"):
                menu.link(kind, hit.row_id, id=hit.row_id, report=report_id)
                st.markdown(escaped(hit.text))
    if page.total > len(page.items):
        st.caption(f"The first {len(page.items)} are shown. Add a word to narrow the search.")
