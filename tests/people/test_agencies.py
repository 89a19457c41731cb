"""Which agency answers for which: successors, services that are part of an agency, and the partnership together."""

import pytest

from cscp_core.people.agencies import (
    Addressee,
    AgencyCard,
    current_agency,
    find_addressee,
    may_be_asked,
    top_agency,
    who_answers,
)


def card(agency_id, **details):
    known = {
        "name": agency_id.title(),
        "short_name": agency_id,
        "kind": "council",
        "statutory_partner": False,
        "successor_id": None,
        "part_of": None,
    }
    return AgencyCard(agency_id=agency_id, **known | details)


def cards(*listed):
    return {one.agency_id: one for one in listed}


PARTNERS = [
    card("council", statutory_partner=True),
    card("ccg", kind="health", statutory_partner=True, successor_id="icb"),
    card("icb", kind="health", statutory_partner=True),
    card("police", kind="police", statutory_partner=True),
]
TINY = cards(
    *PARTNERS,
    card("youth", part_of="council"),
    card("clinic", kind="health", part_of="ccg"),
    card("charity", kind="voluntary"),
    card("together", kind="partnership"),
)


@pytest.mark.parametrize(
    ("agency_id", "above"),
    [("youth", "council"), ("clinic", "icb"), ("ccg", "icb"), ("police", "police"), ("unknown", "unknown")],
)
def test_a_service_counts_with_the_agency_of_today_that_it_is_part_of(agency_id, above):
    assert top_agency(TINY, agency_id) == above


def test_agencies_that_are_part_of_each_other_come_to_an_end():
    assert top_agency(cards(card("one", part_of="two"), card("two", part_of="one")), "one") == "two"


def test_an_agency_that_goes_on_is_its_own_current_one():
    assert current_agency(TINY, "council") == "council"


def test_what_ended_has_passed_to_its_successor():
    assert current_agency(TINY, "ccg") == "icb"


def test_what_passed_on_twice_has_passed_to_the_last():
    assert current_agency(cards(card("pct", successor_id="ccg"), *PARTNERS), "pct") == "icb"


def test_an_agency_that_nobody_knows_is_taken_as_it_is():
    assert current_agency(TINY, "nobody") == "nobody"


def test_a_successor_that_nobody_knows_is_taken_as_it_is():
    assert current_agency(cards(card("old", successor_id="gone")), "old") == "gone"


def test_a_circle_of_successors_is_followed_once():
    circle = cards(card("a", successor_id="b"), card("b", successor_id="a"))
    assert current_agency(circle, "a") in circle


def test_an_agency_answers_for_itself():
    assert who_answers(TINY, "police") == {"police"}


def test_a_service_answers_for_itself_beside_the_agency_that_it_is_part_of():
    assert who_answers(TINY, "youth") == {"youth", "council"}


def test_a_service_does_not_answer_for_the_agency_that_it_is_part_of():
    assert "youth" not in who_answers(TINY, "council")


def test_a_service_within_a_service_is_answered_for_all_the_way_up():
    deep = cards(*PARTNERS, card("youth", part_of="council"), card("hub", part_of="youth"))
    assert who_answers(deep, "hub") == {"hub", "youth", "council"}


def test_for_what_ended_its_successor_answers():
    assert who_answers(TINY, "ccg") == {"icb"}


def test_for_a_service_of_what_ended_the_successor_answers():
    assert who_answers(TINY, "clinic") == {"clinic", "icb"}


def test_for_a_service_that_ended_its_successors_agency_answers():
    ended = cards(*PARTNERS, card("old-youth", successor_id="youth"), card("youth", part_of="council"))
    assert who_answers(ended, "old-youth") == {"youth", "council"}


def test_for_the_partnership_each_statutory_partner_of_today_answers():
    assert who_answers(TINY, "together") == {"together", "council", "icb", "police"}


def test_a_service_of_the_partnership_itself_is_not_answered_for_by_every_partner():
    with_unit = TINY | cards(card("unit", kind="team", part_of="together"))
    assert who_answers(with_unit, "unit") == {"unit", "together"}


def test_for_an_agency_that_nobody_knows_only_it_could_answer():
    assert who_answers(TINY, "nobody") == {"nobody"}


@pytest.mark.parametrize("agency_id", ["a", "b", "c"])
def test_a_circle_of_parts_is_followed_once(agency_id):
    circle = cards(card("a", part_of="b"), card("b", part_of="c"), card("c", part_of="a"))
    assert who_answers(circle, agency_id) == {"a", "b", "c"}


def test_an_agency_that_ended_may_not_be_asked():
    assert "ccg" not in may_be_asked(TINY)


def test_everybody_else_may_be_asked_by_name():
    assert may_be_asked(TINY)["youth"] == "Youth"


def test_statutory_partners_come_first_each_group_by_name():
    assert list(may_be_asked(TINY)) == ["council", "icb", "police", "charity", "clinic", "together", "youth"]


def test_where_there_is_no_agency_nobody_may_be_asked():
    assert may_be_asked({}) == {}


ASKED = cards(
    *PARTNERS,
    card("trust", commissioned_by="ccg"),
    card("shelter", commissioned_by="charity"),
    card("charity"),
    card("together", kind="partnership"),
)
EVERY = frozenset({"council", "icb", "ccg", "police", "together"})
ADDRESSEES = [
    ("council", EVERY, frozenset(), Addressee("council")),
    ("ccg", EVERY, frozenset(), Addressee("icb")),
    ("trust", EVERY, frozenset(), Addressee("icb", "Nobody signs in for trust; icb commissions it.")),
    (
        "trust", EVERY, frozenset({"trust"}),
        Addressee("trust", "Nobody signs in for trust; it attends meetings, and icb commissions it."),
    ),
    (
        "charity", EVERY, frozenset({"charity"}),
        Addressee("charity", "Nobody signs in for charity; it attends meetings."),
    ),
    (
        "charity", EVERY, frozenset(),
        Addressee("together", "Nobody signs in for charity, and no commissioner is known: the partners are asked."),
    ),
    (
        "shelter", EVERY, frozenset(),
        Addressee("together", "Nobody signs in for shelter, and no commissioner is known: the partners are asked."),
    ),
    ("charity", frozenset(), frozenset(), Addressee("charity", "Nobody signs in for charity.")),
    ("nobody", EVERY, frozenset(), Addressee("nobody")),
]  # fmt: skip


@pytest.mark.parametrize(("agency_id", "signs_in", "attends", "expected"), ADDRESSEES)
def test_whom_a_question_is_put_to_is_known_before_it_is_asked(agency_id, signs_in, attends, expected):
    assert find_addressee(ASKED, agency_id, signs_in, attends) == expected
