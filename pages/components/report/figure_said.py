"""What may be concluded from a figure's measure, and what the checks say of the figure."""

import streamlit as st

from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor, Role
from cscp_core.reconciliation.grouping import grouped
from pages.components import data, menu
from pages.components.text import escaped


def show(actor: Actor, year: Year, figure: Figure) -> None:
    """Nothing where the measure stands alone and no check names the figure."""
    if actor.role is Role.YOUNG_ADVISOR:
        return
    for measure, said in data.conclusions(actor, year, figure.theme_id):
        if measure.latest.figure_id == figure.figure_id and measure.may_be_compared:
            st.header("What may be concluded")
            for question, answer in said.answers:
                st.markdown(f"**{question}** {escaped(answer.words)}")
    named = [one for one in data.results(actor, year) if figure.figure_id in one.figures]
    checked = [group.lead for group in grouped(named)]
    if checked:
        st.header("What checks say of it")
    for one in checked:
        st.markdown(f"**{escaped(one.verdict.label.capitalize())}.** {escaped(one.message)}")
        menu.link("check", f"Open the check: {one.id}", id=one.id, report=year.report_id)
