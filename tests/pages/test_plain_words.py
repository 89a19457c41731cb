"""Small things that a reader sees everywhere: dates, whose account it is, which buttons there are, how much at once."""

import re

import pytest

from tests.pages.conftest import everything


def test_the_trail_says_that_its_times_are_uk_time_and_no_day_begins_with_a_nought(open_page):
    times = [one for one in open_page("trail", "business.manager").table[0].value["When"] if ":" in one]
    assert times
    assert all(re.search(r"^[1-9]\d? \w+ \d{4}\\, \d\d\\:\d\d\\, UK time$", one) for one in times)


def test_while_an_agency_has_time_to_answer_nothing_is_chosen_for_the_scrutineer(open_page):
    page = open_page("challenge", "scrutineer", id="1")
    assert page.button_group(key="challenge/1 act").value is None
    assert "Escalate the challenge" not in [one.label for one in page.button]


def test_a_late_answer_begins_with_the_likeliest_step(open_page):
    page = open_page("challenge", "scrutineer", id="2")
    assert page.button_group(key="challenge/2 act").value


def test_the_first_item_of_an_agenda_cannot_go_up_and_the_last_not_down(open_page):
    page = open_page("meeting", "scrutineer", id="1")
    labels = [one.label for one in page.button if one.label in ("Up", "Down")]
    assert labels[0] == "Down"
    assert labels[-1] == "Up"
    assert labels.count("Up") == labels.count("Down") >= 1


def test_a_glossary_stands_a_letter_at_a_time_and_a_search_goes_through_all(open_page):
    page = open_page("glossary", "young.advisor")
    assert len(page.table[0].value) < 40
    page = page.text_input[0].input("mash").run()
    assert "MASH" in everything(page)


@pytest.mark.parametrize(
    ("by", "said"),
    [("scrutineer", "Signed in as Independent scrutineer."), ("police.partner", ", statutory partner.")],
)
def test_who_is_signed_in_is_said_once(open_page, by, said):
    assert said in "".join(one.value for one in open_page("priorities", by).sidebar.caption).replace("\\", "")


def test_a_partner_who_does_not_answer_is_said_to_draft(open_page):
    shown = everything(open_page("people", "business.manager")).replace("\\", "")
    assert "drafts for it" in shown
    assert "answers for it" in shown


def test_a_review_counts_what_came_of_it_as_a_sentence_would(open_page):
    heads = [one.value for one in open_page("review", "scrutineer", id="yos-inspection-2020").header]
    assert "14 strengths" in heads
