"""From a theme to the official series that one of its figures may be compared with: other years, places, England."""

from cscp_core.evidence.views import Year
from cscp_core.official import mapping
from cscp_core.people.permissions import Actor, Permission, may
from pages.components import data, menu, unchanged

NO_MEASURE = "population"
"""In the id of a series that counts everybody: it says nothing of a theme."""


def show(actor: Actor, year: Year, theme_id: str) -> None:
    """Nothing where no figure of the theme has a series that is the same, or nearly."""
    if not may(actor, Permission.READ_OFFICIAL):
        return
    mapped = unchanged.ask_for_role(mapping.list_mappings, actor, report_id=year.report_id)
    found = (mapped.get(one.figure_id) for one in data.theme_figures(actor, year, theme_id))
    series_id = next(
        (one.series_id for one in found if one and one.may_be_held and NO_MEASURE not in one.series_id), ""
    )
    if series_id:
        menu.link("series", "Official: over time and elsewhere", series=series_id, report=year.report_id)
