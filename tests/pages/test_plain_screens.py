"""Small things that a Young Advisor's screens keep: who the scrutineer is, and nothing for adults at the top."""

import pytest

from pages.components.comments import plain_words
from tests.pages.conftest import everything
from tests.pages.test_note_first import go_on

NOT_LOADED = "Not loaded"
ITEMS = [
    ("findings", {}),
    ("search", {"q": "budget"}),
    ("theme", {"theme": "identity"}),
    ("claim", {"id": "claim-foreword-12"}),
    ("figure", {"id": "figure-2.3-01"}),
    ("voice", {"id": "voice-1.9.6-15"}),
]


def of(page):
    return go_on(page) if [one for one in page.button if one.label == "Show it"] else page


@pytest.mark.parametrize(("file", "query"), ITEMS, ids=[file for file, _ in ITEMS])
def test_what_is_not_loaded_is_no_headline_for_young_advisors(open_page, file, query):
    assert NOT_LOADED not in everything(of(open_page(file, "young.advisor", **query)))
    assert NOT_LOADED in everything(open_page(file, "lay.member", **query))


def test_findings_say_in_a_sentence_further_down_that_something_is_missing(open_page):
    told = "Some charts and numbers from the report are not here."
    assert told in everything(of(open_page("findings", "young.advisor")))
    assert told not in everything(open_page("findings", "lay.member"))


@pytest.mark.parametrize("file", ["young_home", "what_happened"])
def test_who_the_scrutineer_is_is_said_once_in_plain_words(open_page, file):
    said = [one.value for one in open_page(file, "young.advisor").markdown]
    assert said.count(plain_words.SCRUTINEER) == 1


def test_change_it_is_a_button_among_the_others_and_leads_to_the_form(open_page):
    page = open_page("what_happened", "young.advisor")
    next(one for one in page.button if one.label == "Change it").click().run()
    assert not page.exception
    assert page.title[0].value in ("Say what you think", "Ask at the next meeting")
    assert page.query_params["comment"]
