"""A theme at a glance: what can be compared, where its claims stand, three voices side by side, and what is weakest."""

import streamlit as st

from cscp_core.drawing import shapes
from cscp_core.drawing.shapes import Point
from cscp_core.evidence.rules import HowFar, HowKnown, counted
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.glance.rules import CHANCE, MORE, OPEN, UNTOLD, Compared, ThemeAtGlance
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.rules import GradeCounts, GradedClaim
from pages.components import data, menu, unchanged
from pages.components.glance import drawn, themes
from pages.components.official import beside
from pages.components.report import chart, claim_filters
from pages.components.text import escaped

MOST_CHARTS, WEAKEST = 2, 2


def show(actor: Actor, year: Year, theme_id: str) -> None:
    one = next(one for one in themes.list_themes(actor, year) if one.theme.theme_id == theme_id)
    first = _first_compared(one)
    held = beside.most_telling(actor, year, theme_id)
    if not held and len(first) < MOST_CHARTS:
        held = beside.watched(actor, year, theme_id)
    first = first[: MOST_CHARTS - len(held)]
    with st.container(key="side-by-side glance"):
        left, middle, right = st.columns([1, 1.5, 1.2] if held else 3)
        for column, each in zip((left, middle), first, strict=False):
            with column:
                st.markdown(f"**{escaped(each.name)}**  \n{escaped(each.in_short)}")
                drawn.show(each, f"glance {theme_id} {each.figure_id} {each.against}")
        if not first:
            with left:
                drew_parts = _parts(actor, year, theme_id)
                if held and not drew_parts:
                    _open_actions(one)
        with middle:
            for series in held:
                beside.show_in_short(actor, year, series, beside.usual(actor, year, held))
            if not held and len(first) < MOST_CHARTS:
                _open_actions(one)
        with right:
            _where_claims_stand(actor, year, theme_id)
        _voices(one)
    _weakest(actor, year, theme_id)


def _first_compared(one: ThemeAtGlance) -> list[Compared]:
    order = (MORE, CHANCE, UNTOLD)
    return sorted(one.compared, key=lambda each: order.index(each.chance))[:MOST_CHARTS]


def _parts(actor: Actor, year: Year, theme_id: str) -> bool:
    """Where too little can be compared: the first chart that the figures have points for. Returns whether one is
    drawn."""
    charts = data.theme_charts(actor, year, theme_id)
    if charts:
        chart.show_narrow(charts[0], year.report_id, f"glance parts {theme_id}")
    else:
        st.caption("◇ The report prints nothing here that can be compared.")
    return bool(charts)


def _open_actions(one: ThemeAtGlance) -> None:
    """What must be done on it, where a second measure has nothing beside it."""
    if not one.open_actions:
        st.caption("◇ No action is open.")
        return
    past = f"{one.overdue} past the date" if one.overdue else "none past its date"
    st.markdown(f"**{counted(one.open_actions, 'action')} open, {past}**")
    points = [
        Point(label=each.label, value=one.actions[each], printed=str(one.actions[each]))
        for each in OPEN
        if one.actions.get(each)
    ]
    told = ", ".join(f"{point.printed} {point.label.lower()}" for point in points)
    drawn.draw(shapes.bars(points), f"Open actions: {told}.", f"glance actions {one.theme.theme_id}")


def _where_claims_stand(actor: Actor, year: Year, theme_id: str) -> None:
    counts = unchanged.ask_for_role(service.count_by_theme, actor, report_id=year.report_id, theme_id=theme_id)
    standing = counts.get(theme_id, GradeCounts())
    if not standing.total:
        st.caption("The report makes no claim here.")
        return
    found: dict[tuple[str, str], int] = {}
    for (far, known, _), number in standing.counts.items():
        found[far.label, known.label] = found.get((far.label, known.label), 0) + number
    rows, columns = [one.label for one in reversed(HowFar)], [one.label for one in HowKnown]
    st.markdown(
        f"**How far its {counted(standing.total, 'claim')} go, and how we know**  \n{standing.confirmed} confirmed"
    )
    told = "; ".join(f"{number} {far}, {known}" for (far, known), number in found.items())
    drawn.draw(
        shapes.heat_map(found, rows, columns), f"Claims: {told}.", f"glance heat {theme_id}",
        chosen=claim_filters.open_cell,
    )  # fmt: skip


def _voices(one: ThemeAtGlance) -> None:
    """Side by side, and never averaged."""
    for column, (who, words) in zip(
        st.columns(3),
        (("The figures", one.data), ("What partners report", one.agencies), ("Is it felt?", one.young)),
        strict=True,
    ):
        column.markdown(f"**{who}**  \n{escaped(words)}")
    if one.disagreement:
        st.caption(escaped(one.disagree_in))


def _weakest(actor: Actor, year: Year, theme_id: str) -> None:
    claims = unchanged.ask_for_role(service.weakest_claims, actor, report_id=year.report_id, theme_id=theme_id)
    if claims:
        st.subheader("The report says, on the least evidence")
    for graded in claims[:WEAKEST]:
        _row(actor, year, graded)


def _row(actor: Actor, year: Year, graded: GradedClaim) -> None:
    claim = graded.claim
    with st.container(horizontal=True, vertical_alignment="center", key=f"weak {claim.claim_id}"):
        menu.link("claim", claim.text, id=claim.claim_id, report=year.report_id)
        st.markdown(f":small[{escaped(graded.how_far.label)} · {escaped(graded.how_known.label)}]")
        if may(actor, Permission.CHALLENGE):
            menu.link("challenge", "Ask", about="claim", of=claim.claim_id, report=year.report_id)
