"""Reads of official statistics for the screens, each kept until some are loaded or a load is undone."""

from cscp_core.errors import NotFound
from cscp_core.evidence import periods as report_periods
from cscp_core.evidence.views import Year
from cscp_core.official import listing, pictures, service, views
from cscp_core.official.listing import ListedSeries
from cscp_core.official.pictures import SeriesPicture
from cscp_core.official.rules import is_count
from cscp_core.people.permissions import Actor
from cscp_core.storage.paging import Page
from pages.components import by_load, data, unchanged

REGION = "region"
"""The comparator that the places side by side show anyway."""


@by_load.cache_until_official_load(5)
def home_code(actor: Actor, name: str) -> str:
    """The code of the partnership's own place; empty where no official statistics know it."""
    try:
        return data.ask(service.find_place, actor, name=name).place_code
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
    found = [one for one in data.ask(service.comparators, actor, place_code=code) if one.key != REGION]
    found.sort(key=lambda one: not one.key.startswith(service.NEIGHBOURS))
    return {one.key: pictures.short_name(one) for one in found if one.listed > 1 or not is_count(unit)}


@by_load.cache_until_official_load(200)
def picture(actor: Actor, series_id: str, code: str, chosen: tuple[str, ...]) -> SeriesPicture:
    """A series for one place beside comparators."""
    return data.ask(pictures.picture, actor, series_id=series_id, place_code=code, comparators=chosen)


@by_load.cache_until_official_load(200)
def editions(actor: Actor, series_id: str) -> list[views.Edition]:
    """The releases that have a series."""
    return data.ask(service.list_editions, actor, series_id=series_id)


@by_load.cache_until_official_load(200)
def release(actor: Actor, publication_id: str, number: str) -> views.Release:
    """One release with its publication."""
    return data.ask(service.find_release, actor, publication_id=publication_id, release=number)


@by_load.cache_until_official_load(5)
def topics(actor: Actor) -> dict[str, int]:
    """How many series each topic has."""
    return data.ask(listing.count_topics, actor)


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
