"""Which series there are, narrowed by topic, words or a report, each with its newest value for a place."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session

from cscp_core.official import mapping, service
from cscp_core.official.views import Observation, Series
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.storage.paging import Page, offset

SIZE = 25  # series on a page


@dataclass(frozen=True, kw_only=True)
class ListedSeries:
    """A series, and the newest value of a place in the newest release that has the place; None where none has."""

    series: Series
    newest: Observation | None


@needs(Permission.READ_OFFICIAL)
def count_topics(session: Session, actor: Actor) -> dict[str, int]:
    """How many series each topic has, by name."""
    return dict(sorted(Counter(one.topic for one in service.list_series(session, actor)).items()))


@needs(Permission.READ_OFFICIAL)
def list_page(
    session: Session,
    actor: Actor,
    *,
    place_code: str,
    topic: str = "",
    words: str = "",
    report_id: str = "",
    page: int = 1,
) -> Page[ListedSeries]:
    """A page of series by topic and title. With a report, only those that a figure of it may be held against."""
    found = service.list_series(session, actor, topic=topic, words=words)
    if report_id:
        held = mapping.list_mappings(session, actor, report_id=report_id).values()
        wanted = {one.series_id for one in held if one.may_be_held}
        found = [one for one in found if one.series_id in wanted]
    start = offset(page, SIZE)
    shown = found[start : start + SIZE]
    newest = service.newest_values(session, actor, series=shown, place_code=place_code)
    items = [ListedSeries(series=one, newest=newest.get(one.series_id)) for one in shown]
    return Page(items, len(found), SIZE)
