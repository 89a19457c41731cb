"""The year in scrutiny, a tab for each thing that somebody looks for in it; the whole of it is in its Word file."""

import streamlit as st

from cscp_core.evidence.views import Year
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.year.rules import ScrutinyYear
from cscp_core.scrutiny.year.views import YearInScrutiny
from pages.components import tabs
from pages.components.year import year_parts


class YearTab(Labelled):
    """A tab, under the name that stands in addresses."""

    QUESTIONS = "questions", "Questions"
    JUDGEMENTS = "judgements", "Judgements"
    DECISIONS = "decisions", "Decisions"
    RECORD = "record", "The official record"
    PUBLISHING = "publishing", "Before it is published"


def show(actor: Actor, year: Year, chosen: ScrutinyYear, found: YearInScrutiny) -> None:
    """The tabs, with how many each holds."""
    parts = {
        YearTab.QUESTIONS: lambda: year_parts.asked(found, may(actor, Permission.READ_CHALLENGES)),
        YearTab.JUDGEMENTS: lambda: year_parts.judged(found),
        YearTab.DECISIONS: lambda: year_parts.decided(found),
        YearTab.RECORD: lambda: year_parts.against_record(actor, year),
        YearTab.PUBLISHING: lambda: _publishing(actor, year, chosen, found),
    }
    numbers = {
        YearTab.QUESTIONS: sum(len(one.challenges) for one in found.agencies),
        YearTab.JUDGEMENTS: sum(one.judged is not None for one in found.views),
        YearTab.DECISIONS: len(found.decisions),
    }
    labels = {one: f"{one.label} ({numbers[one]})" if one in numbers else one.label for one in parts}
    tabs.show("tab of the year", parts, labels)


def _publishing(actor: Actor, year: Year, chosen: ScrutinyYear, found: YearInScrutiny) -> None:
    if may(actor, Permission.CHECK_YEAR):
        year_parts.accuracy(actor, year, chosen, found)
    st.header("What the yearly report should contain")
    year_parts.checklist()
