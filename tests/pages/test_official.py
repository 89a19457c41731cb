"""Screens of official statistics: what they show, from where, and beside what."""

import pytest

from cscp_core import start
from cscp_core.official import imports, mapping, plain
from cscp_core.official.rules import Comparable
from cscp_core.official.tables import Series
from cscp_core.people.permissions import SYSTEM
from tests.hostile import TEXT
from tests.official import made
from tests.pages.acting import press
from tests.pages.conftest import everything
from tests.pages.test_every_page import READING
from tests.pages.test_text_is_text import is_text
from tests.pages.test_text_is_text import shown as every_string

SERIES = "c1.rereferral-percent"
RATE = "lait.lac"


@pytest.fixture
def installation(with_official_statistics):
    """In place of the one without."""


def links(page):
    return [one.proto.label.replace("\\", "") for one in page.get("page_link")]


def shown(page):
    return everything(page).replace("\\", "")


def chart_words(page):
    return [one.proto.alt for one in page.get("vega_lite_chart")]


def adults():
    return [by for by in READING if by != "young.advisor"]


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
                 "Which way is better: lower.", "Next update: 2026-10", f"Cite as: {SERIES}"):  # fmt: skip
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
    assert "The line breaks between 31 March 2018 and 31 March 2019: rates that use different population" in said


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
def test_a_young_advisor_gets_one_number_in_plain_words_with_one_chart(open_page, file):
    page = open_page(file, "young.advisor")
    assert not page.exception
    assert page.title[0].value == "Numbers from outside the report"
    said = shown(page)
    assert "In Camden, it was 58 out of 100 in 2024-25." in said
    assert "When the report was written, it was 68 out of 100. We cannot tell if that is just luck." in said
    assert "In England, it was 54 out of 100." in said
    assert "Not in the report. Counted by the Department for Education." in said
    assert len(chart_words(page)) == 1
    assert not page.table


@pytest.mark.parametrize("series_id", [one.series_id for one in plain.list_plain()])
def test_each_number_for_young_people_is_a_share_with_a_value_of_this_place(open_page, series_id):
    page = open_page("official", "young.advisor", series=series_id)
    assert not page.exception
    assert "out of 100" in shown(page)


def test_young_people_are_not_shown_any_other_series(open_page):
    page = open_page("series", "young.advisor", series="c3.neglect")
    assert "neglect" not in shown(page).lower()


@pytest.mark.parametrize(
    ("theme_id", "title"),
    [
        ("domestic-abuse", "Factor at assessment: domestic abuse of a parent"),
        ("youth-violence", "First Time entrants to the Youth Justice System"),
    ],
)
def test_a_priority_with_nothing_to_compare_is_drawn_beside_a_series_that_is_about_it(open_page, theme_id, title):
    page = open_page("theme", "scrutineer", theme=theme_id)
    assert not page.exception
    assert len(chart_words(page)) == 3
    assert title in links(page)
    assert "◇ Not in the report" in shown(page)


def test_a_theme_shows_the_official_series_beside_the_reports_number(open_page):
    page = open_page("theme", "scrutineer", theme="front-door")
    assert not page.exception
    words = next(one for one in chart_words(page) if "Re-referrals" in one)
    assert "In the report: only 8.1% in 2019-20." in words
    said = shown(page)
    assert "Nearly the same as the report’s number: twelve months from another start." in said
    assert "◇ Not in the report" in said
    assert "Re-referrals within 12 months, share of referrals" in links(page)


def test_the_measures_of_a_theme_stand_beside_their_series(open_page):
    page = open_page("theme", "scrutineer", theme="front-door", tab="Measures")
    assert not page.exception
    said = shown(page)
    assert "Beside the official record" in said
    assert "The department counts" in said or "the department counts" in said
    led = [one.proto.query_string for one in page.get("page_link") if "series=" in one.proto.query_string]
    assert len(led) == len([one for one in chart_words(page) if one.startswith("Line chart")]) == 2


def test_a_rate_on_another_population_is_not_drawn_beside_the_reports(open_page):
    page = open_page("theme", "scrutineer", theme="child-protection", tab="Measures")
    words = next(one for one in chart_words(page) if "Child Protection Plan - rate" in one)
    assert "In the report" not in words
    assert "Nearly the same as the report’s number: on other population estimates." in shown(page)


def test_a_theme_without_a_counterpart_has_no_official_chart(open_page):
    said = shown(open_page("theme", "scrutineer", theme="faith-and-belief", tab="Measures"))
    assert "Not in the report" not in said


def test_a_figure_shows_its_official_counterpart(open_page):
    said = shown(open_page("figure", "police.partner", id="figure-2.1-02"))
    assert "The official record" in said
    assert "Camden: 18.3% (381 of 2,086) in 2024-25, 8.7%" in said
    assert "The official record" not in shown(open_page("figure", "police.partner", id="figure-3.4-05"))


def test_figures_are_narrowed_to_those_with_an_official_series_and_lead_to_it(open_page):
    page = open_page("figures", "scrutineer", mark="official")
    assert not page.exception
    said = shown(page)
    assert "47 figures, 25 a page." in said
    assert "Official: Re-referrals within 12 months, share of referrals (nearly)](/series?series=c1.rereferral" in said


def test_figures_say_so_where_none_fits(open_page):
    page = open_page("figures", "scrutineer", mark="official", words="zzzz")
    assert "No figure matches your choices." in shown(page)


def test_places_stand_side_by_side_for_one_time(open_page):
    page = open_page("series", "scrutineer", series=SERIES, tab="Places side by side")
    assert not page.exception
    assert "2024-25: 22 of 22 places known" in shown(page)
    assert [name.replace("\\", "") for name in page.table[0].value.columns] == ["Place", "Level", "%"]
    before = open_page("series", "scrutineer", series=SERIES, tab="Places side by side", when="2019-20")
    assert "2019-20: " in shown(before)


def test_of_counts_only_authorities_stand_side_by_side_and_what_is_suppressed_is_named(open_page):
    page = open_page("series", "scrutineer", series="c3.faith-linked-abuse", tab="Places side by side")
    assert "places known" in shown(page)
    assert "Not drawn, suppressed by the publisher: " in shown(page)
    assert set(page.table[0].value["Level"]) == {"Local authority"}


def test_what_a_release_changed_is_listed(open_page):
    page = open_page("series", "scrutineer", series="workforce.caseload-fte", tab="Revisions")
    assert not page.exception
    assert "was 13.5, is 12.9" in shown(page)


def test_a_series_can_be_taken_out_as_files(open_page):
    page = open_page("series", "scrutineer", series=SERIES)
    addresses = [one.proto.url for one in page.get("link_button") if one.proto.url.startswith("/download")]
    assert addresses == [
        f"/download/series.csv?series={SERIES}",
        f"/download/series.png?series={SERIES}&place=E09000007&with=neighbours-2025%2CE92000001",
        f"/download/series.svg?series={SERIES}&place=E09000007&with=neighbours-2025%2CE92000001",
    ]


def test_the_year_draws_the_series_beside_the_report(open_page):
    page = open_page("the_year", "scrutineer", tab="record")
    assert not page.exception
    assert "Beside the official record" in shown(page)
    assert sum("In the report" in one for one in chart_words(page)) >= 1


@pytest.mark.parametrize("file", ["series", "official", "theme", "figures"])
def test_words_of_a_published_file_are_shown_as_text(open_page, file):
    with start.store().writing() as session:
        row = session.get_one(Series, SERIES)
        row.title = row.definition = row.unit = TEXT
        session.add(row)
        session.commit()
    page = open_page(file, "scrutineer", series=SERIES, theme="front-door", mark="official")
    assert not page.exception
    said = [one for one in every_string(page) if "evil" in one]
    assert said
    assert [one for one in said if not is_text(one)] == []


def upload(page, name, content, release):
    field = next(one for one in page.get("file_uploader") if one.proto.label.startswith("Official"))
    next(one for one in page.text_input if one.label == "Release").set_value(release)
    return field.set_value([(name, content, "text/csv")]).run()


def test_the_business_manager_loads_a_release_and_takes_it_back(open_page):
    page = open_page("reports", "business.manager")
    content = made.lait("LAC|2026|Camden|61|202")
    page = upload(page, "made.csv", content, "2026-10")
    assert not page.exception
    assert "1 values added, 0 changed, 0 unchanged." in shown(page)
    press(page, "Load them as load 2")
    assert "Official load 2: 1 values added, 0 changed." in shown(page)
    press(page, "Undo the last official load")
    assert not page.exception
    with start.store().reading() as session:
        steps = [(one.number, one.undoes) for one in imports.list_loads(session, SYSTEM)]
    assert steps == [(3, 2), (2, None), (1, None)]


def test_a_file_of_no_layout_names_every_column_and_nothing_is_loaded(open_page):
    page = upload(open_page("reports", "business.manager"), "made.csv", b"Mood,Weather\nfine,wet\n", "2026-10")
    assert not page.exception
    said = shown(page)
    assert "Nothing was loaded" in said
    assert "mood" in said.lower()
    assert "weather" in said.lower()
    assert not [one for one in page.button if one.label.startswith("Load them")]


def test_the_business_manager_changes_what_a_figure_may_be_compared_with(open_page):
    page = open_page("figure", "business.manager", id="figure-2.1-02")
    assert not page.exception
    next(one for one in page.radio if one.label == "How near is it?").set_value(Comparable.NOT)
    next(one for one in page.text_area if one.label.startswith("Reason")).set_value("It counts cases that were closed.")
    press(page.run(), "Change the comparison")
    assert "It is changed. The earlier comparison is kept." in shown(page)
    assert "The official record" not in shown(page)
    with start.store().reading() as session:
        newest = mapping.list_earlier(session, SYSTEM, report_id="annual-report-2019-20", figure_id="figure-2.1-02")[0]
    assert (newest.version, newest.comparable, newest.why) == (2, Comparable.NOT, "It counts cases that were closed.")


def test_nobody_else_may_change_a_comparison(open_page):
    assert "Reason for the change" not in shown(open_page("figure", "scrutineer", id="figure-2.1-02"))
