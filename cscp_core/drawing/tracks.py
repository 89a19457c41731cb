"""Several lines in one picture: each name over time in its own mark, and nothing joined that may not be. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from cscp_core.drawing.shapes import CHARACTER, POINT, Point, Spec

DASHES = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [1, 4])
MARKS = ("circle", "triangle-up", "diamond", "triangle-down", "square", "cross")
OURS, ENGLAND, REGION, WIDER_REGION, REPORTED, SEVERAL = range(6)
"""Tones: what a line is of decides its colour, mark and dashes, the same on every screen."""
EDGE = {"left": 5, "top": 5, "right": 28, "bottom": 5}
"""Pixels: the last period's label reaches over the end of its axis, and the last value begins there."""
HALO = "halo"
"""The style of the ground around what is written on lines: looks.py has its colours."""
RANGE = "range"
"""The style of a bar from the lowest to the highest of several places: looks.py has its colours."""


@dataclass(frozen=True, kw_only=True)
class Track:
    """Values of one name. Each run is in order of time and joined within itself; nothing joins two runs. Marks alone
    where `is_joined` is false. `tone` is one of those above; two of one tone differ in marks and dashes."""

    name: str
    tone: int
    runs: tuple[tuple[Point, ...], ...]
    is_joined: bool = True


def over_time(
    tracks: Sequence[Track],
    times: Sequence[str],
    unit: str,
    *,
    ranges: Sequence[Point] = (),
    when: str = "",
    height: int = 320,
    columns: int = 2,
) -> Spec:
    """Lines of one unit, the first of them ours: it has its first value written above it and its last at its end, and
    what chance could give. `times` are all that the axis has, so that a year without a value is a gap; `when` names the
    axis, and `columns` is how many names stand in a row above it, where there are several. `ranges` are bars behind the
    lines, from low to high of several places. The axis begins at zero."""
    names = [one.name for one in tracks]
    domain = _in_tones(tracks)
    axis = {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 16}
    x = {"field": "label", "type": "ordinal", "title": when or None, "axis": axis, "scale": {"domain": list(times)}}
    y = {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": True}}
    legend = {"orient": "top", "title": None, "columns": columns, "values": names, "symbolStrokeWidth": 0}
    named: Spec = {"field": "name", "type": "nominal", "legend": legend if len(names) > 1 else None}
    shape = named | {"scale": {"domain": domain, "range": [MARKS[at % len(MARKS)] for at in range(len(domain))]}}
    dash = named | {
        "legend": None,
        "scale": {"domain": domain, "range": [DASHES[at % len(DASHES)] for at in range(len(domain))]},
    }
    hue = named | {"scale": {"domain": domain}}
    tooltip = [{"field": "name"}, {"field": "label"}, {"field": "printed"}]
    point = {"type": "point", "size": POINT, "filled": True, "opacity": 1}
    layers = [
        {
            "transform": [{"filter": "datum.joined"}],
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {"stroke": hue, "strokeDash": dash, "detail": {"field": "run"}},
        },
        {"mark": point, "encoding": {"fill": hue, "shape": shape, "tooltip": tooltip}},
        *_written("first", {"dy": -14}),
        *_written("last", {"align": "left", "dx": 9}),
    ]
    if any(one.low is not None for run in tracks[0].runs for one in run):
        layers.insert(0, _whiskers())
    if ranges:
        layers.insert(0, _range_bars(ranges))
    return {
        "data": {"values": _rows(tracks)},
        "height": height,
        "width": "container",
        "padding": EDGE | {"right": max(EDGE["right"], CHARACTER * _length_of_last(tracks[0]))},
        "encoding": {"x": x, "y": y},
        "layer": layers,
    }


def _in_tones(tracks: Sequence[Track]) -> list[str]:
    """The names at the places of their tones, and blanks between them: colours go by the place in a scale's domain."""
    places: dict[int, str] = {}
    for one in tracks:
        place = one.tone
        while place in places:
            place += len(MARKS)
        places[place] = one.name
    return [places.get(at, " " * (at + 1)) for at in range(max(places) + 1)]


def _rows(tracks: Sequence[Track]) -> list[Spec]:
    ours = [one for run in tracks[0].runs for one in run]
    written = {id(one): where for where, found in (("first", ours[:1]), ("last", ours[-1:])) for one in found}
    return [
        {
            "label": one.label,
            "name": track.name,
            "value": one.value,
            "printed": one.printed,
            "run": f"{track.name} {number}",
            "joined": track.is_joined,
            "written": written.get(id(one), ""),
        }
        | ({} if one.low is None or track is not tracks[0] else {"low": one.low, "high": one.high})
        for track in tracks
        for number, run in enumerate(track.runs)
        for one in run
    ]


def _written(where: str, placed: Spec) -> list[Spec]:
    """Our first or last value, before which the lines beneath end."""
    mark = {"type": "text", "fontWeight": 600} | placed
    layer = {"transform": [{"filter": f"datum.written === '{where}'"}], "encoding": {"text": {"field": "printed"}}}
    return [layer | {"mark": mark | {"style": HALO}}, layer | {"mark": mark}]


def _length_of_last(track: Track) -> int:
    return len(track.runs[-1][-1].printed) if track.runs else 0


def _whiskers() -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.6},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _range_bars(ranges: Sequence[Point]) -> Spec:
    values = [{"label": one.label, "low": one.low, "high": one.high, "printed": one.printed} for one in ranges]
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "style": RANGE, "width": {"band": 0.5}},
        "encoding": {
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "tooltip": [{"field": "label"}, {"field": "printed"}],
        },
    }
