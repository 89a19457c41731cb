"""One check with what came of it: both sides, the computation in words, why it matters, and what to do about it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, Role, may
from cscp_core.reconciliation import service
from cscp_core.reconciliation.grouping import Group
from cscp_core.reconciliation.rules import RAISED, Result, Verdict
from cscp_core.reconciliation.service import Explained
from pages.components import data, doing, kept, menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.glance.state import Tone
from pages.components.text import escaped

AT_ONCE = 3
STATES = {
    Verdict.DISAGREES: ("≠", Tone.PRESSING),
    Verdict.WORTH_ASKING: ("?", Tone.SOON),
    Verdict.AGREES: ("=", Tone.DONE),
    Verdict.CANNOT_CHECK: ("◇", Tone.QUIET),
}


def show(
    actor: Actor, year: Year, one: Result, standing: Explained | None, *, whole: bool = False,
    parts: Sequence[Result] = (),
) -> None:  # fmt: skip
    """In a list the sentence and the ways on, with the `parts` that tell the same finding again inside; on its own page
    the `whole` of it."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            shape, tone = STATES[one.verdict]
            st.markdown(state.badge(shape, one.verdict.label, tone))
            if one.is_generated:
                st.badge("made from the report's rows", color="gray")
            if not whole:
                st.markdown(f"**{escaped(one.title)}** ({escaped(one.id)})")
        st.markdown(escaped(one.message))
        if one.steps and (whole or one.is_first):
            st.markdown("  \n".join(escaped(step) for step in one.steps))
        if whole:
            st.markdown(f"**The report prints.** {escaped(one.reported)}")
            st.markdown(f"**Computed from it.** {escaped(one.computed or 'nothing: something is missing')}")
        st.markdown(f"**Why it matters.** {escaped(one.why)}")
        if standing and standing.stands:
            changed = " The report was loaded again since." if standing.load != year.load_number else ""
            st.info(
                escaped(
                    f"Explained by {standing.explained_by}: {standing.how} "
                    f"(marked by {standing.marked_by}, {standing.at:%-d %B %Y}.){changed}"
                )
            )
        if parts:
            with st.expander(f"One finding, from {counted(len(parts) + 1, 'check')}: see the others"):
                for part in parts:
                    _line(year, part)
        with st.container(horizontal=True, vertical_alignment="center"):
            if not whole:
                menu.link("check", "Open the check", id=one.id, report=year.report_id)
            if one.verdict in RAISED and may(actor, Permission.CHALLENGE):
                menu.link("challenge", "Ask this question", about="check", of=one.id, report=year.report_id)


def show_first(
    actor: Actor, year: Year, groups: Sequence[Group], explained: Mapping[str, Explained]
) -> list[Group]:  # fmt: skip
    """The findings that a reader should meet before all others, with their arithmetic. Returns them."""
    marked = [one for one in groups if one.lead.is_first]
    first = sorted(marked, key=lambda one: list(Verdict).index(one.lead.verdict))
    if first:
        st.header("Look at these first")
        for one in first:
            show(actor, year, one.lead, explained.get(one.lead.id), parts=one.parts)
        st.header("Every other finding")
    return first


def _line(year: Year, one: Result) -> None:
    """A part of a finding; a link with its id in it would be cut off on a phone."""
    st.markdown(escaped(one.message))
    menu.link("check", "Open the check", id=one.id, report=year.report_id)


def explain(actor: Actor, year: Year, one: Result, standing: Explained | None) -> None:
    """For the scrutineer: marking it as explained, by whom and how, or taking that back."""
    if one.verdict not in RAISED or not may(actor, Permission.EXPLAIN_FIGURES):
        return
    place = f"check/{year.report_id}/{one.id}"
    told = f"{standing.explained_by}: {standing.how}" if standing and standing.stands else ""
    version = doing.seen_version(actor, place, standing.version if standing else 0, told)
    if standing and standing.stands and not kept.is_written(actor, place):
        takes_back = doing.bind(
            actor, service.take_explanation_back, report_id=year.report_id, check_id=one.id, seen_version=version
        )
        doing.button("Remove the explanation", takes_back, place)
        return
    with st.expander("Mark it as explained"):
        kept.explain_drafts()
        kept.text_line(actor, place, "who", "Who explained it? A post or an agency.", max_chars=120)
        kept.text_area(actor, place, "how", "How? It is shown beside the figures.", max_chars=1000)
        explains = doing.bind(
            actor, service.explain, report_id=year.report_id, check_id=one.id, seen_version=version,
            explained_by=doing.words(place, "who"), how=doing.words(place, "how"),
        )  # fmt: skip
        doing.button("Mark as explained", explains, place)


def for_reader(actor: Actor, year: Year, results: list[Result]) -> list[Result]:
    """For a list: all of them, but for Young Advisors none that is about, or rests on a figure of, a theme with a note
    first; and says so."""
    if actor.role is not Role.YOUNG_ADVISOR:
        return results
    st.write("What is about abuse or death is left out here. Each theme tells you first what it is about.")
    noted = {theme.theme_id for theme in data.themes(actor, year) if theme.note_first}
    figures = {one.figure_id for theme_id in noted for one in data.theme_figures(actor, year, theme_id)}
    return [one for one in results if one.theme_id not in noted and not figures & set(one.figures)]


def of_theme(actor: Actor, year: Year, theme_id: str) -> None:
    """What disagrees or is worth asking among a theme's figures, each one click away. Not for Young Advisors, whose
    screens have few words."""
    found = data.list_raised(actor, year, theme_id)
    if not found or actor.role is Role.YOUNG_ADVISOR:
        return
    st.subheader("Figures that disagree, or are worth asking about")
    rows = [
        Row(
            sentence=one.message,
            address=menu.href("check", id=one.id, report=year.report_id),
            badges=[state.badge(STATES[one.verdict][0], one.verdict.label)],
            beneath=(one.id,),
        )
        for one in found[:AT_ONCE]
    ]
    row_list.show(rows, f"checks {theme_id}")
    if len(found) > AT_ONCE:
        menu.link("disagree", f"These are {AT_ONCE} of {len(found)}: see all checks", report=year.report_id)
