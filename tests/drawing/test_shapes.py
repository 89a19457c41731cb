"""Shapes of charts: valid specifications that draw what was printed, and nothing that the values cannot bear."""

import altair as alt
import pytest

from cscp_core.drawing import shapes
from cscp_core.drawing.shapes import Point

BEFORE = Point(label="2018-19", value=152, printed="152", low=128.9, high=178.2)
NOW = Point(label="2019-20", value=132, printed="132", low=110.4, high=156.5)
BARE = Point(label="2019-20", value=82, printed="82%", has_base=False)
DRAWN = {
    "slope": shapes.slope((BEFORE, NOW)),
    "line": shapes.line((BEFORE, NOW, BARE), "children"),
    "dots": shapes.dots((BEFORE, NOW), "%", ours="2018-19"),
    "bars": shapes.bars((BEFORE, NOW), "children"),
    "stacked": shapes.stacked({("Police", "overdue"): 2, ("Police", "due"): 0}, ["Police"], ["overdue", "due"]),
    "ladder": shapes.ladder({("Output", "said"): 3}, ["Outcome", "Output"], ["tested", "shown", "said"]),
    "narrow": shapes.narrow(shapes.bars((BEFORE, NOW), "children")),
    "share": shapes.share(BARE),
    "counts": shapes.bars((BEFORE, NOW)),
    "heat map": shapes.heat_map({("Outcome", "said"): 4}, ["Outcome", "Output"], ["said", "shown"]),
}


def values(spec):
    return spec["data"]["values"]


def layers(spec, mark):
    named = [one["mark"] if isinstance(one["mark"], dict) else {"type": one["mark"]} for one in spec["layer"]]
    return [one for one, kind in zip(spec["layer"], named, strict=True) if kind["type"] == mark]


@pytest.mark.parametrize("name", DRAWN)
def test_each_shape_is_a_valid_specification(name):
    read = alt.Chart.from_dict(DRAWN[name], validate=True)
    assert len(read.layer) == len(DRAWN[name]["layer"])


@pytest.mark.parametrize("name", DRAWN)
def test_no_shape_names_a_colour_since_the_look_does(name):
    assert "color" not in str(DRAWN[name])
    assert "#" not in str(DRAWN[name])


@pytest.mark.parametrize("name", ["slope", "line", "dots", "bars"])
def test_a_label_is_the_value_as_it_was_printed(name):
    (text,) = layers(DRAWN[name], "text")
    assert text["encoding"]["text"] == {"field": "printed"}
    assert [one["printed"] for one in values(DRAWN[name])][:2] == ["152", "132"]


@pytest.mark.parametrize(("name", "axis"), [("slope", "y"), ("line", "y"), ("dots", "x"), ("bars", "x")])
def test_every_axis_of_numbers_begins_at_zero(name, axis):
    scale = DRAWN[name]["encoding"][axis]["scale"]
    assert scale.get("zero") or scale["domain"][0] == 0


def test_the_room_above_a_slope_holds_its_highest_label_and_whisker():
    assert DRAWN["slope"]["encoding"]["y"]["scale"]["domain"][1] > 178.2


def test_what_chance_could_give_is_drawn_only_where_it_is_known():
    known, unknown = values(shapes.slope((BEFORE, BARE)))
    assert (known["low"], known["high"]) == (128.9, 178.2)
    assert "low" not in unknown
    (whisker,) = layers(DRAWN["slope"], "rule")
    assert whisker["transform"] == [{"filter": "isValid(datum.low)"}]


def test_a_percentage_without_a_base_is_hollow_and_every_other_value_is_full():
    full, hollow = layers(shapes.slope((BEFORE, BARE)), "point")
    assert (full["mark"]["filled"], full["transform"]) == (True, [{"filter": "datum.based"}])
    assert (hollow["mark"]["filled"], hollow["transform"]) == (False, [{"filter": "!datum.based"}])
    assert [one["based"] for one in values(shapes.slope((BEFORE, BARE)))] == [True, False]


def test_a_layer_that_draws_nothing_is_left_out():
    assert layers(shapes.slope((BARE, BARE)), "rule") == []
    assert [one["mark"]["filled"] for one in layers(shapes.slope((BARE, BARE)), "point")] == [False]
    assert [one["mark"]["filled"] for one in layers(DRAWN["slope"], "point")] == [True]


def test_a_heat_map_has_a_cell_for_each_pair_and_a_number_only_where_there_is_something():
    drawn = DRAWN["heat map"]
    assert [(one["row"], one["column"], one["n"]) for one in values(drawn)] == [
        ("Outcome", "said", 4),
        ("Outcome", "shown", 0),
        ("Output", "said", 0),
        ("Output", "shown", 0),
    ]
    (text,) = layers(drawn, "text")
    assert text["transform"] == [{"filter": "datum.n > 0"}]


def test_a_part_of_which_there_is_none_takes_no_room_and_the_first_is_the_fullest():
    drawn = DRAWN["stacked"]
    assert [(one["row"], one["part"], one["n"]) for one in values(drawn)] == [("Police", "overdue", 2)]
    assert drawn["layer"][0]["encoding"]["fill"]["scale"] == {"domain": ["overdue"], "range": "ordinal"}


def test_a_part_has_its_number_where_it_is_wide_enough_and_else_its_row_has_its_total():
    counts = {("Police", "overdue"): 40, ("Police", "due"): 60, ("Health", "overdue"): 1, ("Health", "due"): 2}
    drawn = shapes.stacked(counts, ["Police", "Health"], ["overdue", "due"])
    assert [(one["row"], one["n"], one["middle"], one["written"]) for one in values(drawn)] == [
        ("Police", 40, 20, True),
        ("Police", 60, 70, True),
        ("Health", 1, 0.5, False),
        ("Health", 2, 2, False),
    ]
    *inside, beside = layers(drawn, "text")
    assert [one["mark"]["style"] for one in inside] == ["on part 0", "on part 1"]
    assert beside["data"]["values"] == [{"row": "Health", "n": 3}]
    assert drawn["encoding"]["x"]["scale"]["domain"][1] > 100
    assert drawn["encoding"]["y"]["scale"]["domain"] == ["Police", "Health"]


def test_long_names_of_parts_stand_two_in_a_row_of_the_legend():
    legends = [
        shapes.stacked({("Police", name): 1}, ["Police"], [name])["layer"][0]["encoding"]["fill"]["legend"]
        for name in ("due", "due within four weeks")
    ]
    assert [one["columns"] for one in legends] == [3, 2]


def test_narrow_bars_have_their_labels_above_them_and_other_shapes_stay():
    drawn = shapes.narrow(DRAWN["bars"])
    label, value = layers(drawn, "text")
    assert (label["encoding"]["text"], label["encoding"]["x"]) == ({"field": "label"}, {"value": 0})
    assert value["encoding"]["text"] == {"field": "printed"}
    assert [drawn["encoding"][one]["axis"] for one in ("x", "y")] == [None, None]
    assert shapes.narrow(DRAWN["line"]) == DRAWN["line"]


def test_the_longer_a_label_at_the_end_of_a_bar_the_more_room_it_has():
    short, long = (
        shapes.bars([Point(label="all", value=100, printed=one)])["encoding"]["x"]["scale"]["domain"][1]
        for one in ("9", "less than 1%")
    )
    assert 100 < short < long


def test_a_ladder_has_the_total_of_each_step_and_nothing_on_an_empty_one():
    bar, label = DRAWN["ladder"]["layer"]
    assert bar["encoding"]["fillOpacity"]["scale"]["range"] == [1, 0.4, 0]
    assert label["data"]["values"] == [{"row": "Output", "n": 3}]
    assert DRAWN["ladder"]["encoding"]["y"]["axis"]["labelOverlap"] is False


def test_places_are_told_apart_by_shape():
    (mark,) = layers(DRAWN["dots"], "point")
    assert mark["encoding"]["shape"]["condition"] == {"test": "datum.label === '2018-19'", "value": "circle"}
