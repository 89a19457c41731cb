"""Findings, in plain words: what they say, what went well, what should change, numbers and questions, by topic."""

import streamlit as st

from cscp_core.people.permissions import Permission, Role
from pages.components import data, gate, heading, menu, note_first
from pages.components.translation import translate
from pages.components.young import cards, finding_lists, our_topics, topic_pick

actor = gate.require(Permission.COMMENT)
year = data.year(actor)
themes = data.themes(actor, year)
heading.show("Findings", year, reader=actor)
wanted = topic_pick.pick(themes, st.query_params.get("theme", ""))
if not wanted:
    ours = our_topics.find(actor, year)
    our_topics.show(actor, year, ours)
    st.header(translate("A first look"))
    covered = note_first.unread(actor, year, *(one.theme_id for one in themes))
    if covered:
        st.caption(translate("Some topics tell you first what they are about. They are not in this list: choose one."))
    cards.show(finding_lists.first_look(actor, year, covered, ours), year.report_id, "first look")
else:
    topic_pick.show_ways_to_say(themes, wanted, year.report_id)
    kind = st.pills(
        translate("Show"),
        list(finding_lists.KINDS),
        default="What they say",
        format_func=translate,
        key="finding kind",
        required=True,
    )
    covered = note_first.unread(actor, year, *wanted)
    list_kind = finding_lists.KINDS[kind]
    found = [card for theme_id in wanted if theme_id not in covered for card in list_kind(actor, year, theme_id)]
    behind = note_first.unread(actor, year, *(card.theme_id for card in found))
    shown = [card for card in found if card.theme_id not in behind]
    cards.show(
        shown,
        year.report_id,
        f"{kind} {wanted}",
        when_none="" if covered or behind else "There is nothing of this kind. Choose another one above.",
    )
    note_first.cover(actor, year, *covered, *behind)
if actor.role is Role.YOUNG_ADVISOR and year.not_loaded:
    st.caption(translate("Some charts and numbers from the report are not here."))
with st.container(horizontal=True):
    menu.link("search", "Look for a word")
    menu.link("official", "Numbers from outside the report", report=year.report_id)
