"""Shapes: each takes values that may honestly stand side by side and returns a Vega-Lite specification without colours.

A label is the value as it was printed; the height is in pixels, and the width that of the place where it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]

ROW = 28  # pixels
ALONE = 52  # pixels: one row without others, and what stands around it
AXIS = 90  # pixels: the height of a chart on a screen holds its axis too
POINT = 90  # square pixels
SQUARE = {"symbolType": "square", "symbolStrokeWidth": 1}
BAR, NARROW = 16, 10  # pixels
UNDER_LABEL = 44  # pixels: a narrow bar under its label
STEP = 19  # pixels: a row of narrow bars
LEGEND = 84  # pixels
PAPER_ROW, PAPER_LINE = 20, 130  # pixels: a row of bars on paper, and the height of a line
CHARACTER = 9  # pixels
DIGIT = 0.035
"""Of the longest bar, how much a digit takes within it where there is little width."""
SHORT_NAME = 18  # characters: three such names stand in one row of a legend
ON_PART = "on part"
"""With a number the style of what is written on a part of a bar: looks.py has its colours."""
CELL = "cell"
"""The name under which a heat map, or a stacked bar, says which of its cells or parts was chosen."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One value: what it is of (a period, a place), the number, and how it was printed."""

    label: str
    value: float
    printed: str
    low: float | None = None
    high: float | None = None
    """What chance could give, where the count behind the value is known."""
    has_base: bool = True
    """A percentage without the count behind it is drawn hollow."""


def top_of(points: Sequence[Point]) -> float:
    """How far up an axis must reach for all that is drawn of these values."""
    return max((one.high or one.value for one in points), default=1)


def slope(points: Sequence[Point], *, height: int = 120, top: float | None = None) -> Spec:
    """Two or more values in order of time, joined, each with its label; the axis begins at zero and is not drawn. `top`
    is how far up it reaches where several charts share it."""
    x: Spec = {"field": "label", "type": "ordinal", "sort": None, "title": None}
    x["axis"] = {"labelAngle": 0, "grid": False, "domain": False, "ticks": False}
    x["scale"] = {"padding": 0.4}
    room = 1.4 * (top or top_of(points))  # for the labels above the highest
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, room]}}
    return _layered(
        points,
        {"x": x, "y": y},
        *_whisker("y", points),
        {"mark": {"type": "line", "strokeWidth": 2}},
        *_marks(points),
        {
            "mark": {"type": "text", "dy": -14, "fontWeight": 600},
            "encoding": {"text": {"field": "printed"}, "y": {"field": "edge", "type": "quantitative"}},
        },
        height=height,
    )


def line(points: Sequence[Point], unit: str, *, height: int = 240) -> Spec:
    """Three or more values of one unit and one kind of period, in order of time."""
    x = {"field": "label", "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}}
    y = {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": True}}
    return _layered(
        points,
        {"x": x, "y": y},
        *_whisker("y", points),
        {"mark": {"type": "line", "strokeWidth": 2}},
        *_marks(points),
        {"mark": {"type": "text", "dy": -14}, "encoding": {"text": {"field": "printed"}}},
        height=height,
    )


def dots(points: Sequence[Point], unit: str, *, ours: str) -> Spec:
    """Places in one period, one row each, with what chance could give; `ours` is the label drawn in full."""
    row = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 260}}
    value = {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": True}}
    mark = {
        "mark": {"type": "point", "size": 2 * POINT, "filled": True, "opacity": 1},
        "encoding": {
            "shape": {"condition": {"test": f"datum.label === {ours!r}", "value": "circle"}, "value": "diamond"}
        },
    }
    edge = {"field": "edge", "type": "quantitative"}  # behind what chance could give, which would strike it through
    label = {
        "mark": {"type": "text", "align": "left", "dx": 12},
        "encoding": {"text": {"field": "printed"}, "x": edge},
    }
    return _layered(
        points, {"y": row, "x": value}, *_whisker("x", points), mark, label, height=ROW * len(points) + AXIS
    )


def bars(points: Sequence[Point], unit: str = "") -> Spec:
    """The parts of one thing, one row each; without a unit they are counts that their labels say, on no axis."""
    row: Spec = {"field": "label", "type": "nominal", "sort": None, "title": None}
    row["axis"] = {"labelLimit": 260, "labelOverlap": False}
    room = _room(one.printed for one in points) * top_of(points)
    value: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": unit,
        "scale": {"zero": True, "domain": [0, room]},
    }
    height = ROW * len(points) + AXIS
    if not unit:
        value["axis"], height = None, ROW * len(points) + 20
        row["axis"] |= {"ticks": False, "domain": False}
    label = {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"text": {"field": "printed"}}}
    return _layered(points, {"y": row, "x": value}, {"mark": "bar"}, label, height=height)


def ladder(counts: Mapping[tuple[str, str], int], rows: Sequence[str], parts: Sequence[str]) -> Spec:
    """Narrow bars for a card, of three parts: the first full, the second pale, the last empty. It has no legend: the
    screen says once what the parts are."""
    rows = [row for row in rows if any(counts.get((row, part)) for part in parts)]
    scale = {"type": "ordinal", "domain": list(parts), "range": [1, 0.4, 0]}
    fill: Spec = {"field": "part", "type": "nominal", "legend": None, "scale": scale}
    totals = {row: sum(counts.get((row, part), 0) for part in parts) for row in rows}
    drawn = stacked(counts, rows, parts)
    bar = {
        "data": drawn["data"],
        "mark": {"type": "bar", "strokeWidth": 1, "size": NARROW},
        "encoding": {"fillOpacity": fill, "order": {"field": "order"}},
    }
    label = {
        "data": {"values": [{"row": row, "n": number} for row, number in totals.items()]},
        "mark": {"type": "text", "align": "left", "dx": 4},
        "encoding": {"text": {"field": "n"}},
    }
    room = _room(map(str, totals.values())) * max(totals.values(), default=1)
    x, y = drawn["encoding"]["x"] | {"scale": {"domain": [0, room]}}, drawn["encoding"]["y"]
    y["axis"] |= {"labelOverlap": False, "labelFlush": False}  # every step is named, beside its bar
    return {
        "height": STEP * len(rows) + 20,
        "width": "container",
        "encoding": {"x": x, "y": y},
        "layer": [bar, label],
    }


def share(point: Point) -> Spec:
    """A percentage as a part of a hundred: hollow where the count behind it is not known."""
    x: Spec = {"type": "quantitative", "axis": None, "scale": {"zero": True, "domain": [0, 100]}}
    return {
        "data": {"values": [{"label": point.label, "value": point.value, "whole": 100, "printed": point.printed}]},
        "height": ALONE,
        "width": "container",
        "encoding": {"y": {"field": "label", "type": "nominal", "axis": None}, "x": x | {"field": "value"}},
        "layer": [
            {"mark": {"type": "bar", "opacity": 0.12}, "encoding": {"x": x | {"field": "whole"}}},
            {"mark": {"type": "bar", "strokeWidth": 2, "filled": point.has_base}},
            {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"text": {"field": "printed"}}},
        ],
    }


def stacked(counts: Mapping[tuple[str, str], int], rows: Sequence[str], parts: Sequence[str]) -> Spec:
    """How many of each part a row has, the first part that there is the fullest. Its legend says so; a number stands in
    each part that is wide enough, and at the end of a row in which one is not."""
    parts = [part for part in parts if any(counts.get((row, part)) for row in rows)]
    totals = {row: sum(counts.get((row, part), 0) for part in parts) for row in rows}
    values, in_full = _stacked_values(counts, rows, parts, max(totals.values(), default=0))
    x: Spec = {"field": "n", "type": "quantitative", "stack": "zero", "axis": None}
    if not in_full >= set(rows):
        x["scale"] = {"domain": [0, _room(map(str, totals.values())) * max(totals.values())]}
    y: Spec = {"field": "row", "type": "nominal", "sort": None, "title": None, "scale": {"domain": list(rows)}}
    y["axis"] = {"labelLimit": 340, "ticks": False, "domain": False}
    legend = {"orient": "top", "title": None, "columns": 3 if max(map(len, parts), default=0) <= SHORT_NAME else 2}
    bar = {
        "params": [{"name": CELL, "select": {"type": "point", "fields": ["row", "part"]}}],
        "mark": {"type": "bar", "strokeWidth": 1, "size": BAR, "cursor": "pointer"},
        "encoding": {
            "fill": {
                "field": "part",
                "type": "ordinal",
                "scale": {"domain": list(parts), "range": "ordinal"},
                "legend": legend | SQUARE,
            }
        },
    }
    inside = [
        {
            "transform": [{"filter": f"datum.order === {at} && datum.written"}],
            "mark": {"type": "text", "style": f"{ON_PART} {at}", "fontWeight": 600},
            "encoding": {"text": {"field": "n"}, "x": {"field": "middle", "type": "quantitative"}},
        }
        for at in range(len(parts))
    ]
    ends = [{"row": row, "n": totals[row]} for row in rows if row not in in_full]
    beside = {
        "data": {"values": ends},
        "mark": {"type": "text", "align": "left", "dx": 4},
        "encoding": {"text": {"field": "n"}, "x": {"field": "n", "type": "quantitative", "stack": None}},
    }
    return {
        "data": {"values": values},
        "height": ROW * len(rows) + LEGEND,
        "width": "container",
        "encoding": {"x": x, "y": y, "order": {"field": "order"}, "tooltip": [{"field": "part"}, {"field": "n"}]},
        "layer": [bar, *inside, *([beside] if ends else [])],
    }


def _stacked_values(
    counts: Mapping[tuple[str, str], int], rows: Sequence[str], parts: Sequence[str], longest: int
) -> tuple[list[Spec], set[str]]:
    """Each part of each row, with where its middle is and whether its number fits into it; and the rows in which every
    number does."""
    values, in_full = [], set(rows)
    for row in rows:
        before = 0
        for at, part in enumerate(parts):
            number = counts.get((row, part), 0)
            if not number:
                continue
            fits = number >= DIGIT * len(str(number)) * longest
            values.append(
                {"row": row, "part": part, "n": number, "order": at, "middle": before + number / 2, "written": fits}
            )
            before += number
            in_full -= set() if fits else {row}
    return values, in_full


def heat_map(counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> Spec:
    """How many there are of each pair of a row and a column: the number in each cell, and the more the fuller."""
    values = [{"row": row, "column": column, "n": counts.get((row, column), 0)} for row in rows for column in columns]
    most = max(counts.values(), default=0) or 1
    axis = {"title": None, "ticks": False, "domain": False, "labelAngle": 0, "labelFlush": False, "grid": False}
    return {
        "data": {"values": values},
        "height": ROW * len(rows) + 30,
        "width": "container",
        "encoding": {
            "x": {"field": "column", "type": "nominal", "sort": None, "axis": axis | {"orient": "top"}},
            "y": {"field": "row", "type": "nominal", "sort": None, "axis": axis},
        },
        "layer": [
            {
                "params": [{"name": CELL, "select": {"type": "point", "fields": ["row", "column"]}}],
                "mark": {"type": "rect", "cornerRadius": 2, "cursor": "pointer"},
                "encoding": {
                    "opacity": {
                        "field": "n",
                        "type": "quantitative",
                        "scale": {"domain": [0, most], "range": [0.04, 0.45]},
                        "legend": None,
                    }
                },
            },
            {
                "transform": [{"filter": "datum.n > 0"}],
                "mark": {"type": "text", "fontWeight": 600},
                "encoding": {"text": {"field": "n"}},
            },
        ],
    }


def narrow(spec: Spec) -> Spec:
    """The same bars where there is little width: each label above its bar, each value at its end, and no axis. What is
    no bars stays as it is."""
    encoding: Spec = spec["encoding"]
    if encoding["y"]["type"] != "nominal":
        return spec
    _, *others = spec["layer"]
    label = {
        "mark": {"type": "text", "align": "left", "dy": -BAR},
        "encoding": {"text": {"field": "label"}, "x": {"value": 0}},
    }
    return {
        **spec,
        "height": UNDER_LABEL * len(spec["data"]["values"]),
        "encoding": {"y": {**encoding["y"], "axis": None}, "x": {**encoding["x"], "axis": None}},
        "layer": [{"mark": {"type": "bar", "size": NARROW}}, label, *others],
    }


def on_paper(spec: Spec, *, width: float) -> Spec:
    """The same shape as a small picture of a `width` in pixels. Bars close up and lose their axis, since the printed
    value stands at the end of each; a line keeps its axis."""
    encoding: Spec = spec["encoding"]
    printed = max(len(one["printed"]) for one in spec["data"]["values"])
    beyond = {"left": 4, "top": 4, "bottom": 4, "right": 4 + CHARACTER * printed}  # the value at the end of the longest
    fits = {"autosize": {"type": "fit", "contains": "padding"}, "width": width, "padding": beyond}
    if encoding["y"]["type"] != "nominal":
        return {**spec, **fits, "height": PAPER_LINE}
    height = PAPER_ROW * len(spec["data"]["values"])
    return {**spec, **fits, "height": height, "encoding": {**encoding, "x": {**encoding["x"], "axis": None}}}


def _room(labels: Iterable[str]) -> float:
    """How far an axis goes beyond its longest bar, for the label at its end: the longer the label, the further."""
    return 1.09 + 0.06 * max((len(one) for one in labels), default=0)


def _layered(points: Sequence[Point], encoding: Spec, *layers: Spec, height: int) -> Spec:
    values = [
        {"label": one.label, "value": one.value, "printed": one.printed, "based": one.has_base}
        | {"edge": max(one.value, one.high or one.value)}
        | ({} if one.low is None else {"low": one.low, "high": one.high})
        for one in points
    ]
    return {
        "data": {"values": values},
        "height": height,
        "width": "container",
        "encoding": encoding,
        "layer": list(layers),
    }


def _whisker(along: str, points: Sequence[Point]) -> list[Spec]:
    """What chance could give, where that is known of any of the values."""
    drawn = {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6},
        "encoding": {along: {"field": "low", "type": "quantitative"}, f"{along}2": {"field": "high"}},
    }
    return [drawn] if any(one.low is not None for one in points) else []


def _marks(points: Sequence[Point]) -> list[Spec]:
    """A dot for each value; hollow where a percentage has no base. A layer without a dot would be a picture without a
    name to a screen reader."""
    full = {
        "transform": [{"filter": "datum.based"}],
        "mark": {"type": "point", "size": POINT, "filled": True, "opacity": 1},
    }
    hollow = {
        "transform": [{"filter": "!datum.based"}],
        "mark": {"type": "point", "size": POINT, "filled": False, "strokeWidth": 2, "opacity": 1},
    }
    has = {one.has_base for one in points}
    return [layer for layer, based in ((full, True), (hollow, False)) if based in has]
