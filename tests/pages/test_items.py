"""A claim, a recommendation and a figure on their own pages: what it is, its picture, and what is worth asking."""

import pytest

from tests.pages.acting import shown
from tests.pages.test_glance import links


def charts(page):
    return len(page.get("vega_lite_chart"))


@pytest.mark.parametrize(
    ("figure_id", "drawn"),
    [("figure-4.2-03", 1), ("figure-3.4-02", 1), ("figure-4.2-01", 0)],
    ids=["beside the year before", "a part of a hundred", "only in a chart"],
)
def test_a_figure_has_a_picture_where_its_data_have_one(open_page, figure_id, drawn):
    page = open_page("figure", "scrutineer", id=figure_id)
    assert not page.exception
    assert charts(page) == drawn
    assert ("◇ Nothing to compare" in shown(page)) is not bool(drawn)


def test_a_share_without_its_base_is_drawn_hollow_and_says_so(open_page):
    page = open_page("figure", "scrutineer", id="figure-3.4-02")
    assert "◇ Of how many?" in shown(page)
    assert '"filled": false' in page.get("vega_lite_chart")[0].proto.spec


def test_a_claim_stands_beside_the_picture_of_the_number_that_it_rests_on(open_page):
    page = open_page("claim", "scrutineer", id="claim-3.4-04")
    assert not page.exception
    assert charts(page) == 1
    assert "/figure?id=figure-3.4-02" in shown(page)
    assert not [one for one in links(page) if one.startswith(("claim-", "figure-"))]


def test_a_claim_without_a_figure_says_so(open_page):
    page = open_page("claim", "scrutineer", id="claim-3.4-03")
    assert charts(page) == 0
    assert "gives no figure for it" in shown(page)


def test_claims_that_cite_a_figure_are_named_by_their_sentence(open_page):
    said = shown(open_page("figure", "scrutineer", id="figure-3.4-02"))
    assert "- [Neglect was a presenting issue in 4.5% of front door contacts" in said


def test_what_is_worth_asking_about_a_claim_are_rows_with_acts_and_no_link_to_the_page_itself(open_page):
    page = open_page("claim", "scrutineer", id="claim-3.4-04")
    assert "Worth asking" in [one.value for one in page.subheader]
    assert "Ask" in links(page)
    assert "Ask" not in links(open_page("claim", "business.manager", id="claim-3.4-04"))
