"""Search results of one kind, each a link to the item itself."""

import streamlit as st

from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Hit
from cscp_core.storage.paging import Page
from pages.components import menu
from pages.components.text import escaped

PLAIN_NAMES = {
    SourceKind.THEME: "Topics",
    SourceKind.CLAIM: "What they say",
    SourceKind.FIGURE: "Numbers",
    SourceKind.RECOMMENDATION: "What should change",
    SourceKind.REVIEW: "Who looked into it",
    SourceKind.RECORDED_CHALLENGE: "Questions asked",
    SourceKind.VOICE: "What people told them",
    SourceKind.TERM: "Words explained",
}
NAMES = {
    SourceKind.THEME: "Themes",
    SourceKind.CLAIM: "Claims",
    SourceKind.FIGURE: "Figures",
    SourceKind.RECOMMENDATION: "Recommendations and actions",
    SourceKind.REVIEW: "Reviews",
    SourceKind.RECORDED_CHALLENGE: "Challenges on record",
    SourceKind.VOICE: "Voices",
    SourceKind.TERM: "Glossary",
}


def show(kind: SourceKind, page: Page[Hit], report_id: str, *, plainly: bool = False) -> None:
    """`plainly`: in plain words and without ids, for Young Advisors."""
    st.subheader(f"{(PLAIN_NAMES if plainly else NAMES)[kind]}: {page.total}")
    for hit in page.items:
        if plainly and kind is SourceKind.TERM:
            st.markdown(escaped(hit.plain))
        elif plainly:
            menu.link(
                kind, hit.plain, **{"theme" if kind is SourceKind.THEME else "id": hit.row_id, "report": report_id}
            )
        elif kind is SourceKind.TERM:
            st.markdown(escaped(hit.text))
        elif kind is SourceKind.THEME:
            menu.link("theme", hit.text, theme=hit.row_id, report=report_id)
        else:
            with st.container(horizontal=True, vertical_alignment="center"):
                menu.link(kind, hit.row_id, id=hit.row_id, report=report_id)
                st.markdown(escaped(hit.text))
    if page.total > len(page.items):
        st.caption(f"The first {len(page.items)} are shown. Add a word to narrow the search.")
