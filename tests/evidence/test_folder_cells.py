"""Single cells of a report folder: what each may hold, and how a wrong one is told."""

import pytest

from cscp_core.errors import LoadRefused
from cscp_core.evidence.folder import LONGEST_CELL, read_folder
from tests.builders import small_row, write_sheet

BODY = {"body_id": "board", "kind": "board", "name": "The Board", "section": "1.1"}
REVIEW = {
    "review_id": "review-1",
    "kind": "inspection",
    "title": "An inspection",
    "body": "Ofsted",
    "section": "1.1",
    "summary": "It looked.",
}
SCALE = {"grade_id": "ofsted-1", "scale_id": "ofsted", "inspectorate": "Ofsted", "word": "Good", "position": "2"}
CHART_ONLY = {"state": "published only as a chart", "value": "", "as_printed": ""}


def faults(path):
    with pytest.raises(LoadRefused) as refused:
        read_folder(path)
    return refused.value.faults


def faults_of(path, sheet, row):
    """What is wrong with a small folder in which one sheet has this row."""
    write_sheet(path, sheet, [row])
    return faults(path)


def cells_of(path, sheet, row):
    write_sheet(path, sheet, [row])
    return read_folder(path).rows[sheet][0].cells


def test_an_empty_cell_that_is_required_is_named(small_folder):
    assert faults_of(small_folder, "themes", small_row("themes", said="")) == ["themes.csv, line 2, said: is empty."]


def test_an_empty_cell_that_is_not_required_is_empty_text(small_folder):
    assert cells_of(small_folder, "themes", small_row("themes"))["note_first"] == ""


def test_an_empty_number_is_none_and_not_zero(small_folder):
    assert cells_of(small_folder, "figures", small_row("figures"))["numerator"] is None


def test_a_word_that_is_not_in_the_list_is_named_with_the_list(small_folder):
    (fault,) = faults_of(small_folder, "indicators", small_row("indicators", polarity="good"))
    assert fault == (
        "indicators.csv, line 2, polarity: 'good' is not one of: higher is better, lower is better, no judgement."
    )


@pytest.mark.parametrize("answer", ["Yes", "y", "true", "1"])
def test_yes_or_no_is_nothing_else(small_folder, answer):
    assert faults_of(small_folder, "themes", small_row("themes", is_priority=answer)) == [
        f"themes.csv, line 2, is_priority: {answer!r} is neither yes nor no."
    ]


@pytest.mark.parametrize(("answer", "meant"), [("yes", True), ("no", False)])
def test_yes_and_no_are_read(small_folder, answer, meant):
    assert cells_of(small_folder, "themes", small_row("themes", is_priority=answer))["is_priority"] is meant


@pytest.mark.parametrize("number", ["many", "1,00", "1e3", "12%", ".5", "5.", "nan", "inf", "--1"])
def test_what_is_no_number_is_named(small_folder, number):
    assert faults_of(small_folder, "figures", small_row("figures", numerator=number)) == [
        f"figures.csv, line 2, numerator: {number!r} is not a number."
    ]


@pytest.mark.parametrize("number", ["4.5", "four", "1e3"])
def test_what_is_no_whole_number_is_named(small_folder, number):
    assert faults_of(small_folder, "bodies", BODY | {"meets_per_year": number}) == [
        f"bodies.csv, line 2, meets_per_year: {number!r} is not a whole number."
    ]


def test_a_whole_number_that_no_database_can_keep_is_a_fault(small_folder):
    (fault,) = faults_of(small_folder, "bodies", BODY | {"meets_per_year": "9" * 30})
    assert fault.startswith("bodies.csv, line 2, meets_per_year: ")


def test_a_number_of_thousands_of_digits_is_a_fault(small_folder):
    found = faults_of(small_folder, "bodies", BODY | {"meets_per_year": "9" * 5000})
    assert {fault.split(": ")[0] for fault in found} == {"bodies.csv, line 2, meets_per_year"}


def test_a_number_beyond_all_numbers_is_a_fault(small_folder):
    (fault,) = faults_of(small_folder, "figures", small_row("figures", numerator="9" * 400))
    assert fault.startswith("figures.csv, line 2, numerator: ")


@pytest.mark.parametrize(("printed", "number"), [("12", 12), ("0", 0), ("-3", -3)])
def test_a_whole_number_is_read(small_folder, printed, number):
    assert cells_of(small_folder, "bodies", BODY | {"meets_per_year": printed})["meets_per_year"] == number


def test_a_value_that_is_not_what_is_printed_is_named(small_folder):
    assert faults_of(small_folder, "figures", small_row("figures", value="20")) == [
        "figures.csv, line 2, value: 20 is not the number in '19'."
    ]


@pytest.mark.parametrize(("value", "printed"), [("1234", "1,234"), ("3", "three"), ("0.5", "0.5%"), ("26", "26 of 31")])
def test_a_value_may_be_printed_in_other_ways(small_folder, value, printed):
    row = small_row("figures", value=value, as_printed=printed)
    assert cells_of(small_folder, "figures", row)["value"] == float(value)


def test_a_value_below_zero_may_be_printed_with_its_sign(small_folder):
    row = small_row("figures", value="-5", as_printed="-5")
    assert cells_of(small_folder, "figures", row)["value"] == -5


@pytest.mark.parametrize("column", ["value", "as_printed"])
def test_a_printed_figure_needs_a_value_and_how_it_is_printed(small_folder, column):
    assert faults_of(small_folder, "figures", small_row("figures", **{column: ""})) == [
        "figures.csv, line 2, value: a printed figure needs a value and how it is printed."
    ]


@pytest.mark.parametrize("column", ["value", "as_printed"])
@pytest.mark.parametrize("state", ["published only as a chart", "suppressed", "not applicable", "not collected"])
def test_a_figure_that_is_not_printed_has_no_value(small_folder, column, state):
    row = small_row("figures", **CHART_ONLY | {"state": state, column: "19"})
    assert faults_of(small_folder, "figures", row) == [
        f"figures.csv, line 2, {column}: must be empty, because the state is {state}."
    ]


def test_a_figure_published_only_as_a_chart_has_no_value(small_folder):
    assert cells_of(small_folder, "figures", small_row("figures", **CHART_ONLY))["value"] is None


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9b"])
def test_a_control_character_is_refused(small_folder, sign):
    found = faults_of(small_folder, "themes", small_row("themes", said=f"It{sign}fell."))
    assert "themes.csv, line 2, said: holds a control character." in found


@pytest.mark.parametrize("sign", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2069"])
def test_a_sign_that_turns_the_direction_of_writing_is_refused(small_folder, sign):
    assert faults_of(small_folder, "themes", small_row("themes", said=f"It{sign}fell.")) == [
        "themes.csv, line 2, said: holds a control character."
    ]


def test_a_line_break_within_a_cell_is_no_fault(small_folder):
    assert cells_of(small_folder, "themes", small_row("themes", said="It fell.\nA lot."))["said"] == "It fell.\nA lot."


def test_a_row_of_several_lines_is_named_by_the_line_where_it_ends(small_folder):
    write_sheet(small_folder, "themes", [small_row("themes", said="It fell.\nA lot.", ask="")])
    assert faults(small_folder) == ["themes.csv, line 3, ask: is empty."]


@pytest.mark.parametrize(
    "text",
    [" It fell.", "It fell. ", "\tIt fell.", "It fell.\n", "\u00a0It\u00a0fell.", "It\u200b fell.",
     "It\u2028fell.\ufeff", "It fe\u00adll.", "\u200eIt fell."],
)  # fmt: skip
def test_spaces_around_a_cell_and_signs_that_nobody_sees_are_left_out(small_folder, text):
    assert cells_of(small_folder, "themes", small_row("themes", said=text))["said"] == "It fell."


def test_what_nobody_sees_hides_no_postcode(small_folder):
    (fault,) = faults_of(small_folder, "themes", small_row("themes", said="Lived at NW1\u200b 2D\u200bB."))
    assert fault.endswith("holds what looks like a full postcode.")


def test_a_cell_may_have_as_many_characters_as_a_long_paragraph(small_folder):
    assert len(cells_of(small_folder, "themes", small_row("themes", said="x" * LONGEST_CELL))["said"]) == LONGEST_CELL


def test_a_cell_that_is_too_long_is_refused(small_folder):
    assert faults_of(small_folder, "themes", small_row("themes", said="x" * (LONGEST_CELL + 1))) == [
        "themes.csv, line 2, said: is longer than 2,000 characters."
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Seen by 943 476 5919.", "an NHS number"),
        ("Pupil H801200001001 moved.", "a UPN"),
        ("Lived at NW1 2DB.", "a full postcode"),
    ],
)
def test_what_points_to_a_single_child_is_refused_and_not_repeated(small_folder, text, kind):
    assert faults_of(small_folder, "themes", small_row("themes", said=text)) == [
        f"themes.csv, line 2, said: holds what looks like {kind}."
    ]


def test_a_cell_with_several_faults_has_the_weightiest_told(small_folder):
    found = faults_of(small_folder, "themes", small_row("themes", said="Lived\x07at NW1 2DB." + "x" * LONGEST_CELL))
    assert found == ["themes.csv, line 2, said: holds a control character."]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1,475", 1475), ("£123,484", 123484), ("24.4%", 24.4), ("-12", -12), ("−12", -12), ("(12)", -12), ("£1.50", 1.5)],
)
def test_a_number_is_read_as_it_is_shown(small_folder, printed, number):
    row = small_row("figures", value=printed, unit="%", as_printed=f"{number:g} {printed}")
    assert cells_of(small_folder, "figures", row)["value"] == number


def test_a_percentage_of_something_else_is_a_fault(small_folder):
    row = small_row("figures", value="28%", unit="children", as_printed="28%")
    assert faults_of(small_folder, "figures", row) == [
        "figures.csv, line 2, value: is a percentage, and the unit is children."
    ]


@pytest.mark.parametrize(
    ("printed", "value"), [("down 12%", "-12"), ("a fall of 12%", "-12"), ("fell by 12", "-12"), ("down 12%", "12")]
)
def test_a_fall_in_words_may_be_a_number_below_zero(small_folder, printed, value):
    row = small_row("figures", value=value, unit="%", as_printed=printed)
    assert cells_of(small_folder, "figures", row)["value"] == float(value)


def test_a_rise_in_words_is_no_number_below_zero(small_folder):
    row = small_row("figures", value="-12", unit="%", as_printed="up 12%")
    assert faults_of(small_folder, "figures", row) == ["figures.csv, line 2, value: -12 is not the number in 'up 12%'."]


SYMBOLS = [
    ("<5", "suppressed"), ("< 10", "suppressed"), ("fewer than 5", "suppressed"), ("c", "suppressed"),
    ("[c]", "suppressed"), ("k", "suppressed"), ("low", "suppressed"), ("*", "suppressed"), ("x", "not_collected"),
    ("..", "not_collected"), (":", "not_collected"), ("-", "not_collected"), ("–", "not_collected"),
    ("z", "not_applicable"), ("n/a", "not_applicable"), ("N/A", "not_applicable"),
]  # fmt: skip


@pytest.mark.parametrize("column", ["value", "as_printed"])
@pytest.mark.parametrize("state", ["", "printed"])
def test_a_symbol_in_place_of_a_number_says_its_state(small_folder, column, state):
    read = {}
    for symbol, _ in SYMBOLS:
        row = small_row("figures", state=state, value="", as_printed="") | {column: symbol}
        read[symbol] = cells_of(small_folder, "figures", row)
    assert {symbol: str(cells["state"].value) for symbol, cells in read.items()} == dict(SYMBOLS)
    assert {(cells["value"], cells["as_printed"]) for cells in read.values()} == {(None, "")}
    assert all(cells["note"].endswith(f"Printed as {symbol}.") for symbol, cells in read.items())


def test_a_state_that_is_typed_stands_beside_a_symbol(small_folder):
    row = small_row("figures", state="not collected", value="<5", as_printed="")
    assert cells_of(small_folder, "figures", row)["state"].value == "not_collected"


def test_a_row_that_nobody_has_filled_in_is_awaited(small_folder):
    row = small_row("figures", state="", value="", as_printed="", context="")
    cells = cells_of(small_folder, "figures", row)
    assert (cells["state"].value, cells["value"]) == ("awaited", None)


def test_a_row_that_is_partly_filled_in_is_not_awaited(small_folder):
    row = small_row("figures", state="", context="")
    assert faults_of(small_folder, "figures", row) == [
        "figures.csv, line 2, state: is empty.",
        "figures.csv, line 2, context: is empty.",
    ]


def test_a_place_has_the_spelling_of_the_report_or_the_first_that_stands(small_folder):
    areas = ["Yorkshire & The Humber", "Yorkshire and the Humber", "CAMDEN", "yorkshire and  the humber"]
    write_sheet(
        small_folder,
        "figures",
        [
            small_row("figures", area=area) | ({"figure_id": f"figure-{place}"} if place else {})
            for place, area in enumerate(areas)
        ],
    )
    found = [row.text("area") for row in read_folder(small_folder).rows["figures"]]
    assert found == ["Yorkshire & The Humber", "Yorkshire & The Humber", "Camden", "Yorkshire & The Humber"]


def test_an_outcome_is_a_word_of_its_scale(small_folder):
    write_sheet(small_folder, "scales", [SCALE])
    row = REVIEW | {"scale_id": "ofsted", "outcome": "Good"}
    assert cells_of(small_folder, "reviews", row)["outcome"] == "Good"


def test_an_outcome_that_is_no_word_of_its_scale_is_named(small_folder):
    write_sheet(small_folder, "scales", [SCALE])
    assert faults_of(small_folder, "reviews", REVIEW | {"scale_id": "ofsted", "outcome": "Fine"}) == [
        "reviews.csv, line 2, outcome: 'Fine' is not a word of the scale ofsted."
    ]


def test_an_outcome_without_a_scale_is_named(small_folder):
    assert faults_of(small_folder, "reviews", REVIEW | {"outcome": "Good"}) == [
        "reviews.csv, line 2, outcome: 'Good' is not a word of the scale (none)."
    ]


def test_an_unknown_scale_is_named(small_folder):
    assert faults_of(small_folder, "reviews", REVIEW | {"scale_id": "nowhere", "outcome": "Good"}) == [
        "reviews.csv, line 2, scale_id: nowhere is not in scales.csv."
    ]


def test_a_review_needs_no_outcome(small_folder):
    assert cells_of(small_folder, "reviews", REVIEW)["outcome"] == ""
