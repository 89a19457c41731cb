"""Priorities: how each stands, in a sentence, a bar and a picture; then every other theme, a row each."""

import streamlit as st

from cscp_core.people.permissions import Permission, may
from cscp_core.scrutiny.glance.rules import YEAR_BEFORE
from pages.components import address, data, gate, heading, menu, note_first
from pages.components.glance import evidence_bar, theme_cards, themes
from pages.components.report import other_years

actor = gate.require(Permission.READ_REPORT)
year = data.year(actor)
heading.show("Priorities", year, reader=actor)
other_years.show(actor, year, "priorities")
note_first.show(actor, year, *(one.theme_id for one in data.themes(actor, year)))
found = themes.list_themes(actor, year)
priorities = [one for one in found if one.theme.is_priority]
areas = dict.fromkeys(each.against for one in priorities for each in one.compared)
choices = list(dict.fromkeys([YEAR_BEFORE, *areas]))
if len(choices) > 1:
    st.segmented_control(
        "Compare with", choices, required=True,
        **address.bind_widget("with", "compare with", choices, otherwise=YEAR_BEFORE),
    )  # fmt: skip
against = address.read_choice(st.query_params.get("with", YEAR_BEFORE), choices) or YEAR_BEFORE
evidence_bar.legend()
theme_cards.cards(actor, year, priorities, against)

st.header("Every other theme")
others = [one for one in found if not one.theme.is_priority]
lists = {
    "all": ("All", others),
    "least": ("Least evidence", sorted(others, key=lambda one: one.evidenced / max(one.claims, 1))),
    "apart": ("Views differ", sorted((one for one in others if one.disagreement), key=lambda one: -one.disagreement)),
    "overdue": ("Overdue", sorted((one for one in others if one.overdue), key=lambda one: -one.overdue)),
    "changed": ("Changed", [one for one in others if one.changed]),
}
st.segmented_control(
    "Show", list(lists), format_func=lambda one: f"{lists[one][0]} ({len(lists[one][1])})", required=True,
    label_visibility="collapsed",
    **address.bind_widget("show", "themes shown", lists, otherwise="all"),
)  # fmt: skip
which = address.read_choice(st.query_params.get("show", "all"), lists) or "all"
theme_cards.rows(year, lists[which][1])
if not lists[which][1]:
    st.write("No theme is in this list. Choose another one above.")
if may(actor, Permission.SEE_BLIND_SPOTS):
    menu.link("blind_spots", "Blind spots: who has supplied what", report=year.report_id)
