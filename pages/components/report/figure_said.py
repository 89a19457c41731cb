"""What may be concluded from a figure's measure, what has to be known to read it, and what the checks say of it."""

import streamlit as st

from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor, Role
from cscp_core.reconciliation.grouping import grouped
from pages.components import data, menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.text import escaped


def notes(figure: Figure) -> list[str]:
    """Its base, its note, its definition, and that a low number may be no good news: each where there is one."""
    base = ""
    if figure.numerator is not None or figure.denominator is not None:
        of, total = (
            f"{one:,g}" if one is not None else "a count not printed" for one in (figure.numerator, figure.denominator)
        )
        base = f"Its base as printed: {of} of {total}."
    warned = "A low number may mean that harm is not found." if figure.false_assurance else ""
    return [one for one in (base, figure.note, figure.definition, warned) if one]


def show_conclusions(actor: Actor, year: Year, figure: Figure) -> None:
    """The four questions, folded up. Nothing where the measure stands alone, or for Young Advisors."""
    if actor.role is Role.YOUNG_ADVISOR:
        return
    for measure, said in data.conclusions(actor, year, figure.theme_id):
        if measure.latest.figure_id == figure.figure_id and measure.may_be_compared:
            with st.expander("What may be concluded"):
                for question, answer in said.answers:
                    st.markdown(f"**{question}** {escaped(answer.words)}")


def show_checks(actor: Actor, year: Year, figure: Figure) -> None:
    """A row for each finding that names the figure."""
    if actor.role is Role.YOUNG_ADVISOR:
        return
    named = [one for one in data.results(actor, year) if figure.figure_id in one.figures]
    rows = [
        Row(
            sentence=one.message,
            address=menu.href("check", id=one.id, report=year.report_id),
            badges=[state.badge("◆", one.verdict.label)],
            beneath=(one.id,),
        )
        for one in (group.lead for group in grouped(named))
    ]
    if rows:
        with st.expander(f"What checks say of it ({len(rows)})"):
            row_list.show(rows, "checks of a figure")
