"""Which figures of a report have an official series, as a list of figures narrows them."""

from collections.abc import Sequence
from dataclasses import replace

from cscp_core.evidence.facets import Faceted, FigureMark
from cscp_core.evidence.views import Year
from cscp_core.official import mapping
from cscp_core.official.views import MappedFigure
from cscp_core.people.permissions import Actor
from pages.components import unchanged
from pages.components.official import reads


def add(actor: Actor, year: Year, found: Sequence[Faceted]) -> list[Faceted]:
    """The figures, those with an official series marked."""
    held = list_held(actor, year)
    return [
        replace(one, marks=one.marks | {FigureMark.OFFICIAL}) if one.figure.figure_id in held else one for one in found
    ]


def list_held(actor: Actor, year: Year) -> dict[str, MappedFigure]:
    """The figures that may be held against an official series that is loaded, by id."""
    found = unchanged.ask_for_role(mapping.list_mappings, actor, report_id=year.report_id)
    known = reads.every_series(actor)
    return {key: one for key, one in found.items() if one.may_be_held and one.series_id in known}
