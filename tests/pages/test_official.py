"""Screens of official statistics: what they show, from where, and beside what."""

import pytest

from tests.pages.conftest import everything, installed
from tests.pages.test_every_page import EVERYBODY

SERIES = "c1.rereferral-percent"
RATE = "lait.lac"


@pytest.fixture
def installation(fresh_process, with_official):
    """The demonstration with the official statistics that come with the app."""
    yield from installed(with_official)


def links(page):
    return [one.proto.label.replace("\\", "") for one in page.get("page_link")]


def shown(page):
    return everything(page).replace("\\", "")


def chart_words(page):
    return [one.proto.alt for one in page.get("vega_lite_chart")]


def adults():
    return [by for by in EVERYBODY if by != "young.advisor"]


@pytest.mark.parametrize("by", adults())
def test_a_series_opens_for_every_adult_with_its_sentence_chart_and_table(open_page, by):
    page = open_page("series", by, series=SERIES)
    assert not page.exception
    assert page.title[0].value.replace("\\", "") == "Re-referrals within 12 months, share of referrals"
    said = shown(page)
    assert (
        "Camden: 18.3% (381 of 2,086) in 2024-25, 8.7% (131 of 1,499) in 2019-20: higher, by more than chance" in said
    )
    assert "ower than its neighbours of 2025 (median 18.7, 10 of 10 known)" in said
    assert "ower than England (22.6), by more than chance would give" in said
    (words,) = chart_words(page)
    assert "8.7 in 2019-20" in words
    assert len(page.table[0].value) == 13


def test_a_series_says_that_it_is_not_in_the_report_and_names_its_source(open_page):
    said = shown(open_page("series", "scrutineer", series=SERIES))
    assert "◇ Not in the report" in said
    for part in ("Department for Education, Children in need", "release 2025-10", "Open Government Licence",
                 "lower is better", "Next update: 2026-10", f"Cite as: {SERIES}"):  # fmt: skip
        assert part in said


def test_what_it_is_compared_with_stands_in_the_address(open_page):
    page = open_page("series", "scrutineer", series=SERIES, **{"with": "E12000007,nothing"})
    assert list(page.table[0].value.columns) == ["When", "Camden", "Of", "London", "Release"]
    alone = open_page("series", "scrutineer", series=SERIES, **{"with": "any"})
    assert list(alone.table[0].value.columns) == ["When", "Camden", "Of", "Release"]


def test_a_count_is_not_set_beside_the_whole_of_england(open_page):
    page = open_page("series", "scrutineer", series="c1.rereferral-count", **{"with": "E92000001"})
    assert list(page.table[0].value.columns) == ["When", "Camden", "Of", "Release"]


def test_rates_on_two_populations_are_said_to_be_apart(open_page):
    said = shown(open_page("series", "scrutineer", series=RATE))
    assert "The line is broken between 31 March 2018 and 31 March 2019: rates on different population" in said


def test_a_series_of_another_place_opens_by_address(open_page):
    page = open_page("series", "scrutineer", series=SERIES, place="E09000019")
    assert "Islington: " in shown(page)


@pytest.mark.parametrize("query", [{"series": "no-such"}, {"series": SERIES, "place": "E00"}, {"series": "'; DROP"}])
def test_an_address_of_nothing_says_so(open_page, query):
    page = open_page("series", "scrutineer", **query)
    assert page.title[0].value == "Nothing here"


def test_the_list_begins_with_what_a_figure_of_the_report_may_be_compared_with(open_page):
    page = open_page("official", "scrutineer")
    assert "Re-referrals within 12 months, share of referrals" in links(page)
    assert "18.3%, 2024-25" in shown(page)
    every = open_page("official", "scrutineer", show="every")
    assert "737 series" in [one.value for one in every.caption]
    assert len([one for one in links(every) if one.startswith("Pupils who missed")]) > 20


def test_the_list_is_narrowed_by_words_and_topic(open_page):
    page = open_page("official", "scrutineer", show="every", words="turnover social", topic="Workforce")
    assert sum(one.startswith("Turnover of social workers") for one in links(page)) == 2
    assert "2 series" in [one.value for one in page.caption]


@pytest.mark.parametrize("file", ["series", "official"])
def test_a_young_advisor_is_led_to_plain_words(open_page, file):
    page = open_page(file, "young.advisor", series=SERIES)
    assert "This page is written for adults." in shown(page)
    assert not page.get("vega_lite_chart")
