"""A screen that shows a report says which year it covers and what is not loaded; a contact not set is said plainly."""

import re

import pytest

from tests.pages.conftest import everything


@pytest.mark.parametrize("by", ["scrutineer", "police.partner", "lay.member"])
def test_an_agenda_says_which_year_its_items_come_from_and_what_is_not_loaded(open_page, by):
    shown = everything(open_page("meeting", by, id="1")).replace("\\", "")
    assert "Annual report 2019-20. Not loaded: The numbers behind" in shown


def test_a_young_advisor_is_told_the_year_in_one_plain_sentence(open_page):
    for screen in ("findings", "young_home"):
        shown = everything(open_page(screen, "young.advisor")).replace("\\", "")
        assert "This is from the report on 2019-20. Some of that report is not here." in shown
        assert "Not loaded" not in shown


@pytest.mark.parametrize("file", ["privacy", "accessibility", "your_words"])
def test_a_public_page_says_in_plain_words_that_nobody_is_named_to_ask_yet(open_page, file):
    shown = everything(open_page(file)).replace("\\", "")
    assert "The partnership has not yet said who to ask here." in shown
    assert "not yet set" not in shown


def test_a_measure_names_its_unit_and_says_of_a_change_whether_chance_gives_it(open_page):
    page = open_page("theme", "scrutineer", theme="front-door", tab="Measures")
    shown = everything(page).replace("\\", "")
    told = [one for one in shown.splitlines() if ": higher, " in one or ": lower, " in one]
    assert told
    said = re.compile(r"(within chance|more than chance|cannot tell)(\.| \([\d.]+\))?$")
    assert [one for one in told if not said.search(one)] == []
