"""Reading official statistics: series, lines, places side by side, medians and revisions.

A value without a release named is of the newest release that has the series. Nothing here joins or compares rates on
two populations.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from cscp_core.errors import NotFound
from cscp_core.official import places, views
from cscp_core.official import tables as t
from cscp_core.official.rules import MedianKnown, may_compare, median_known, revisions
from cscp_core.people.permissions import Actor, Permission, needs


@needs(Permission.READ_OFFICIAL)
def find_standing_load(session: Session, actor: Actor) -> int:
    """The number of the newest load or undo; 0 before the first. What is read here changes only with it."""
    return max(session.exec(select(t.OfficialLoad.number)), default=0)


@needs(Permission.READ_OFFICIAL)
def list_releases(session: Session, actor: Actor, *, publication_id: str = "") -> list[views.Release]:
    """Every release that is loaded, by publication, the newest first."""
    query = (
        select(t.Release, t.Publication)
        .join(t.Publication, col(t.Publication.publication_id) == col(t.Release.publication_id))
        .order_by(col(t.Publication.title), col(t.Release.release).desc())
    )
    if publication_id:
        query = query.where(t.Release.publication_id == publication_id)
    return [_release(row, of) for row, of in session.exec(query)]


@needs(Permission.READ_OFFICIAL)
def find_release(session: Session, actor: Actor, *, publication_id: str, release: str) -> views.Release:
    """One release.

    Raises:
        NotFound: it is not loaded.
    """
    for one in list_releases(session, actor, publication_id=publication_id):
        if one.release == release:
            return one
    raise NotFound("This release is not loaded.")


@needs(Permission.READ_OFFICIAL)
def data_version(session: Session, actor: Actor) -> int:
    """A number that every load of official files and every undo changes; 0 before the first."""
    return session.exec(select(func.max(t.OfficialLoad.number))).one() or 0


@needs(Permission.READ_OFFICIAL)
def list_series(session: Session, actor: Actor, *, topic: str = "", words: str = "") -> list[views.Series]:
    """The series that are loaded, by topic and title: those of one topic, or whose title holds each of the words."""
    query = select(t.Series).order_by(t.Series.topic, t.Series.title, t.Series.series_id)
    if topic:
        query = query.where(t.Series.topic == topic)
    wanted = words.casefold().split()
    return [_series(row) for row in session.exec(query) if all(one in row.title.casefold() for one in wanted)]


@needs(Permission.READ_OFFICIAL)
def find_series(session: Session, actor: Actor, *, series_id: str) -> views.Series:
    """One series.

    Raises:
        NotFound: it is not loaded.
    """
    row = session.get(t.Series, series_id)
    if row is None:
        raise NotFound("There is no official series at this address.")
    return _series(row)


@needs(Permission.READ_OFFICIAL)
def list_editions(session: Session, actor: Actor, *, series_id: str) -> list[views.Edition]:
    """The releases that have a series, the newest first: file, column and population of each."""
    populations = {row.population_id: row for row in session.exec(select(t.Population))}
    found = []
    for row in _editions(session, series_id):
        population = populations.get(row.population_id or "")
        found.append(
            views.Edition(
                series_id=row.series_id,
                publication_id=row.publication_id,
                release=row.release,
                source_table=row.source_table,
                source_column=row.source_column,
                source_filter=row.source_filter,
                population_id=row.population_id,
                population=f"{population.title}, {population.basis}" if population else "",
            )
        )
    return found


@needs(Permission.READ_OFFICIAL)
def cite_newest(session: Session, actor: Actor, *, series_id: str) -> str:
    """Publisher, title and newest release of a series.

    Raises:
        NotFound: the series has no release.
    """
    for row in _editions(session, series_id):
        return find_release(session, actor, publication_id=row.publication_id, release=row.release).cited
    raise NotFound("There is no official series at this address.")


@needs(Permission.READ_OFFICIAL)
def line(session: Session, actor: Actor, *, series_id: str, place_code: str, release: str = "") -> views.SeriesLine:
    """A series for one place: the values of a release (the newest, if none is named), before them those of earlier
    releases for years that it does not have. Rates are joined only where their population is stated to be the same.

    Raises:
        NotFound: the series or the place is not known.
    """
    series = find_series(session, actor, series_id=series_id)
    place = places.find_place(session, actor, place_code=place_code)
    editions = [one for one in _editions(session, series_id) if not release or one.release <= release]
    by_edition: dict[tuple[str, str, int], list[views.Observation]] = {}
    rows = _observations(session, series, editions, t.Observation.place_code == place_code)
    newest = {one.edition_id: one.period for one in rows}
    for one in rows:
        by_edition.setdefault((one.release, newest[one.edition_id], one.edition_id), []).append(one)
    taken: dict[str, views.Observation] = {}
    left_out: list[views.Observation] = []
    for _, values in sorted(by_edition.items(), reverse=True):
        first = next(iter(taken.values()), None)
        joins = first is None or may_compare(series.unit, first.as_value, values[0].as_value)
        for one in values:
            if one.period not in taken:
                if joins:
                    taken[one.period] = one
                else:
                    left_out.append(one)
    return views.SeriesLine(
        series=series,
        place=place,
        points=tuple(taken[period] for period in sorted(taken)),
        left_out=tuple(one for one in left_out if one.period not in taken),
    )


@needs(Permission.READ_OFFICIAL)
def spread(
    session: Session,
    actor: Actor,
    *,
    series_id: str,
    period: str,
    place_codes: Sequence[str] = (),
    release: str = "",
) -> views.Spread:
    """A series for one period: every place of one release, or those named. A place without a row is left out.

    Raises:
        NotFound: the series is not known, or no release has the period.
    """
    series = find_series(session, actor, series_id=series_id)
    for edition in _editions(session, series_id):
        if release and edition.release != release:
            continue
        wanted: list[Any] = [t.Observation.period == period]
        if place_codes:
            wanted.append(col(t.Observation.place_code).in_(place_codes))
        found = _observations(session, series, [edition], *wanted)
        if found:
            return views.Spread(series=series, period=period, release=edition.release, values=tuple(found))
    raise NotFound("No loaded release has this series for that time.")


@needs(Permission.READ_OFFICIAL)
def values_beside(
    session: Session, actor: Actor, *, series_id: str, place_codes: Sequence[str], edition_ids: Sequence[int]
) -> list[views.Observation]:
    """What places have in some editions of a series, by place code and period: the same release and population as what
    they stand beside.

    Raises:
        NotFound: the series is not known.
    """
    series = find_series(session, actor, series_id=series_id)
    editions = [one for one in _editions(session, series_id) if one.edition_id in edition_ids]
    return _observations(session, series, editions, col(t.Observation.place_code).in_(place_codes))


@needs(Permission.READ_OFFICIAL)
def newest_values(
    session: Session, actor: Actor, *, series: Sequence[views.Series], place_code: str
) -> dict[str, views.Observation]:
    """The last value of a place in the newest release that has the place, by series; a series without any is left out.

    Raises:
        NotFound: the place is not known.
    """
    place, by_id = places.find_place(session, actor, place_code=place_code), {one.series_id: one for one in series}
    query = (
        select(t.Observation, t.Edition)
        .join(t.Edition, col(t.Edition.edition_id) == col(t.Observation.edition_id))
        .where(t.Observation.place_code == place_code, col(t.Edition.series_id).in_(by_id))
    )
    newest: dict[str, tuple[t.Observation, t.Edition]] = {}
    for row, edition in sorted(session.exec(query), key=lambda pair: (pair[1].release, pair[0].period)):
        newest[edition.series_id] = (row, edition)
    return {key: _observation(row, place, edition, by_id[key]) for key, (row, edition) in newest.items()}


@needs(Permission.READ_OFFICIAL)
def values_in_releases(
    session: Session, actor: Actor, *, series_id: str, place_code: str, period: str
) -> list[views.Observation]:
    """One value in every release that has it, the newest first.

    Raises:
        NotFound: the series is not known.
    """
    series = find_series(session, actor, series_id=series_id)
    wanted = (t.Observation.place_code == place_code, t.Observation.period == period)
    found = _observations(session, series, _editions(session, series_id), *wanted)
    return sorted(found, key=lambda one: one.release, reverse=True)


@needs(Permission.READ_OFFICIAL)
def list_revisions(
    session: Session, actor: Actor, *, series_id: str, place_code: str, period: str = ""
) -> list[views.RevisedValue]:
    """What later releases changed in a series for one place, or for one period of it, oldest period first. Each says
    where the earlier number stands now: it may have become another year's.

    Raises:
        NotFound: the series or the place is not known.
    """
    series = find_series(session, actor, series_id=series_id)
    place = places.find_place(session, actor, place_code=place_code)
    rows = _observations(session, series, _editions(session, series_id), t.Observation.place_code == place_code)
    found = []
    for one_period in sorted({row.period for row in rows if not period or row.period == period}):
        for revision in revisions(series.unit, (row.as_value for row in rows if row.period == one_period)):
            now_of = tuple(
                sorted(
                    row.period
                    for row in rows
                    if row.release == revision.later_release
                    and row.period != one_period
                    and row.value is not None
                    and row.value == revision.was
                )
            )
            found.append(
                views.RevisedValue(series=series, place=place, period=one_period, revision=revision, now_of=now_of)
            )
    return found


@needs(Permission.READ_OFFICIAL)
def median_of_neighbours(
    session: Session, actor: Actor, *, series_id: str, place_code: str, period: str, model: str, release: str = ""
) -> MedianKnown:
    """The median of a place's statistical neighbours in one release, and how many of them are known. No value where
    fewer than half are.

    Raises:
        NotFound: series, place or model is not known, or no release has the period.
    """
    listed = places.neighbours(session, actor, place_code=place_code, model=model)
    codes = [one.place.place_code for one in listed if one.place]
    found = spread(session, actor, series_id=series_id, period=period, place_codes=codes, release=release)
    by_code = {one.place.place_code: one.value for one in found.values}
    return median_known([by_code.get(one.place.place_code) if one.place else None for one in listed])


def _editions(session: Session, series_id: str) -> list[t.Edition]:
    query = select(t.Edition).where(t.Edition.series_id == series_id)
    return list(session.exec(query.order_by(col(t.Edition.release).desc())))


def _observations(
    session: Session, series: views.Series, editions: Iterable[t.Edition], *wanted: Any
) -> list[views.Observation]:
    """The observations of editions that are wanted, by place code and period."""
    by_id = {one.edition_id: one for one in editions}
    query = (
        select(t.Observation, t.Place)
        .join(t.Place, col(t.Place.place_code) == col(t.Observation.place_code))
        .where(col(t.Observation.edition_id).in_(by_id), *wanted)
        .order_by(col(t.Observation.place_code), col(t.Observation.period))
    )
    return [
        _observation(row, places.view_of(place), by_id[row.edition_id], series) for row, place in session.exec(query)
    ]


def _observation(row: t.Observation, place: views.Place, edition: t.Edition, series: views.Series) -> views.Observation:
    return views.Observation(
        series_id=series.series_id,
        unit=series.unit,
        year_kind=series.year_kind,
        decimals=series.decimals,
        is_apart=place.place_code in series.apart,
        place=place,
        period=row.period,
        value=row.value,
        state=row.state,
        rounded_to=row.rounded_to,
        numerator=row.numerator,
        denominator=row.denominator,
        lower=row.lower,
        upper=row.upper,
        note=row.note,
        release=edition.release,
        edition_id=row.edition_id,
        population_id=edition.population_id,
    )


def _series(row: t.Series) -> views.Series:
    return views.Series(
        series_id=row.series_id,
        publication_id=row.publication_id,
        topic=row.topic,
        title=row.title,
        definition=row.definition,
        unit=row.unit,
        polarity=row.polarity,
        polarity_source=row.polarity_source,
        year_kind=row.year_kind,
        decimals=row.decimals,
        counts_children=row.counts_children,
        apart=tuple(row.apart.split()),
        address=row.address,
        next_update=row.next_update,
    )


def _release(row: t.Release, of: t.Publication) -> views.Release:
    return views.Release(
        publication_id=row.publication_id,
        release=row.release,
        title=row.title,
        publisher=of.publisher,
        licence=of.licence,
        address=of.address,
        source=row.source,
    )
