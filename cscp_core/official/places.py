"""Places of official statistics: codes and names, statistical neighbours, and what a place may be compared with."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.official import tables as t
from cscp_core.official import views
from cscp_core.official.rules import PlaceLevel, folded
from cscp_core.people.permissions import Actor, Permission, needs

ENGLAND, LONDON = "E92000001", "E12000007"
NEIGHBOURS = "neighbours-"
"""How the key of a comparator begins whose places are statistical neighbours; the year of the model follows."""


@needs(Permission.READ_OFFICIAL)
def list_places(session: Session, actor: Actor, *, level: PlaceLevel | None = None) -> list[views.Place]:
    """The places that are known, by name."""
    query = select(t.Place).order_by(t.Place.name, t.Place.place_code)
    if level:
        query = query.where(t.Place.level == level)
    return [view_of(row) for row in session.exec(query)]


@needs(Permission.READ_OFFICIAL)
def find_place(session: Session, actor: Actor, *, place_code: str = "", name: str = "") -> views.Place:
    """A place by its code or by its name, however that is written. Of codes that took over from one another the newest.

    Raises:
        NotFound: no place is known by it.
    """
    if place_code:
        row = session.get(t.Place, place_code)
    else:
        found = session.exec(select(t.Place).where(t.Place.folded == folded(name))).all()
        row = _newest(session, found)
    if row is None:
        raise NotFound("There is no place with that code or name among the official statistics.")
    return view_of(row)


@needs(Permission.READ_OFFICIAL)
def list_place_changes(session: Session, actor: Actor, *, place_code: str) -> list[views.PlaceChange]:
    """What a code took over from, and what took over from it."""
    query = select(t.PlaceChange).where(
        (t.PlaceChange.earlier_code == place_code) | (t.PlaceChange.later_code == place_code)
    )
    return [
        views.PlaceChange(earlier_code=row.earlier_code, later_code=row.later_code, since=row.since, how=row.how)
        for row in session.exec(query.order_by(t.PlaceChange.since, t.PlaceChange.later_code))
    ]


@needs(Permission.READ_OFFICIAL)
def list_models(session: Session, actor: Actor, *, place_code: str) -> list[str]:
    """The years of the neighbour models that name a place, the newest first."""
    place = find_place(session, actor, place_code=place_code)
    query = select(t.Neighbour.model).where(t.Neighbour.own_number == place.own_number).distinct()
    return sorted(session.exec(query), reverse=True)


@needs(Permission.READ_OFFICIAL)
def neighbours(session: Session, actor: Actor, *, place_code: str, model: str) -> list[views.Neighbour]:
    """The statistical neighbours of a place in the model of one year, the nearest first, in the publisher's words.

    Raises:
        NotFound: the place is not known, or that model does not name it.
    """
    place = find_place(session, actor, place_code=place_code)
    query = select(t.Neighbour).where(t.Neighbour.model == model, t.Neighbour.own_number == place.own_number)
    rows = session.exec(query.order_by(col(t.Neighbour.position))).all()
    if not rows:
        raise NotFound(f"No statistical neighbours of {place.name} are loaded for the model of {model}.")
    numbers = [row.neighbour_number for row in rows]
    by_number: dict[str, list[t.Place]] = {}
    for known in session.exec(select(t.Place).where(col(t.Place.own_number).in_(numbers))):
        by_number.setdefault(known.own_number, []).append(known)
    places = {number: _newest(session, found) for number, found in by_number.items()}
    return [
        views.Neighbour(
            model=model,
            position=row.position,
            own_number=row.neighbour_number,
            place=view_of(found) if (found := places.get(row.neighbour_number)) else None,
            closeness=row.closeness,
            as_printed=row.as_printed,
        )
        for row in rows
    ]


@needs(Permission.READ_OFFICIAL)
def comparators(session: Session, actor: Actor, *, place_code: str) -> list[views.Comparator]:
    """What a place may be compared with: its region and those round it, England, the other authorities of its region,
    and its statistical neighbours by model year, the newest first.

    Raises:
        NotFound: the place is not known.
    """
    place = find_place(session, actor, place_code=place_code)
    regions = [place.region_code] + ([LONDON] if place.region_code.startswith("E13") else []) + [ENGLAND]
    found = []
    for code in regions:
        row = session.get(t.Place, code)
        if row:
            found.append(views.Comparator(key=code, name=row.name, places=(view_of(row),)))
    others = session.exec(
        select(t.Place)
        .where(
            t.Place.region_code == place.region_code,
            t.Place.level == PlaceLevel.AUTHORITY,
            t.Place.place_code != place.place_code,
        )
        .order_by(t.Place.name)
    ).all()
    if place.region_code and others:
        region = session.get(t.Place, place.region_code)
        name = f"Other authorities of {region.name if region else place.region_code}"
        places = tuple(map(view_of, others))
        found.append(views.Comparator(key="region", name=name, places=places))
    for model in list_models(session, actor, place_code=place_code):
        listed = neighbours(session, actor, place_code=place_code, model=model)
        found.append(
            views.Comparator(
                key=f"{NEIGHBOURS}{model}",
                name=f"Statistical neighbours, model of {model}",
                places=tuple(one.place for one in listed if one.place),
                unknown=sum(one.place is None for one in listed),
            )
        )
    return found


def _newest(session: Session, found: Sequence[t.Place]) -> t.Place | None:
    """Of places of one name or number, the one that no other took over from."""
    codes = {row.place_code for row in found}
    gone = set(
        session.exec(
            select(t.PlaceChange.earlier_code).where(
                col(t.PlaceChange.earlier_code).in_(codes), col(t.PlaceChange.later_code).in_(codes)
            )
        )
    )
    left = sorted((row for row in found if row.place_code not in gone), key=lambda row: row.place_code)
    return left[-1] if left else None


def view_of(row: t.Place) -> views.Place:
    """A place as it is read."""
    return views.Place(
        place_code=row.place_code,
        own_number=row.own_number,
        name=row.name,
        level=row.level,
        region_code=row.region_code,
    )
