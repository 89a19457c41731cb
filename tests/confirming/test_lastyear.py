"""What last year's report measured, promised and asked for is looked for first in the draft of the next."""

import pytest

from cscp_core.confirming import lastyear, reads
from cscp_core.confirming.lastyear import Drafted, Fate, look_for
from tests.confirming.conftest import TEXT, Scene, add_people


def found(scene):
    return {one.row_id: one for one in scene.ask(reads.find_last_years, reading_id=scene.reading)}


def test_what_disappeared_was_restated_or_was_promised_comes_before_what_was_found(scene):
    fates = [one.fate for one in scene.ask(reads.find_last_years, reading_id=scene.reading)]
    assert fates == sorted(fates, key=list(Fate).index)
    assert fates[0] is not Fate.FOUND


def test_a_measure_that_is_printed_again_is_found_and_one_that_is_not_has_disappeared(scene):
    items = found(scene)
    assert items["wex-population"].fate is Fate.DISAPPEARED
    assert items["wex-population"].said == "25,000 (2024-25)"
    assert items["wex-exploited"].fate is Fate.FOUND
    assert items["wex-exploited"].now.startswith("120")


def test_last_years_number_printed_with_another_value_is_restated(scene):
    restated = found(scene)["wex-families"]
    assert (restated.fate, restated.said, restated.now) == (Fate.RESTATED, "380 (2024-25)", "390 (2024-25)")
    assert [one.cells["as_printed"] for one in scene.rows(numbers=list(restated.rows))] == ["390"]


def drafted(number, text, sheet="claims"):
    return Drafted(row_number=number, sheet=sheet, cells={"text": text}, passage=text)


def promise(text, how_far="Planned"):
    return {"claim_id": "one", "text": text, "how_far": how_far}


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("The protocol for missing children was published in May.", Fate.FOUND),
        ("The protocol for dentists was published in May.", Fate.PROMISED),
        ("Children were seen in schools.", Fate.PROMISED),
    ],
)
def test_a_promise_is_found_again_by_most_of_its_telling_words(text, fate):
    before = {"claims": [promise("A protocol for missing children will be published.")]}
    assert [one.fate for one in look_for(before, [drafted(1, text)], "Wexcombe")] == [fate]


def test_only_what_was_planned_is_a_promise(scene):
    before = {"claims": [promise("A protocol was published.", "Activity")]}
    assert look_for(before, [], "Wexcombe") == []


def test_actions_of_last_year_are_looked_for_and_strengths_are_not():
    def row(kind):
        return {"recommendation_id": kind, "text": "Bring in one chronology for neglect.", "kind": kind, "due": "May"}

    before = {"recommendations": [row("action"), row("strength")]}
    rows = [drafted(1, "One chronology for neglect was brought in.")]
    assert [(one.row_id, one.fate, one.rows) for one in look_for(before, rows, "")] == [("action", Fate.FOUND, (1,))]
    assert [one.fate for one in look_for(before, [], "")] == [Fate.PROMISED]


def test_a_figure_is_last_years_measure_only_with_its_unit_and_nearly_all_words_of_its_name():
    measures = [{"indicator_id": "helped", "name": "Families helped early", "unit": "families"}]
    assert (
        lastyear.measure_of({"unit": "families", "what": "families"}, "We helped 440 families early.", measures)
        == "helped"
    )
    assert lastyear.measure_of({"unit": "%", "what": "families"}, "We helped 44% of families early.", measures) == ""
    assert lastyear.measure_of({"unit": "families", "what": "families"}, "440 families moved.", measures) == ""


def test_without_a_report_of_the_year_before_nothing_is_looked_for(store, tmp_path):
    add_people(store)
    scene = Scene(store, tmp_path / "readings")
    scene.begin(TEXT.encode())
    assert scene.ask(reads.find_last_years, reading_id=scene.reading) == []
    assert scene.ask(reads.find_reading, reading_id=scene.reading).before_id == ""
