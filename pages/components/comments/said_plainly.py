"""What was said of a topic or of one finding, for Young Advisors: what it is about stands in plain words."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor
from feedback import published
from feedback.comments import reads, sources
from feedback.comments.reads import Said
from feedback.comments.rules import Readers
from pages.components import data, said_card
from pages.components.text import escaped, paragraphs
from pages.components.translation import translate


def of_item(actor: Actor, year: Year, kind: str, row_id: str) -> None:
    """What was said of one finding; nothing where nothing was."""
    found, _ = data.ask(reads.list_comments, actor, report_id=year.report_id, source=(kind, row_id))
    if found:
        st.header(translate("What others said of this"))
        said_card.show(actor, found, about=False)
        said_card.lead_to_worry(kind, row_id, year.report_id)


def of_topic(actor: Actor, year: Year, theme_id: str) -> None:
    """The view together, then what was said here, then what people told the partnership before."""
    together = data.ask(published.joint_views, actor, report_id=year.report_id).get(theme_id)
    if together:
        st.header(translate("Our view"))
        st.markdown(f"**{escaped(translate(together.stands.label.capitalize()))}.** {paragraphs(together.words)}")
        st.caption(translate(together.month))
        said_card.mark_read(actor, [together.comment_id])
    st.header(translate("What others said"))
    page = int(st.session_state.get(f"said page {theme_id}", 1))
    found, more = data.ask(reads.list_comments, actor, report_id=year.report_id, theme_id=theme_id, page=page)
    _cards(actor, found)
    if found or together:
        said_card.lead_to_worry(SourceKind.THEME, theme_id, year.report_id)
    if not found:
        st.write(translate("Nobody has said anything here yet that you can read."))
    with st.container(horizontal=True):
        if page > 1:
            st.button(translate("Newer"), on_click=_turn, args=(theme_id, page - 1))
        if more:
            st.button(translate("Older"), on_click=_turn, args=(theme_id, page + 1))
    voices = data.ask(evidence.voices, actor, report_id=year.report_id, theme_id=theme_id)
    if voices:
        st.header(translate("What people told them before"))
        st.caption(translate("Reported by the partnership, paraphrased."))
    for voice in voices:
        with st.container(border=True):
            st.markdown(escaped(translate(voice.plain)))


def _cards(actor: Actor, found: Sequence[Said]) -> None:
    for one in found:
        words = _about(actor, one)
        with st.container(border=True, key=said_card.key_of(one.comment_id, printed=one.readers is Readers.ANYWHERE)):
            said_card.show_body(one, about=False)
            if words:
                st.markdown(f":small[{escaped(translate(f'About: {words}'))}]")
    said_card.mark_read(actor, [one.comment_id for one in found])


def _about(actor: Actor, one: Said) -> str:
    """What it is about, in the words that this reader gets; empty where that is not in the report any more."""
    try:
        found = data.ask(
            sources.finding_for, actor, report_id=one.report_id, kind=one.source_kind, source_id=one.source_id
        )
    except NotFound:
        return ""
    return found.words


def _turn(theme_id: str, page: int) -> None:
    st.session_state[f"said page {theme_id}"] = page
