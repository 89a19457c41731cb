"""Figures are narrowed by what they count and what can be said of them; measures come before the service's numbers."""

from cscp_core.evidence.facets import FigureMark, WantedFigures, count_facets, facet, narrow
from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.subjects import Subject
from tests.builders import make_figure

CAMDEN = "Camden"


def make(number, name, unit, period="2019-20", **details):
    return make_figure(
        figure_id=f"figure-{number}",
        indicator_id=name,
        indicator=name,
        unit=unit,
        period=period,
        area=CAMDEN,
        **details,
    )


AGE = make(1, "Age limit of the review", "years old")
SESSIONS = make(2, "Training sessions", "sessions")
MISSING = make(3, "Children and young people reported missing", "children")
BEFORE = make(4, "Children and young people reported missing", "children", "2018-19")
SHARE = make(5, "Children on a plan for over two years", "%", denominator=None, as_printed="9%", value=9.0)
CHART = make(6, "Children in need", "children", state=ValueState.CHART_ONLY, value=None, as_printed="")
EVERY = facet([AGE, SESSIONS, MISSING, BEFORE, SHARE, CHART], CAMDEN)


def ids(**wanted):
    return [one.figure_id[-1] for one in narrow(EVERY, WantedFigures(**wanted))]


def test_children_come_before_the_work_of_services_and_that_before_how_they_are_arranged():
    assert ids() == ["3", "4", "5", "6", "2", "1"]


def test_of_one_kind_what_can_be_compared_comes_first_and_what_is_only_in_a_chart_last():
    alone = make(7, "Children taken home", "children", period="2016-17")
    found = facet([CHART, SHARE, alone, BEFORE, MISSING], CAMDEN)
    assert [one.figure.figure_id[-1] for one in found] == ["4", "3", "7", "5", "6"]


def test_figures_are_narrowed_by_what_they_count_and_by_what_can_be_said_of_them():
    assert ids(subject=Subject.ARRANGEMENT) == ["1"]
    assert ids(mark=FigureMark.COMPARED) == ["3", "4"]
    assert ids(mark=FigureMark.NO_BASE) == ["5"]
    assert ids(mark=FigureMark.CHART_ONLY) == ["6"]
    assert ids(subject=Subject.WORK, mark=FigureMark.COMPARED) == []


def test_a_filter_counts_what_each_of_its_choices_would_leave():
    counts = count_facets(EVERY, WantedFigures(mark=FigureMark.COMPARED))
    assert counts.subjects == {Subject.CHILDREN: 2}
    marks = {FigureMark.COMPARED: 2, FigureMark.NO_BASE: 1, FigureMark.CHART_ONLY: 1, FigureMark.OFFICIAL: 0}
    assert counts.marks == marks
