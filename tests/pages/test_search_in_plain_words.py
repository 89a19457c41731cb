"""A Young Advisor's search: plain words and no ids; everybody else finds the report's own words and its ids."""

import re
from dataclasses import replace

import pytest

from cscp_core import start
from cscp_core.evidence import finding
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.scrutiny.search import service
from pages.components.report.hits import NAMES, PLAIN_NAMES
from tests.conftest import REPORT
from tests.pages.conftest import everything

IDS = re.compile(r"\b(?:claim|figure|rec|challenge|voice|gap)-[\w.]+-\d+")


def found(open_page, by, words):
    page = open_page("search", by, q=words)
    waiting = [one for one in page.button if one.label == "Show it"]
    said = everything(waiting[0].click().run() if waiting else page)
    return " ".join(said.replace("\\", "").replace("**", "").split())


def claims_of(words, *, plainly=False):
    """What the first page of results tells of claims."""
    reader = SYSTEM if plainly else replace(SYSTEM, role=Role.SCRUTINEER)
    with start.store().reading() as session:
        hits = service.search(session, reader, report_id=REPORT.name, text=words, most=20, plainly=plainly).hits
    hits = [one for one in hits if one.kind == "claim"]
    return [one for one in hits if " ".join(one.plain.split()) != " ".join(one.text.split())]


@pytest.mark.parametrize("words", ["domestic abuse", "school", "police", "MASH", "2018-19"])
def test_a_young_advisor_finds_no_ids(open_page, words):
    assert IDS.findall(found(open_page, "young.advisor", words)) == []


def test_a_young_advisor_finds_the_plain_words_and_not_the_reports(open_page):
    said = found(open_page, "young.advisor", "domestic abuse")
    hits = claims_of("domestic abuse", plainly=True)
    assert len(hits) > 5
    assert [one.row_id for one in hits if " ".join(one.plain.split()) not in said] == []
    assert [one.row_id for one in hits if " ".join(one.text.split()) in said] == []


def test_others_find_the_reports_words_and_the_ids(open_page):
    said = found(open_page, "scrutineer", "domestic abuse")
    hits = claims_of("domestic abuse")
    assert len(hits) > 5
    assert [one.row_id for one in hits if one.row_id not in said or " ".join(one.text.split()) not in said] == []


def test_a_young_advisor_hears_of_no_ids_before_searching(open_page):
    said = everything(open_page("search", "young.advisor"))
    assert "Type a word or a number." in said
    assert " id " not in said
    assert "the id of an item" in everything(open_page("search", "scrutineer"))


def topics(page):
    """Links to findings of a topic."""
    return [one.proto.label.replace("\\", "") for one in page.get("page_link") if "theme=" in one.proto.query_string]


@pytest.mark.parametrize(
    ("typed", "called"),
    [("stabbed", "Knives and violence"), ("suicide", "Going missing, being used, feeling low"), ("money", "Money")],
)
def test_a_young_advisor_finds_a_topic_by_words_of_their_own(open_page, typed, called):
    page = open_page("search", "young.advisor", q=typed)
    assert "Topics about this" in [one.value for one in page.subheader]
    assert called in topics(page)


def test_words_that_name_no_topic_show_none_and_others_are_shown_none(open_page):
    heads = [one.value for one in open_page("search", "young.advisor", q="184,461").subheader]
    assert "Topics about this" not in heads
    assert "Topics about this" not in [one.value for one in open_page("search", "scrutineer", q="money").subheader]


def test_every_kind_of_hit_has_a_plain_name():
    assert set(NAMES) == set(service.KINDS)
    assert set(PLAIN_NAMES) == set(finding.KINDS) - set(service.WITHOUT_PLAIN_WORDS)


@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("search", {"q": "neglect"}),
        ("check", {"id": "presenting-issues-base"}),
        ("challenge", {"id": "1"}),
        ("meeting", {"id": "1"}),
    ],
)
def test_no_link_of_an_adult_is_an_id(open_page, file, query):
    page = open_page(file, "scrutineer", **query)
    assert not page.exception
    named = [one.proto.label.replace("\\", "") for one in page.get("page_link")]
    named += re.findall(r"\[([^\[\]]*)\]\(/", everything(page).replace("\\", ""))
    assert [one for one in named if IDS.fullmatch(one)] == []


def test_an_adults_result_is_a_row_whose_sentence_is_its_link(open_page):
    (rows,) = [one.value for one in open_page("search", "scrutineer", q="neglect").markdown if "](/claim?" in one.value]
    assert rows.count("\n- ") == 19
    assert re.search(r"\*\*neglect\*\*[^\n]*\]\(/claim\?id=claim-", rows)


def test_a_check_shows_its_first_figures_and_folds_the_others(open_page):
    page = open_page("check", "scrutineer", id="presenting-issues-base")
    assert "15 more" in [one.label for one in page.expander]
    assert ":red-badge[≠ disagrees]" in everything(page)
