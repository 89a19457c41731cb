"""Figures in a table: what, where, when, as printed, and from which section."""

from collections.abc import Sequence

from cscp_core.evidence.views import Figure
from pages.components import table


def show(figures: Sequence[Figure]) -> None:
    rows = [
        [one.figure_id, one.what, one.area, one.period, one.shown, one.unit, one.section, one.note] for one in figures
    ]
    table.show(["Figure", "What", "Where", "When", "As printed", "Unit", "Section", "Note"], rows, link_to="figure")
