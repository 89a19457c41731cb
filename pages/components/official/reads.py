"""Reads of official statistics for the screens, each kept until some are loaded or a load is undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cscp_core.errors import NotFound
from cscp_core.evidence import periods as report_periods
from cscp_core.evidence.views import Year
from cscp_core.official import listing, pictures, places, service, views
from cscp_core.official.listing import ListedSeries
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.rules import PlaceLevel, is_count
from cscp_core.official.views import MappedFigure
from cscp_core.people.permissions import Actor
from cscp_core.storage.paging import Page
from pages.components import by_load, data, menu, unchanged

REGION = "region"
"""The comparator that the places side by side show anyway."""


@by_load.cache_until_official_load(5)
def home_code(actor: Actor, name: str) -> str:
    """The code of the partnership's own place; empty where no official statistics know it."""
    try:
        return data.ask(places.find_place, actor, name=name).place_code
    except NotFound:
        return ""


def place_code(actor: Actor, year: Year) -> str:
    """The place of a report."""
    return home_code(actor, year.home_area)


def year_of(year: Year) -> int:
    """The year in which a report's own year ends; 0 where it has none."""
    last = report_periods.read(year.period).last
    return last.year if last else 0


@by_load.cache_until_official_load(50)
def comparators(actor: Actor, code: str, unit: str) -> dict[str, str]:
    """What a value of a place may be compared with, by key, each with its short name; its neighbours first. A count is
    not set beside that of a region or of England, of which it is a part."""
    found = [one for one in data.ask(places.comparators, actor, place_code=code) if one.key != REGION]
    found.sort(key=lambda one: not one.key.startswith(places.NEIGHBOURS))
    return {one.key: pictures.short_name(one) for one in found if one.listed > 1 or not is_count(unit)}


@by_load.cache_until_official_load(5)
def places_to_compare(actor: Actor, code: str) -> dict[str, str]:
    """The place and the regions round it, by code, each with its name."""
    own = data.ask(places.find_place, actor, place_code=code)
    found = [one.places[0] for one in data.ask(places.comparators, actor, place_code=code) if one.listed == 1]
    return {one.place_code: one.name for one in (own, *found)}


@by_load.cache_until_official_load(200)
def picture(actor: Actor, series_id: str, code: str, chosen: tuple[str, ...]) -> SeriesPicture:
    """A series for one place beside comparators."""
    return data.ask(pictures.picture, actor, series_id=series_id, place_code=code, comparators=chosen)


@by_load.cache_until_official_load(200)
def editions(actor: Actor, series_id: str) -> list[views.Edition]:
    """The releases that have a series."""
    return data.ask(service.list_editions, actor, series_id=series_id)


def newest(actor: Actor, series_id: str) -> tuple[str, str]:
    """Publication and release of the newest edition of a series."""
    one = editions(actor, series_id)[0]
    return one.publication_id, one.release


@by_load.cache_until_official_load(200)
def release(actor: Actor, publication_id: str, number: str) -> views.Release:
    """One release with its publication."""
    return data.ask(service.find_release, actor, publication_id=publication_id, release=number)


@by_load.cache_until_official_load(50)
def spread(actor: Actor, series_id: str, period: str) -> views.Spread:
    """Every place that may stand side by side for one period. Of counts, authorities alone: the others hold them."""
    found = data.ask(service.spread, actor, series_id=series_id, period=period)
    if not is_count(found.series.unit):
        return found
    return replace(found, values=tuple(one for one in found.values if one.place.level is PlaceLevel.AUTHORITY))


@by_load.cache_until_official_load(50)
def revisions(actor: Actor, series_id: str, code: str) -> list[views.RevisedValue]:
    """What later releases changed in a series for one place."""
    return data.ask(service.list_revisions, actor, series_id=series_id, place_code=code)


@by_load.cache_until_official_load(5)
def topics(actor: Actor) -> dict[str, int]:
    """How many series each topic has."""
    return data.ask(listing.count_topics, actor)


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """The official series of a figure: its title, how near it comes, and where it is shown."""

    words: str
    address: str


def counterparts(actor: Actor, held: Mapping[str, MappedFigure]) -> dict[str, Counterpart]:
    """The official series of each figure that has one, by the figure's id."""
    known = every_series(actor)
    return {
        figure_id: Counterpart(
            words=f"{known[one.series_id].title} ({one.comparable.label})",
            address=f"/{menu.SCREENS['series'].address}?series={one.series_id}&report={one.report_id}",
        )
        for figure_id, one in held.items()
        if one.series_id in known
    }


@by_load.cache_until_official_load(5)
def every_series(actor: Actor) -> dict[str, views.Series]:
    """Each series by its id."""
    return {one.series_id: one for one in data.ask(service.list_series, actor)}


def list_page(
    actor: Actor, year: Year, code: str, topic: str, words: str, only_held: bool, page: int
) -> Page[ListedSeries]:
    """A page of series, read again after a commit: what figures are held against may be changed at any time."""
    return unchanged.ask_for_role(
        listing.list_page,
        actor,
        place_code=code,
        topic=topic,
        words=words,
        report_id=year.report_id if only_held else "",
        page=page,
    )
