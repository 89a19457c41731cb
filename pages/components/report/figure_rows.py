"""Figures as rows: the value as printed, what it is as the link, and where, when and from which section."""

from collections.abc import Mapping, Sequence

from cscp_core.evidence import facets
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Figure
from cscp_core.scrutiny.glance.rules import UNTOLD, Compared
from pages.components import menu, table
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.official.reads import Counterpart
from pages.components.text import escaped


def show(
    figures: Sequence[Figure],
    report_id: str,
    official: Mapping[str, Counterpart] | None = None,
    compared: Mapping[str, Compared] | None = None,
) -> None:
    """One row a figure; with `official`, the way to its official series; with `compared`, how it differs from another
    value."""
    official, compared = official or {}, compared or {}
    rows = [_row(one, report_id, official.get(one.figure_id), compared.get(one.figure_id)) for one in figures]
    row_list.show(rows, f"figures {figures[0].figure_id}" if figures else "")


def _row(one: Figure, report_id: str, official: Counterpart | None, compared: Compared | None) -> Row:
    is_printed = one.state is ValueState.PRINTED
    return Row(
        value=one.as_printed if is_printed else "–",
        sentence=one.what,
        address=menu.href("figure", id=one.figure_id, report=report_id),
        badges=[state.badge("◇", words) for words in (_open_question(one, compared),) if words]
        + ([f":small[[Official: {escaped(official.words)}]({official.address})]"] if official else []),
        beneath=(
            compared.in_short if compared else "",
            "" if one.unit in one.as_printed else one.unit,
            one.where_and_when,
            "" if one.figure_id.startswith(f"figure-{one.section}-") else f"section {one.section}",
            one.figure_id.removeprefix("figure-"),
        ),
    )


def _open_question(one: Figure, compared: Compared | None) -> str:
    """Why there is no number, or what it cannot be read without. A comparison that tells something has a base, which
    the report prints elsewhere."""
    if one.state is not ValueState.PRINTED:
        return one.state.label
    has_base_elsewhere = compared is not None and compared.chance != UNTOLD
    return "of how many?" if facets.lacks_base(one) and not has_base_elsewhere else ""


def show_table(figures: Sequence[Figure], report_id: str) -> None:
    """The numbers of a chart as a table."""
    rows = [[one.figure_id, one.what, one.shown, one.unit, one.area, one.period, one.section] for one in figures]
    columns = ["Figure", "What", "As printed", "Unit", "Where", "When", "Section"]
    table.show(columns, rows, link_to="figure", report=report_id)
