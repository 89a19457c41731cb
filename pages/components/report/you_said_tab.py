"""What young people and lay members said on a theme, in three parts that are never mixed: together, here, before."""

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, may
from feedback import published
from feedback.comments import reads
from pages.components import data, menu, said_card
from pages.components.report import said_tab
from pages.components.text import escaped, paragraphs


def show(actor: Actor, year: Year, theme_id: str) -> None:
    if may(actor, Permission.COMMENT):
        menu.link("say", "Something is missing here", about="theme", of=theme_id, kind="missing", report=year.report_id)
    together = data.ask(published.joint_views, actor, report_id=year.report_id).get(theme_id)
    if together:
        st.subheader("Young Advisors' view, together")
        st.markdown(f"**{escaped(together.stands.label.capitalize())}.** {paragraphs(together.words)}")
        st.caption(together.month)
        said_card.mark_read(actor, [together.comment_id])
    page = int(st.session_state.get(f"said page {theme_id}", 1))
    found, more = data.ask(reads.list_comments, actor, report_id=year.report_id, theme_id=theme_id, page=page)
    st.subheader("What was said here")
    if not found:
        st.write(
            "There are no comments on this theme that you can read yet. A comment comes here once it has been checked."
        )
    said_card.show(actor, found)
    with st.container(horizontal=True):
        if page > 1 and st.button("Newer"):
            _turn(theme_id, page - 1)
        if more and st.button("Older"):
            _turn(theme_id, page + 1)
    voices = data.ask(evidence.voices, actor, report_id=year.report_id, theme_id=theme_id)
    if voices:
        st.subheader("What they told the partnership before")
        said_tab.show("voice", voices, year.report_id)


def _turn(theme_id: str, page: int) -> None:
    st.session_state[f"said page {theme_id}"] = page
    st.rerun()
