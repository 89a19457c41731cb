"""The scrutineer's judgement of a theme beside the three views, and for the scrutineer the way to give it."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.scrutiny.assurance import GIVEN, Assurance
from cscp_core.scrutiny.judgements import service
from cscp_core.scrutiny.judgements.service import ThemeViews
from cscp_core.storage.session import Session
from feedback import published
from pages.components import data, doing, kept, table, unchanged
from pages.components.text import escaped


def views(actor: Actor, year: Year) -> list[ThemeViews]:
    """Every theme with its views; what the data say is kept until the next load."""
    return unchanged.ask_for_role(_views, actor, year=year)


def _views(session: Session, actor: Actor, *, year: Year) -> list[ThemeViews]:
    young = published.joint_words(session, actor, report_id=year.report_id)
    said = data.data_views(actor, year)
    return service.list_theme_views(session, actor, report_id=year.report_id, young=young, said_by_data=said)


def describe(one: ThemeViews) -> str:
    """The judgement and what disagrees with it, for a list."""
    judged = "No judgement yet." if one.assurance is Assurance.NOT_YET else f"Judged: **{one.assurance}**."
    return f"{judged} {escaped(one.disagree_in)}"


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """For the theme's own page: the judgement, and at its end what stands beside it and the way to give one."""
    one = next(one for one in views(actor, year) if one.theme.theme_id == theme_id)
    none_yet = one.assurance is Assurance.NOT_YET
    judged = "No judgement yet." if none_yet else f"The scrutineer's judgement: {one.assurance}."
    words = f"**{judged}** {escaped(one.judged.reason) if one.judged else ''}"
    if actor.role is Role.YOUNG_ADVISOR:
        st.markdown(words)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="judgement"):
        st.markdown(words)
        with st.popover("Views and history"):
            _beside(actor, year, one)
        if may(actor, Permission.JUDGE):
            with st.popover("Give your judgement"):
                _fields(actor, year, one)


def _beside(actor: Actor, year: Year, one: ThemeViews) -> None:
    table.show(
        ["Who", "What they say"],
        [
            ["The agencies, of their own work", one.agencies.words],
            *([f"The data: {question}", answer] for question, answer in one.data.answers),
            ["Young Advisors", one.young.words],
        ],
    )
    st.markdown(escaped(one.disagree_in))
    theme_id = one.theme.theme_id
    for before in unchanged.ask_for_role(service.list_judgements, actor, report_id=year.report_id, theme_id=theme_id):
        st.markdown(escaped(f"{before.at:%-d %B %Y}, {before.by}: {before.assurance}. {before.reason}"))


def _fields(actor: Actor, year: Year, one: ThemeViews) -> None:
    place = f"judge/{year.report_id}/{one.theme.theme_id}"
    kept.explain_drafts()
    words = [*GIVEN, Assurance.NOT_YET] if one.judged else list(GIVEN)
    judged = f"{one.assurance}\n{one.judged.reason}" if one.judged else ""
    version = doing.seen_version(actor, place, one.version, judged)
    st.radio("Are you assured?", words, index=None, horizontal=True, key=kept.choice_key(place, "word", None))
    kept.text_area(actor, place, "reason", "Why? It is shown beside the judgement.", max_chars=1000)
    judges = doing.bind(
        actor, service.record_judgement, report_id=year.report_id, theme_id=one.theme.theme_id, seen_version=version,
        assurance=doing.field(f"{place}/word", Assurance, needed="Choose one of the words."),
        reason=doing.words(place, "reason"),
    )  # fmt: skip
    doing.button("Record the judgement", judges, place, type="primary")
