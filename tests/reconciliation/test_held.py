"""Which printed numbers may stand on the axis of an official series."""

from datetime import UTC, datetime

import pytest

from cscp_core.official.rules import Comparable, StatedReason
from cscp_core.official.views import MappedFigure
from cscp_core.reconciliation.held import held_series
from tests.builders import make_figure
from tests.official.builders import CAMDEN, ENGLAND


def mapped(figure_id="one", **details):
    known = {
        "report_id": "report", "figure_id": figure_id, "version": 1, "series_id": "plans", "place_code": CAMDEN,
        "periods": ("2019-20",), "comparable": Comparable.SAME, "reason": None, "is_opposite": False, "why": "",
        "by": "", "at": datetime(2026, 11, 20, tzinfo=UTC),
    }  # fmt: skip
    return MappedFigure(**known | details)


def figure(figure_id="one", **details):
    return make_figure(figure_id=figure_id, **{"value": 8.1, "unit": "%", "as_printed": "8.1%"} | details)


def printed(*pairs):
    (held,) = held_series([one for one, _ in pairs], {two.figure_id: two for _, two in pairs})
    return [(one.period, one.printed) for one in held.reported("%", CAMDEN)]


def test_a_printed_number_is_drawn_once_however_often_it_is_printed():
    assert printed((figure(), mapped()), (figure("two"), mapped("two"))) == [("2019-20", "8.1%")]


@pytest.mark.parametrize(
    ("of_figure", "of_mapping"),
    [
        ({"unit": "children"}, {}),
        ({"value": None}, {}),
        ({}, {"place_code": ENGLAND}),
        ({}, {"is_opposite": True}),
        ({}, {"comparable": Comparable.NEARLY, "reason": StatedReason.OTHER_POPULATION}),
        ({}, {"comparable": Comparable.NEARLY, "reason": StatedReason.OTHER_BASE}),
        ({}, {"periods": ("2018-19", "2019-20")}),
    ],
)
def test_what_does_not_belong_on_the_axis_is_not_drawn(of_figure, of_mapping):
    assert printed((figure(**of_figure), mapped(**of_mapping))) == []


def test_what_may_not_be_compared_has_no_series():
    assert held_series([figure()], {"one": mapped(comparable=Comparable.NOT)}) == []
    assert held_series([figure()], {"one": mapped(series_id="")}) == []


def test_a_series_whose_number_can_be_drawn_comes_first():
    lost, drawn = mapped("lost", series_id="lost"), mapped("drawn", series_id="drawn")
    found = held_series([figure("lost", value=None), figure("drawn")], {"lost": lost, "drawn": drawn})
    assert [one.series_id for one in found] == ["drawn", "lost"]


def test_how_near_a_figure_comes_is_said_with_its_reason():
    reason = {"comparable": Comparable.NEARLY, "reason": StatedReason.OTHER_AGES, "why": "Ages 17 to 21."}
    (held,) = held_series([figure()], {"one": mapped(**reason)})
    assert (held.in_short, held.why) == (["Nearly the same as the report’s number: other ages."], ["Ages 17 to 21."])
