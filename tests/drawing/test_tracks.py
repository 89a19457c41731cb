"""Lines of several names: each in a mark of its own, and nothing joined that may not be."""

import altair as alt
import pytest

from cscp_core.drawing import tracks
from cscp_core.drawing.looks import Look, config
from cscp_core.drawing.shapes import Point
from cscp_core.drawing.tracks import HALO, RANGE, Track

TIMES = ["2017-18", "2018-19", "2019-20", "2020-21"]


def point(label, value, **ends):
    return Point(label=label, value=value, printed=f"{value:g}%", **ends)


def drawn(**details):
    ours = Track(
        name="Camden",
        tone=tracks.OURS,
        runs=((point("2017-18", 9, low=7, high=11), point("2018-19", 10)), (point("2020-21", 12),)),
    )
    theirs = Track(name="England", tone=tracks.ENGLAND, runs=((point("2017-18", 20), point("2020-21", 22)),))
    report = Track(name="In the report", tone=tracks.REPORTED, runs=((point("2019-20", 8),),), is_joined=False)
    return tracks.over_time([ours, theirs, report], TIMES, "%", **details)


def rows(spec, name):
    return [one for one in spec["data"]["values"] if one["name"] == name]


def layer(spec, mark):
    return next(one for one in spec["layer"] if one["mark"]["type"] == mark)


@pytest.mark.parametrize("ranges", [(), (point("2018-19", 5, low=5, high=25),)])
def test_it_is_a_valid_specification_without_a_colour(ranges):
    spec = drawn(ranges=ranges)
    assert len(alt.Chart.from_dict(spec, validate=True).layer) == len(spec["layer"])
    assert "color" not in str(spec)
    assert "#" not in str(spec)


def test_no_line_joins_two_runs():
    assert [one["run"] for one in rows(drawn(), "Camden")] == ["Camden 0", "Camden 0", "Camden 1"]
    assert layer(drawn(), "line")["encoding"]["detail"] == {"field": "run"}


def test_what_a_report_prints_is_joined_to_nothing_and_has_a_mark_of_its_own():
    spec = drawn()
    assert [one["joined"] for one in rows(spec, "In the report")] == [False]
    assert layer(spec, "line")["transform"] == [{"filter": "datum.joined"}]
    shape = layer(spec, "point")["encoding"]["shape"]["scale"]
    assert dict(zip(shape["domain"], shape["range"], strict=True))["In the report"] == "square"
    assert shape["range"].count("square") == 1


def test_names_are_told_apart_by_more_than_their_colour():
    spec = drawn()
    for channel, mark in (("shape", "point"), ("strokeDash", "line")):
        scale = layer(spec, mark)["encoding"][channel]["scale"]
        known = dict(zip(scale["domain"], scale["range"], strict=True))
        assert len({str(known[name]) for name in ("Camden", "England", "In the report")}) == 3


def test_a_line_keeps_its_colour_whatever_stands_beside_it():
    spec = drawn()
    hue = layer(spec, "point")["encoding"]["fill"]
    assert [hue["scale"]["domain"].index(name) for name in ("Camden", "England", "In the report")] == [0, 1, 4]
    assert hue["legend"]["values"] == ["Camden", "England", "In the report"]
    assert {len(config(look)["range"]["category"]) for look in Look} == {tracks.SEVERAL + 1}


def test_two_of_one_tone_have_two_places_of_the_scale():
    both = [Track(name=name, tone=tracks.SEVERAL, runs=((point("2017-18", 9),),)) for name in ("one", "other")]
    domain = layer(tracks.over_time(both, TIMES, "%"), "point")["encoding"]["shape"]["scale"]["domain"]
    assert (domain.index("one"), domain.index("other")) == (5, 11)


def test_a_year_without_a_value_keeps_its_place_on_the_axis():
    assert drawn()["encoding"]["x"]["scale"]["domain"] == TIMES


def test_the_axis_begins_at_zero():
    assert drawn()["encoding"]["y"]["scale"] == {"zero": True}


def test_only_our_first_and_last_value_are_written_and_only_ours_have_whiskers():
    spec = drawn()
    assert [(one["label"], one["name"], one["written"]) for one in spec["data"]["values"] if one["written"]] == [
        ("2017-18", "Camden", "first"),
        ("2020-21", "Camden", "last"),
    ]
    assert [one["name"] for one in spec["data"]["values"] if "low" in one] == ["Camden"]


def test_a_value_is_written_over_a_halo_and_the_last_one_has_room_at_the_end_of_its_line():
    spec = drawn()
    texts = [one["mark"] for one in spec["layer"] if one["mark"]["type"] == "text"]
    assert [one.get("style") for one in texts] == [HALO, None, HALO, None]
    assert all(HALO in config(look)["style"] for look in Look)
    assert (texts[-1]["align"], spec["padding"]["right"] >= 28) == ("left", True)


def test_a_range_is_a_bar_for_each_time_and_joins_none():
    spec = drawn(ranges=(point("2018-19", 5, low=5, high=25), point("2020-21", 6, low=6, high=26)))
    bars = layer(spec, "rect")
    assert [(one["label"], one["low"], one["high"]) for one in bars["data"]["values"]] == [
        ("2018-19", 5, 25),
        ("2020-21", 6, 26),
    ]
    assert all(RANGE in config(look)["style"] for look in Look)
