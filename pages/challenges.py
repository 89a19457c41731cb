"""Challenges: every question to an agency as a row, the most pressing first; and those that the report records."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.challenges import register
from cscp_core.storage.paging import Page, offset
from pages.components import data, download, gate, heading, menu, none_found, pager, unchanged
from pages.components.challenges import challenge_filters, challenge_rows
from pages.components.challenges.challenge_filters import HERE, RECORDED, WITHDRAWN
from pages.components.report import said_tab

actor = gate.require(Permission.SEE_QUESTIONS)
year = data.year(actor)
heading.show("Challenges", year)
with st.container(horizontal=True, vertical_alignment="center"):
    if may(actor, Permission.CHALLENGE):
        menu.link("challenge", "Ask a new question")
    if may(actor, Permission.EDIT_WORDINGS):
        menu.link("wordings", "How questions are worded")
    download.show("register.xlsx", "Download the register (Excel)", report=year.report_id)
lists = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
first, filters = lists.container(width="content"), st.container()
wanted, choices = challenge_filters.narrow(actor, year, lists)
number, which = pager.number(), challenge_filters.which()
asked = unchanged.ask_for_actor(register.list_by_need, actor, wanted=wanted, need=challenge_filters.need(), page=number)
withdrawn = unchanged.ask_for_actor(register.list_withdrawn, actor, wanted=wanted, page=number)
recorded = unchanged.ask_for_role(register.list_recorded, actor, report_id=year.report_id, wanted=wanted)
with first:
    challenge_filters.show_lists({HERE: sum(asked.needs.values()), WITHDRAWN: withdrawn.total, RECORDED: len(recorded)})
if which == HERE:
    with filters:
        challenge_filters.show_needs(asked, choices)
choices.summarise()
if which == RECORDED:
    shown = recorded[offset(number, register.ROWS) :][: register.ROWS]
    page = Page(shown, len(recorded), register.ROWS)
    pager.count(page, "challenge")
    said_tab.show("challenge", shown, year.report_id, brief=True)
else:
    found = asked.page if which == HERE else withdrawn
    pager.count(found, "challenge")
    challenge_rows.show(found.items)
    page = Page([], found.total, found.size)
if not page.total:
    none_found.show("challenges", "challenge", year.report_id, list=which if which != HERE else "")
pager.show(page, "challenges")
