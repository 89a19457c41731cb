"""Rows as they are sent: what a chart or a table says is what it was given."""

from pages.components import arrow


def test_rows_of_a_chart_need_not_name_the_same_columns():
    rows = [{"year": "2019", "value": 1}, {"year": "2020", "value": 2.5, "note": "of 10"}]
    drawn = arrow.with_rows({"mark": "bar", "data": {"values": rows}})
    assert drawn["data"].to_pylist() == [
        {"year": "2019", "value": 1.0, "note": None},
        {"year": "2020", "value": 2.5, "note": "of 10"},
    ]


def test_a_chart_whose_layers_have_rows_of_their_own_stays_as_it_is():
    spec = {"layer": [{"data": {"values": []}}]}
    assert arrow.with_rows(spec) == spec


def test_a_chart_without_a_row_is_drawn():
    assert arrow.with_rows({"data": {"values": []}})["data"].num_rows == 0


def test_texts_of_a_table_stay_texts():
    assert arrow.columns({"What": ["10", ""], "When": ["=1+1", "ü"]}).to_pydict() == {
        "What": ["10", ""],
        "When": ["=1+1", "ü"],
    }
