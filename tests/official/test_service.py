"""Reading official statistics: lines that join no two populations, places side by side, neighbours and revisions."""

from decimal import Decimal

import pytest

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.official import places, service
from cscp_core.official import tables as t
from cscp_core.official.rules import Closeness, ObservationState, PlaceLevel
from cscp_core.people.permissions import SYSTEM
from tests.official.builders import CAMDEN, ENGLAND, INNER, ISLINGTON, LONDON, Stage

pytestmark = pytest.mark.engine


@pytest.fixture
def stage(store):
    return Stage(store)


def ask(stage, function, **details):
    with stage.store.reading() as session:
        return function(session, SYSTEM, **details)


def points(line):
    return [(one.period, one.shown, one.release) for one in line.points]


def two_releases(stage, unit):
    stage.series(unit=unit)
    stage.release("2023-10", {(CAMDEN, "2018-19"): "63", (CAMDEN, "2019-20"): "51.5"}, population="old")
    stage.release("2025-10", {(CAMDEN, "2019-20"): "70", (CAMDEN, "2020-21"): "c"}, population="new")


def test_no_line_joins_rates_on_two_populations(stage):
    two_releases(stage, "per 10,000 children")
    found = ask(stage, service.line, series_id="plan-rate", place_code=CAMDEN)
    assert points(found) == [
        ("2019-20", "70", "2025-10"),
        ("2020-21", "suppressed by the publisher", "2025-10"),
    ]
    assert [(one.period, one.shown) for one in found.left_out] == [("2018-19", "63")]


def test_a_line_of_counts_goes_on_into_earlier_releases(stage):
    two_releases(stage, "children")
    found = ask(stage, service.line, series_id="plan-rate", place_code=CAMDEN)
    assert [one[0] for one in points(found)] == ["2018-19", "2019-20", "2020-21"]
    assert [one.release for one in found.points] == ["2023-10", "2025-10", "2025-10"]
    assert found.left_out == ()


def test_a_line_of_an_earlier_release_has_nothing_of_a_later_one(stage):
    two_releases(stage, "children")
    found = ask(stage, service.line, series_id="plan-rate", place_code=CAMDEN, release="2023-10")
    assert points(found) == [("2018-19", "63", "2023-10"), ("2019-20", "51.5", "2023-10")]


def test_both_releases_of_a_value_are_kept_and_the_revision_is_shown(stage):
    stage.series(unit="%")
    stage.release("2019-10", {(ENGLAND, "2018-19"): "43.7"})
    stage.release("2025-10", {(ENGLAND, "2018-19"): "44.5", (ENGLAND, "2019-20"): "43.7"})
    both = ask(stage, service.values_in_releases, series_id="plan-rate", place_code=ENGLAND, period="2018-19")
    assert [(one.release, one.value) for one in both] == [("2025-10", Decimal("44.5")), ("2019-10", Decimal("43.7"))]
    (found,) = ask(stage, service.list_revisions, series_id="plan-rate", place_code=ENGLAND)
    assert found.sentence == "was 43.7, is 44.5; 43.7 is now the value of 2019-20"


def test_a_revised_rate_says_that_the_two_cannot_be_compared(stage):
    two_releases(stage, "per 10,000 children")
    (found,) = ask(stage, service.list_revisions, series_id="plan-rate", place_code=CAMDEN, period="2019-20")
    assert found.sentence == (
        "was 51.5, is 70; the rate uses other population estimates, so the two cannot be compared"
    )


def test_places_stand_side_by_side_in_one_release(stage):
    stage.series()
    stage.release("2023-10", {(CAMDEN, "2019-20"): "51.5", (INNER, "2019-20"): "36"}, population="old")
    stage.release("2025-10", {(CAMDEN, "2019-20"): "70.0", (INNER, "2019-20"): "40.1"}, population="new")
    found = ask(stage, service.spread, series_id="plan-rate", period="2019-20")
    assert (found.release, [(one.place.name, one.shown) for one in found.values]) == (
        "2025-10",
        [("Camden", "70.0"), ("Inner London", "40.1")],
    )
    older = ask(stage, service.spread, series_id="plan-rate", period="2019-20", release="2023-10", place_codes=[CAMDEN])
    assert [(one.place.name, one.shown) for one in older.values] == [("Camden", "51.5")]


def test_a_time_that_no_release_has_is_not_found(stage):
    stage.series()
    with pytest.raises(NotFound):
        ask(stage, service.spread, series_id="plan-rate", period="2019-20")
    with pytest.raises(NotFound):
        ask(stage, service.find_series, series_id="another")


def test_a_value_in_another_unit_says_that_it_stands_apart(stage):
    stage.series(apart=ENGLAND)
    stage.release("2025-10", {(CAMDEN, "2019-20"): "233", (ENGLAND, "2019-20"): "1521"})
    found = ask(stage, service.spread, series_id="plan-rate", period="2019-20")
    assert [(one.place.name, one.is_apart) for one in found.values] == [("Camden", False), ("England", True)]


def test_neighbours_are_those_of_one_model_in_the_publishers_words(stage):
    stage.neighbours("2021", "202", {"206": Closeness.CLOSE, "352": Closeness.NOT_CLOSE})
    stage.neighbours("2025", "202", {"206": Closeness.VERY_CLOSE})
    found = ask(stage, places.neighbours, place_code=CAMDEN, model="2021")
    assert [(one.own_number, one.place and one.place.name, one.closeness) for one in found] == [
        ("206", "Islington", Closeness.CLOSE),
        ("352", None, Closeness.NOT_CLOSE),
    ]
    assert ask(stage, places.list_models, place_code=CAMDEN) == ["2025", "2021"]
    with pytest.raises(NotFound):
        ask(stage, places.neighbours, place_code=CAMDEN, model="2014")


def test_a_median_counts_neighbours_without_a_value_as_unknown(stage):
    stage.series()
    stage.release("2025-10", {(ISLINGTON, "2019-20"): "40", (CAMDEN, "2019-20"): "70"})
    stage.neighbours("2021", "202", {"206": Closeness.CLOSE, "352": Closeness.NOT_CLOSE})
    about = {"series_id": "plan-rate", "place_code": CAMDEN, "period": "2019-20"}
    found = ask(stage, service.median_of_neighbours, **about, model="2021")
    assert (found.value, found.sentence) == (Decimal(40), "1 of 2 known")
    stage.neighbours("2025", "202", dict.fromkeys(("206", "352", "870"), Closeness.CLOSE))
    found = ask(stage, service.median_of_neighbours, **about, model="2025")
    assert (found.value, found.sentence) == (None, "1 of 3 known")


def test_a_place_may_be_compared_with_its_regions_england_and_its_neighbours(stage):
    stage.neighbours("2021", "202", {"206": Closeness.CLOSE})
    found = ask(stage, places.comparators, place_code=CAMDEN)
    assert [(one.name, [place.name for place in one.places]) for one in found] == [
        ("Inner London", ["Inner London"]),
        ("London", ["London"]),
        ("England", ["England"]),
        ("Other authorities of Inner London", ["Islington"]),
        ("Statistical neighbours, model of 2021", ["Islington"]),
    ]


def test_a_place_is_found_by_its_newest_code_however_its_name_is_written(stage):
    with stage.store.writing() as session:
        for code in ("E08000019", "E08000039"):
            session.add(
                t.Place(
                    place_code=code,
                    own_number="373",
                    name="Sheffield",
                    folded="sheffield",
                    level=PlaceLevel.AUTHORITY,
                    region_code="E12000003",
                )
            )
        session.add(
            t.PlaceChange(
                earlier_code="E08000039", later_code="E08000019", since="2025-04-01", how="was given a new code"
            )
        )
        session.commit()
    assert ask(stage, places.find_place, name=" sheffield").place_code == "E08000019"
    assert ask(stage, places.find_place, name="London (Inner)").place_code == INNER
    assert ask(stage, places.find_place, place_code=LONDON).name == "London"
    (change,) = ask(stage, places.list_place_changes, place_code="E08000039")
    assert change.later_code == "E08000019"
    with pytest.raises(NotFound):
        ask(stage, places.find_place, name="Atlantis")


def test_an_edition_names_file_column_and_population(stage):
    two_releases(stage, "per 10,000 children")
    found = ask(stage, service.list_editions, series_id="plan-rate")
    assert [(one.release, one.source_table, one.source_column, one.population) for one in found] == [
        ("2025-10", "d1", "rate", "Estimates, census of 2021"),
        ("2023-10", "d1", "rate", "Estimates, census of 2011"),
    ]
    releases = ask(stage, service.list_releases)
    assert [one.cited for one in releases] == [
        "A department, Plans, release 2025-10",
        "A department, Plans, release 2023-10",
    ]


def test_what_is_suppressed_is_stored_without_a_number(stage):
    two_releases(stage, "children")
    with stage.store.reading() as session:
        row = session.get(t.Observation, (2, CAMDEN, "2020-21"))
        assert (row.value, row.state) == (None, ObservationState.SUPPRESSED)


def test_nobody_reads_official_statistics_without_a_role(stage):
    with stage.store.reading() as session, pytest.raises(NotAllowed):
        service.list_series(session, None)
