"""What a picture of a series shows: nothing joined that may not be, and no median of too few."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cscp_core.errors import NotFound
from cscp_core.official import charts, pictures, places, service
from cscp_core.official.charts import Reported
from cscp_core.official.rules import Closeness
from cscp_core.people.permissions import SYSTEM
from tests.official.builders import CAMDEN, ENGLAND, INNER, ISLINGTON, Stage

RATE = "per 10,000 children"


@pytest.fixture
def stage(store):
    return Stage(store)


def picture(stage, *comparators, **details):
    with stage.store.reading() as session:
        known = {"series_id": "plan-rate", "place_code": CAMDEN, "comparators": comparators}
        return pictures.picture(session, SYSTEM, **known | details)


def on_two_populations(stage, unit=RATE):
    stage.series(unit=unit)
    old = {(CAMDEN, "2017-18"): "60", (CAMDEN, "2018-19"): "63", (ENGLAND, "2018-19"): "43"}
    new = {(CAMDEN, "2019-20"): "70", (CAMDEN, "2020-21"): "71", (ENGLAND, "2020-21"): "41"}
    stage.release("2023-10", old, population="old")
    stage.release("2025-10", new, population="new")


def runs(spec, name):
    found = {}
    for one in spec["data"]["values"]:
        if one["name"] == name:
            found.setdefault(one["run"], []).append(one["label"])
    return list(found.values())


def test_no_line_joins_two_populations_and_the_words_say_why(stage):
    on_two_populations(stage)
    shown = picture(stage, ENGLAND)
    spec = charts.over_time(shown).spec
    assert runs(spec, "Camden") == [["2017-18", "2018-19"], ["2019-20", "2020-21"]]
    assert runs(spec, "England") == [["2018-19"], ["2020-21"]]
    assert shown.gaps == [
        "The line breaks between 2018-19 and 2019-20: rates that use different population estimates cannot be compared."
    ]


def test_counts_of_two_releases_are_one_line(stage):
    on_two_populations(stage, unit="children")
    assert runs(charts.over_time(picture(stage)).spec, "Camden") == [["2017-18", "2018-19", "2019-20", "2020-21"]]


def test_the_sentence_compares_only_what_may_be_compared(stage):
    on_two_populations(stage)
    shown = picture(stage, ENGLAND)
    assert shown.finding(2018) == (
        "Camden: 71 per 10,000 children in 2020-21, 70 per 10,000 children in 2019-20: cannot tell whether it is "
        "chance: no base is published with it."
    )
    assert shown.beside.startswith("Higher than England (41), cannot tell")


def test_the_sentence_begins_with_the_year_of_the_report_where_it_has_a_value(stage):
    stage.series(unit="%")
    stage.release("2025-10", {(CAMDEN, f"20{year}-{year + 1}"): str(year) for year in (17, 18, 19)})
    assert picture(stage).finding(2019).startswith("Camden: 19% in 2019-20, 18% in 2018-19: ")
    assert picture(stage).finding(2030).startswith("Camden: 19% in 2019-20, 17% in 2017-18: ")


def test_a_suppressed_year_and_one_without_a_row_are_gaps_and_never_a_zero(stage):
    stage.series(unit="%")
    values = {"2016-17": "20", "2017-18": "c", "2018-19": "22", "2020-21": "23"}
    stage.release("2025-10", {(CAMDEN, period): value for period, value in values.items()})
    shown = picture(stage)
    spec = charts.over_time(shown).spec
    assert runs(spec, "Camden") == [["2016-17"], ["2018-19"], ["2020-21"]]
    assert [one["value"] for one in spec["data"]["values"]] == [20, 22, 23]
    assert spec["encoding"]["x"]["scale"]["domain"] == ["2016-17", "2017-18", "2018-19", "2019-20", "2020-21"]
    assert shown.gaps == [
        "No value for 2017-18: suppressed by the publisher.",
        "No value for 2019-20: not in the releases that are loaded.",
    ]


@given(st.lists(st.sampled_from(["c", "0", "7.5", ""]), min_size=1, max_size=12))
def test_a_chart_has_a_mark_for_each_number_and_for_nothing_else(values):
    points = {f"{2010 + at}": text for at, text in enumerate(values)}
    broken = charts._unbroken({at: at for at, text in points.items() if text not in ("c", "")}, list(points))
    assert [one for run in broken for one in run] == [at for at, text in points.items() if text not in ("c", "")]
    assert all(int(after) - int(before) == 1 for run in broken for before, after in pairwise(run))


def test_a_comparator_stands_beside_the_same_release_alone(stage):
    stage.series(unit="%")
    stage.release("2024-10", {(CAMDEN, "2018-19"): "9", (ENGLAND, "2018-19"): "20", (ENGLAND, "2019-20"): "21"})
    stage.release("2025-10", {(CAMDEN, "2019-20"): "8"})
    (england,) = picture(stage, ENGLAND).companions
    assert [(one.period, one.shown) for one in england.points] == [("2018-19", "20")]


def test_a_place_in_another_unit_stands_beside_no_other(stage):
    stage.series(unit="%", apart=ENGLAND)
    stage.release("2025-10", {(CAMDEN, "2019-20"): "8", (ENGLAND, "2019-20"): "9000"})
    (england,) = picture(stage, ENGLAND).companions
    assert england.points == ()


@pytest.mark.parametrize(
    ("values", "middle", "low", "words"),
    [
        ({ISLINGTON: "20", INNER: "30"}, "25", "20", "2 of 3 known"),
        ({ISLINGTON: "20", INNER: "c"}, None, None, "1 of 3 known"),
    ],
)
def test_the_median_of_neighbours_says_how_many_are_known(stage, values, middle, low, words):
    stage.series(unit="%")
    stage.neighbours("2021", "202", dict.fromkeys(("206", "987", "999"), Closeness.CLOSE))
    at = {(place, "2019-20"): value for place, value in values.items()}
    stage.release("2025-10", {(CAMDEN, "2019-20"): "8"} | at)
    shown = picture(stage, f"{places.NEIGHBOURS}2021")
    (point,) = shown.companions[0].points
    expected = [None if one is None else Decimal(one) for one in (middle, low)]
    assert ([point.value, point.low], point.how_many) == (expected, words)
    assert (f"25, {words}" in shown.beside) == (middle is not None)
    bars = [one for one in charts.over_time(shown).spec["layer"] if one["mark"]["type"] == "rect"]
    assert len(bars) == (middle is not None)


def test_what_a_report_prints_is_in_its_own_mark(stage):
    on_two_populations(stage)
    made = charts.over_time(picture(stage), [Reported(period="2019-20", value=51.3, printed="51.3")])
    (row,) = [one for one in made.spec["data"]["values"] if one["name"] == charts.REPORTED]
    assert (row["joined"], row["printed"]) == (False, "51.3")
    assert "In the report: 51.3 in 2019-20." in made.alt


def test_a_count_of_a_few_children_is_not_drawn_where_the_picture_leaves(stage):
    stage.series(unit="children", counts_children=True)
    stage.release("2025-10", {(CAMDEN, "2018-19"): "3", (CAMDEN, "2019-20"): "40"})
    assert [one.shown for one in picture(stage).points] == ["3", "40"]
    shown = picture(stage, leaves=True)
    assert [one.value for one in shown.points] == [None, 40]
    assert shown.gaps == ["No value for 2018-19: withheld by this app, so that nobody can be recognised."]


def test_places_that_are_not_known_are_named_and_not_drawn(stage):
    stage.series(unit="%", apart=ENGLAND)
    values = {CAMDEN: "8", ISLINGTON: "c", INNER: "9", ENGLAND: "9000"}
    stage.release("2025-10", {(place, "2019-20"): value for place, value in values.items()})
    with stage.store.reading() as session:
        found = service.spread(session, SYSTEM, series_id="plan-rate", period="2019-20")
    made = charts.places(found, CAMDEN)
    assert made.title == "2019-20: 2 of 3 places known"
    assert [one["label"] for one in made.spec["data"]["values"]] == ["Inner London", "Camden"]
    assert "Not drawn, suppressed by the publisher: Islington." in made.beneath
    assert "Not drawn, in another unit: England." in made.beneath


def test_a_series_of_nothing_is_not_found(stage):
    with pytest.raises(NotFound):
        picture(stage)
