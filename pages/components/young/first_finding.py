"""The finding of the month: one sentence, its picture, and the question whether that matches what its reader knows."""

from collections.abc import Sequence

import streamlit as st

from cscp_core.evidence import service as evidence
from cscp_core.evidence.items import ReportItem, find_report_item
from cscp_core.evidence.kinds import SourceKind
from cscp_core.evidence.views import Figure, Year
from cscp_core.people.permissions import Actor
from feedback.together import picks
from feedback.together.picks import FirstFinding
from pages.components import by_load, data, menu, note_first, unchanged
from pages.components.text import escaped
from pages.components.translation import translate
from pages.components.young import number, stances


def show(actor: Actor, year: Year) -> str:
    """Draws it, behind its note where its theme has one that was not read. Returns the id of the claim that is shown,
    so that no list beneath repeats it."""
    first = find(actor, year)
    item = first and _find(actor, year, first)
    if not first or not item:
        st.write(translate("There is nothing on top this month."))
        return ""
    with st.container(border=True, key="first_finding", gap="small"):
        if first.is_chosen:
            st.caption(translate("Our pick"))
        if not note_first.cover(actor, year, item.theme_id):
            st.markdown(f"### {escaped(translate(item.plain))}")
            number.show(figures_of(actor, year, item), year.home_area, "first finding", explains=False)
            stances.show(actor, first.kind, first.source_id, year.report_id)
            menu.link(first.kind, "Look closer", id=first.source_id, report=year.report_id)
    return first.source_id if first.kind is SourceKind.CLAIM else ""


def say_how_to_choose(actor: Actor, year: Year) -> None:
    """In their space: how they put another finding on top, and the way to what is there now."""
    with st.container(border=True):
        st.subheader(translate("What is on top of Home"))
        st.write(
            translate(
                "You choose this each month. Look closer at what you want there, then press Put it on top. It goes "
                "there when two of you want it."
            )
        )
        with st.container(horizontal=True):
            if on_top := find(actor, year):
                menu.link(on_top.kind, "What is there now", id=on_top.source_id, report=year.report_id)
            menu.link("findings", "Findings", report=year.report_id)


def find(actor: Actor, year: Year) -> FirstFinding | None:
    """What is on top of Home this month."""
    in_turn = tuple(_in_turn(actor, year))
    return unchanged.ask_for_actor(picks.find_first, actor, report_id=year.report_id, in_turn=in_turn)


def figures_of(actor: Actor, year: Year, item: ReportItem) -> Sequence[Figure]:
    """The figures that a finding rests on, those first that its own words hold."""
    if not item.figure_ids:
        return ()
    found = unchanged.ask_for_role(
        evidence.figures, actor, report_id=year.report_id, figure_ids=tuple(item.figure_ids)
    ).items
    return sorted(found, key=lambda one: not one.as_printed or one.as_printed not in item.plain)


@by_load.cache_until_load(20)
def _in_turn(actor: Actor, year: Year) -> list[str]:
    return data.ask(picks.list_in_turn, actor, report_id=year.report_id)


def _find(actor: Actor, year: Year, first: FirstFinding) -> ReportItem | None:
    return unchanged.ask_for_role(
        find_report_item, actor, report_id=year.report_id, kind=first.kind.value, source_id=first.source_id
    )
