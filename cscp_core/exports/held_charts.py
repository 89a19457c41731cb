"""Charts of official series for documents: each beside what a report prints, without small counts, with its source."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from cscp_core.errors import NotFound
from cscp_core.evidence import periods
from cscp_core.evidence.views import Figure, Year
from cscp_core.official import charts, mapping, pictures, places, service
from cscp_core.official.charts import OfficialChart
from cscp_core.official.rules import is_count
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.reconciliation.held import HeldSeries, held_series

COLUMNS = 4  # names of places in a row above a chart


@needs(Permission.READ_OFFICIAL)
def draw_held(
    session: Session, actor: Actor, *, year: Year, figures: Sequence[Figure], most: int, in_short: bool = False
) -> list[OfficialChart]:
    """Charts of the series that these figures may be held against, beside England and the newest neighbours of the
    place; at most so many, shares and rates first. None where no official statistics know the place. `in_short`: little
    is said beneath."""
    try:
        place = places.find_place(session, actor, name=year.home_area)
    except NotFound:
        return []
    found = held_series(figures, mapping.list_mappings(session, actor, report_id=year.report_id))
    known = {one.series_id: one for one in service.list_series(session, actor)}
    wanted = sorted(
        (one for one in found if one.series_id in known), key=lambda one: is_count(known[one.series_id].unit)
    )
    made = (_draw(session, actor, year, one, place.place_code, in_short) for one in wanted[:most])
    return [one for one in made if one.spec["data"]["values"]]


def _draw(
    session: Session, actor: Actor, year: Year, one: HeldSeries, place_code: str, in_short: bool
) -> OfficialChart:
    models = places.list_models(session, actor, place_code=place_code)
    shown = pictures.picture(
        session,
        actor,
        series_id=one.series_id,
        place_code=place_code,
        comparators=(places.ENGLAND, *(f"{places.NEIGHBOURS}{model}" for model in models[:1])),
        leaves=True,
    )
    if is_count(shown.series.unit):
        shown = replace(shown, companions=())
    last = periods.read(year.period).last
    printed = one.reported(shown.series.unit, place_code)
    made = charts.over_time(shown, printed, since=last.year if last else 0, columns=COLUMNS)
    source = service.cite_newest(session, actor, series_id=one.series_id)
    told = [f"The report prints {figure.as_printed or 'only a chart'}." for figure, _ in one.held[:1]]
    words = [*told, *one.in_short[:1]] if in_short else [*one.in_short, shown.beside, *shown.gaps, made.beneath]
    return replace(
        made,
        title=f"{shown.series.title} ({charts.NOT_IN_REPORT.lower()}). {made.title}",
        figure_ids=frozenset(figure.figure_id for figure, _ in one.held),
        beneath=" ".join(part for part in (*words, f"Source: {source}.") if part),
    )
