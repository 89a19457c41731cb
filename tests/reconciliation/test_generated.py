"""Checks that a report's own rows suggest, before anybody declares one."""

from cscp_core.evidence.declared import CheckKind
from cscp_core.reconciliation.generated import made, run_all
from cscp_core.reconciliation.rules import Check, Verdict
from tests.reconciliation.facts import INDICATOR, facts, figure

AGREES, ASKED, DISAGREES = Verdict.AGREES, Verdict.WORTH_ASKING, Verdict.DISAGREES
RATE = INDICATOR | {"indicator_id": "contact-rate", "name": "Contacts, rate"}
PLANS = INDICATOR | {"indicator_id": "plans", "name": "Children on a plan"}
PLAN_RATE = INDICATOR | {"indicator_id": "plan-rate", "name": "Rate of children on a plan per 10,000"}


def told(*figures, declared=(), **rows):
    return [(one.check, one.verdict) for one in made(facts(figures=list(figures), **rows), declared)]


def part(printed, category, **details):
    return figure(printed, category=category, **details)


def test_rows_that_say_nothing_of_each_other_suggest_nothing():
    assert told(figure("12"), figure("15", period="2018-19"), figure("9", area="London")) == []


def test_what_is_made_is_marked_and_what_is_declared_is_not():
    declared = Check(check_id="a", kind=CheckKind.SMALLEST_BASE, figure_ids=("f4",), why="It matters.")
    rows = [figure("12"), part("7", "girls"), part("5", "boys"), figure("50%", unit="%", indicator_id="contacts")]
    found = run_all([declared], facts(figures=rows))
    assert [(one.id, one.is_generated) for one in found] == [("a", False), ("own-rows.sum-of-parts.f1", True)]


def test_parts_that_add_up_agree():
    assert told(figure("12"), part("7", "girls"), part("5", "boys")) == [("sum_of_parts", AGREES)]


def test_parts_that_do_not_add_up_are_worth_asking_about_and_never_disagree():
    rows = [part("12", "Total"), part("7", "girls"), part("4", "boys")]
    (found,) = made(facts(figures=rows), ())
    assert found.verdict is ASKED
    assert found.message.endswith("or whether anybody is in two.")


def test_parts_of_which_one_has_no_number_may_be_less_than_the_whole():
    rows = [figure("12"), part("7", "girls"), part("3", "boys"), part("", "not known", state="suppressed")]
    assert told(*rows) == [("sum_of_parts", AGREES)]


def test_percentages_and_averages_are_not_added_up():
    assert told(*(part(one, one, unit="%") for one in ("12%", "7%")), figure("20%", unit="%")) == []


def test_parts_of_another_kind_of_time_are_no_parts():
    assert told(figure("12"), part("7", "girls", period="Q1 2019-20"), part("5", "boys", period="Q1 2019-20")) == []


def test_a_share_that_its_own_count_and_base_do_not_give_disagrees():
    (found,) = made(facts(figures=[figure("80%", unit="%", numerator=70.0, denominator=100.0)]), ())
    assert (found.check, found.verdict, found.figures) == ("share_of_base", DISAGREES, ("f1",))


def test_a_share_with_its_base_alone_must_be_possible():
    assert told(figure("50%", unit="%", denominator=7.0)) == [("possible_percentage", DISAGREES)]
    assert told(figure("57%", unit="%", denominator=7.0)) == [("possible_percentage", AGREES)]


def test_a_word_of_rising_is_held_against_the_numbers():
    before = figure("90", period="2018-19")
    assert told(figure("99", context="contacts rose to 99"), before) == [("change", AGREES)]
    assert told(figure("80", context="contacts rose to 80"), before) == [("change", ASKED)]


def test_the_word_may_stand_with_the_earlier_number():
    rows = [figure("99"), figure("90", period="2018-19", context="an increase from 90 the year before")]
    assert told(*rows) == [("change", AGREES)]


def test_a_quarter_is_not_held_against_a_year():
    rows = [figure("310", period="Q1 2019-20", context="contacts rose to 310"), figure("1240", period="2018-19")]
    assert told(*rows) == []


def rated(count, rate, *indicators, **details):
    one, other = indicators
    per = {"unit": "per 10,000 children", "indicator_id": other["indicator_id"]}
    return [figure(count, indicator_id=one["indicator_id"], **details), figure(rate, **per, **details)]


def test_rates_of_one_population_agree_and_of_two_are_worth_asking_about():
    indicators = {"indicators": [RATE, PLANS, PLAN_RATE]}
    contacts = rated("690", "39.6", INDICATOR, RATE)
    assert told(*contacts, **indicators) == []
    assert told(*contacts, *rated("1546", "89", PLANS, PLAN_RATE), **indicators) == [("implied_population", AGREES)]
    assert told(*contacts, *rated("1546", "99", PLANS, PLAN_RATE), **indicators) == [("implied_population", ASKED)]


def test_a_rate_is_held_against_the_population_that_its_row_names():
    people = figure("174200", unit="people", indicator_id="people", period="mid 2019")
    known = [RATE | {"base_figure_id": "f3"}, INDICATOR | {"indicator_id": "people", "name": "People"}]
    rows = [*rated("690", "39.6", INDICATOR, RATE), people]
    assert told(*rows, indicators=known) == [("implied_population", AGREES)]


def test_what_two_sections_print_for_one_time_is_one_thing():
    again = figure("12", section="1.2", period="2019/2020")
    assert told(figure("12"), again) == [("same_thing", AGREES)]
    assert told(figure("13"), again) == [("same_thing", ASKED)]
    assert told(figure("13"), figure("12")) == []


def test_what_a_declared_check_holds_together_is_not_suggested_again():
    declared = Check(
        check_id="a", kind=CheckKind.SUM_OF_PARTS, figure_ids=("f2", "f3"), against_ids=("f1",), why="It matters."
    )
    assert told(figure("12"), part("7", "girls"), part("4", "boys"), declared=[declared]) == []
