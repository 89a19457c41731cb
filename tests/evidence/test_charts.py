"""Charts: when there is one, what its title finds, what a reader is told who cannot see it, and an axis from zero."""

import pytest

from cscp_core.drawing.shapes import AXIS
from cscp_core.evidence import service
from cscp_core.evidence.charts import charts
from cscp_core.people.permissions import SYSTEM
from tests.builders import make_figure


def rate(period, value, **details):
    return make_figure(period=period, value=value, as_printed=f"{value:g}", **details)


LINE = [rate("2017-18", 90), rate("2018-19", 110), rate("2019-20", 132)]
PARTS = [rate("2019-20", value, category=name) for name, value in (("girls", 40), ("boys", 80), ("not said", 12))]


def only(figures):
    (chart,) = charts(figures, "Camden")
    return chart


def of_kind(chart, mark):
    """The layers of a chart that draw with this mark."""
    found = []
    for layer in chart.spec["layer"]:
        kind = layer["mark"]["type"] if isinstance(layer["mark"], dict) else layer["mark"]
        found += [layer] if kind == mark else []
    return found


def rows(chart):
    return chart.spec["data"]["values"]


def test_one_figure_makes_no_chart():
    assert charts(LINE[:1], "Camden") == []


def test_two_points_make_no_line():
    assert charts(LINE[:2], "Camden") == []


def test_three_points_make_a_line():
    assert len(of_kind(only(LINE), "line")) == 1


def test_two_parts_make_no_bars():
    assert charts(PARTS[:2], "Camden") == []


def test_three_parts_make_bars():
    assert len(of_kind(only(PARTS), "bar")) == 1


def test_a_line_stands_before_bars():
    found = charts([*PARTS, *(rate(one.period, one.value, indicator_id="other") for one in LINE)], "Camden")
    assert [chart.alt.split(".")[0] for chart in found] == ["Line chart", "Bar chart"]


def test_a_lines_title_states_where_it_began_and_where_it_ended():
    assert only(LINE).title == "Missing children: 90 in 2017-18, 132 in 2019-20"


def test_a_lines_title_names_the_part_that_it_is_about():
    figures = [rate(one.period, one.value, category="girls") for one in LINE]
    assert only(figures).title.startswith("Missing children: girls: ")


def test_a_line_is_told_point_by_point_to_anyone_who_cannot_see_it():
    assert only(LINE).alt == (
        "Line chart. Missing children, children: 90 in 2017-18, 110 in 2018-19 and 132 in 2019-20."
    )


def test_the_title_of_bars_names_the_largest():
    assert only(PARTS).title == "Missing children, 2019-20: boys is the largest, at 80"


def test_two_bars_of_one_height_are_not_called_the_largest_one_alone():
    figures = [*PARTS, rate("2019-20", 80, category="young men")]
    assert "boys is the largest" not in only(figures).title


def test_bars_are_told_from_the_largest_down_to_anyone_who_cannot_see_them():
    assert only(PARTS).alt == "Bar chart. Missing children, 2019-20: boys 80, girls 40 and not said 12."


def test_bars_stand_from_the_largest_down():
    assert [figure.category for figure in only(PARTS).figures] == ["boys", "girls", "not said"]


def test_a_line_carries_its_points_in_order_of_time():
    assert [row["label"] for row in rows(only(list(reversed(LINE))))] == ["2017-18", "2018-19", "2019-20"]


@pytest.mark.parametrize(("figures", "axis"), [(LINE, "y"), (PARTS, "x")])
def test_every_axis_of_values_begins_at_zero(figures, axis):
    assert only(figures).spec["encoding"][axis]["scale"]["zero"]


@pytest.mark.parametrize(("figures", "axis"), [(LINE, "y"), (PARTS, "x")])
def test_an_axis_of_values_is_titled_with_the_unit(figures, axis):
    assert only(figures).spec["encoding"][axis]["title"] == "children"


@pytest.mark.parametrize("figures", [LINE, PARTS])
def test_each_value_is_written_as_it_is_printed(figures):
    chart = only(figures)
    assert [row["printed"] for row in rows(chart)] == [figure.as_printed for figure in chart.figures]
    assert of_kind(chart, "text")[0]["encoding"]["text"]["field"] == "printed"


@pytest.mark.parametrize("figures", [LINE, PARTS])
def test_the_drawn_order_is_the_order_given(figures):
    encoding = only(figures).spec["encoding"]
    ordered = encoding["x" if figures is LINE else "y"]
    assert ordered["sort"] is None


@pytest.mark.parametrize("figures", [LINE, PARTS])
def test_a_chart_is_as_wide_as_the_page(figures):
    assert only(figures).spec["width"] == "container"


def test_more_bars_make_a_higher_chart():
    taller = [*PARTS, rate("2019-20", 1, category="unknown")]
    assert only(taller).spec["height"] > only(PARTS).spec["height"]
    assert only(PARTS).spec["height"] - AXIS >= 28 * 3


def test_the_label_of_every_bar_is_drawn_however_close_they_stand():
    axis = only(PARTS).spec["encoding"]["y"]["axis"]
    assert axis["labelOverlap"] is False


@pytest.fixture
def drawn(camden_to_read):
    """Every chart of the real report."""
    with camden_to_read.reading() as session:
        report = service.find_year(session, SYSTEM).report_id
        return charts(service.figures(session, SYSTEM, report_id=report).items, "Camden")


def test_no_chart_of_the_real_report_draws_fewer_than_three_periods_or_parts(drawn):
    assert min(len({(one.period, one.category) for one in chart.figures}) for chart in drawn) >= 3


def test_no_two_charts_of_the_real_report_have_the_same_title(drawn):
    assert len({chart.title for chart in drawn}) == len(drawn)


def test_no_chart_of_the_real_report_calls_a_total_its_own_largest_part(drawn):
    assert [chart.title for chart in drawn if "Total" in chart.title] == []
