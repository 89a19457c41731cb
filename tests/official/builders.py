"""Builders of official statistics: each fills in what a test does not care about."""

from decimal import Decimal
from typing import Any

from cscp_core.official import tables as t
from cscp_core.official.rules import Closeness, ObservationState, PlaceLevel, ValueIn, YearType, folded
from cscp_core.official.views import Observation, Place, Series
from cscp_core.polarity import Polarity
from cscp_core.storage.session import Store

CAMDEN, ISLINGTON, INNER, LONDON, ENGLAND = "E09000007", "E09000019", "E13000001", "E12000007", "E92000001"
PLACES = {
    CAMDEN: ("202", "Camden", PlaceLevel.AUTHORITY, INNER),
    ISLINGTON: ("206", "Islington", PlaceLevel.AUTHORITY, INNER),
    INNER: ("987", "Inner London", PlaceLevel.REGIONAL, LONDON),
    LONDON: ("986", "London", PlaceLevel.REGIONAL, ENGLAND),
    ENGLAND: ("970", "England", PlaceLevel.NATIONAL, ""),
}


def value_in(release: str = "2025-10", value: str | None = "44.5", **details: Any) -> ValueIn:
    """One value of one release; without a value it is suppressed."""
    known: dict[str, Any] = {
        "edition_id": int(release.replace("-", "")),
        "value": None if value is None else Decimal(value),
        "state": ObservationState.SUPPRESSED if value is None else ObservationState.PUBLISHED,
        "population_id": None,
    }
    return ValueIn(release=release, **known | details)


def place(code: str = CAMDEN) -> Place:
    """A place of the tests; a code that is none of theirs is an authority of that name."""
    number, name, level, region = PLACES.get(code, ("", code, PlaceLevel.AUTHORITY, INNER))
    return Place(place_code=code, own_number=number, name=name, level=level, region_code=region)


def series(**details: Any) -> Series:
    """A series as it is read: a share of which lower is better."""
    known: dict[str, Any] = {
        "series_id": "again",
        "publication_id": "plans",
        "topic": "Referrals",
        "title": "Referred again",
        "definition": "",
        "unit": "%",
        "polarity": Polarity.LOWER,
        "polarity_source": "the publisher",
        "year_kind": YearType.FINANCIAL,
        "decimals": None,
        "counts_children": False,
        "apart": (),
        "address": "",
        "next_update": "",
    }
    return Series(**known | details)


def observation(value: str | None = "8.7", **details: Any) -> Observation:
    """One value of Camden in 2019-20, a share without a base; numbers as text."""
    numbers = ("numerator", "denominator", "lower", "upper")
    known: dict[str, Any] = {
        "series_id": "again",
        "unit": "%",
        "year_kind": YearType.FINANCIAL,
        "decimals": None,
        "is_apart": False,
        "place": place(),
        "period": "2019-20",
        "value": None if value is None else Decimal(value),
        "state": ObservationState.SUPPRESSED if value is None else ObservationState.PUBLISHED,
        "rounded_to": None,
        **dict.fromkeys(numbers),
        "note": "",
        "release": "2025-10",
        "edition_id": 1,
        "population_id": None,
    }
    exact = {name: Decimal(details[name]) for name in numbers if details.get(name) is not None}
    return Observation(**known | details | exact)


class Stage:
    """A store that is filled by hand, one series at a time."""

    def __init__(self, store: Store):
        self.store = store
        rows: list[Any] = [
            t.Publication(publication_id="plans", publisher="A department", title="Plans", licence="OGL", address=""),
            t.Population(population_id="old", title="Estimates", release="2020-06", basis="census of 2011"),
            t.Population(population_id="new", title="Estimates", release="2023-11", basis="census of 2021"),
        ]
        for code, (number, name, level, region) in PLACES.items():
            rows.append(
                t.Place(
                    place_code=code,
                    own_number=number,
                    name=name,
                    folded=folded(name),
                    level=level,
                    region_code=region,
                )
            )
        self._add(*rows)

    def _add(self, *rows: Any) -> None:
        with self.store.writing() as session:
            for row in rows:
                session.add(row)
                session.flush()
            session.commit()

    def series(self, series_id: str = "plan-rate", unit: str = "per 10,000 children", **details: Any) -> None:
        known: dict[str, Any] = {
            "publication_id": "plans",
            "topic": "Child protection",
            "title": "Children on a plan",
            "definition": "",
            "polarity": Polarity.NONE,
            "polarity_source": "the publisher states none",
            "year_kind": YearType.FINANCIAL,
            "counts_children": False,
            "apart": "",
            "address": "",
            "next_update": "",
            "load_number": 1,
        }
        self._add(t.Series(series_id=series_id, unit=unit, **known | details))

    def release(
        self,
        release: str,
        values: dict[tuple[str, str], str],
        series_id: str = "plan-rate",
        population: str | None = None,
    ) -> None:
        """A release of a series: numbers as text by place and period; a letter is a symbol for suppressed."""
        with self.store.writing() as session:
            if session.get(t.Release, ("plans", release)) is None:
                session.add(t.Release(publication_id="plans", release=release, title="Plans", source="a file"))
                session.flush()
            edition = t.Edition(
                series_id=series_id,
                publication_id="plans",
                release=release,
                source_table="d1",
                source_column="rate",
                source_filter="",
                population_id=population,
                load_number=1,
            )
            session.add(edition)
            session.flush()
            for (place, period), text in values.items():
                number = None if text.isalpha() else Decimal(text)
                state = ObservationState.SUPPRESSED if number is None else ObservationState.PUBLISHED
                session.add(
                    t.Observation(
                        edition_id=edition.edition_id,
                        place_code=place,
                        period=period,
                        value=number,
                        state=state,
                        note="",
                        load_number=1,
                    )
                )
            session.commit()

    def neighbours(self, model: str, of: str, listed: dict[str, Closeness]) -> None:
        self._add(
            *(
                t.Neighbour(
                    model=model,
                    own_number=of,
                    position=position,
                    neighbour_number=number,
                    closeness=how,
                    as_printed=how.label,
                    load_number=1,
                )
                for position, (number, how) in enumerate(listed.items(), 1)
            )
        )
