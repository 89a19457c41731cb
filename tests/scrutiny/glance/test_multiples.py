"""Small charts share an axis where their unit and size are alike, and say so."""

from cscp_core.drawing.shapes import Point
from cscp_core.scrutiny.glance.multiples import say_axes, shared_tops
from cscp_core.scrutiny.glance.rules import YEAR_BEFORE, Compared


def make(unit, *values, against=YEAR_BEFORE):
    points = tuple(Point(label=str(at), value=one, printed=str(one)) for at, one in enumerate(values))
    return Compared(
        figure_id="figure-1", name="A measure", points=points, against=against, way="lower", chance="cannot tell",
        why="It needs a base.", section="3.1", unit=unit,
    )  # fmt: skip


def test_charts_of_one_unit_and_like_size_share_an_axis():
    found = [make("%", 20, 40), make("%", 35, 30), make("children", 7, 9)]
    tops = shared_tops(found)
    assert tops == [40, 40, None]
    assert say_axes(found, tops) == "The 2 charts over time in % share one axis. Every axis begins at zero."


def test_charts_of_unlike_size_have_an_axis_each():
    found = [make("children", 152, 132), make("children", 22, 19)]
    assert shared_tops(found) == [None, None]
    assert say_axes(found, [None, None]) == "Every axis begins at zero, and each chart has its own."


def test_a_chart_of_places_shares_no_axis():
    found = [make("%", 20, 40, against="London"), make("%", 20, 40)]
    assert shared_tops(found) == [None, None]
