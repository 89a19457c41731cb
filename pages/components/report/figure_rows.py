"""Figures in a table: what, as printed, where, when, and from which section."""

from collections.abc import Mapping, Sequence

from cscp_core.evidence.views import Figure
from pages.components import table


def show(figures: Sequence[Figure], report_id: str, cited: Mapping[str, Sequence[str]] | None = None) -> None:
    """One row a figure; with `cited`, which claims rest on it."""
    rows = [
        [one.figure_id, one.what, one.shown, one.unit, one.area, one.period, one.section]
        + ([", ".join(cited.get(one.figure_id, ())) or "nothing"] if cited is not None else [])
        for one in figures
    ]
    columns = ["Figure", "What", "As printed", "Unit", "Where", "When", "Section"]
    table.show(columns + (["Cited by"] if cited is not None else []), rows, link_to="figure", report=report_id)
