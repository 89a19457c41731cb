"""Figures as rows: measures of children and services first, narrowed by facets in the address."""

from tests.pages.acting import shown
from tests.pages.test_claims import pills


def rows(page):
    return next((one.value for one in page.markdown if one.value.startswith("- **")), "").replace("\\", "")


def test_figures_are_rows_of_children_first_with_the_value_as_printed(open_page):
    page = open_page("figures", "scrutineer")
    assert not page.exception
    assert rows(page).count("\n- **") == 24
    assert "](/figure?id=figure-" in rows(page)
    assert "[figure-" not in rows(page)
    assert "years old" not in rows(page)


def test_facets_stand_in_the_address_with_their_counts(open_page):
    page = open_page("figures", "scrutineer", mark="chart_only")
    assert "Only in a chart (34)" in pills(page, "What can be said of it")
    assert "34 figures" in shown(page)
    assert "Shown: Only in a chart." in shown(page)
    assert "34 figures" in shown(open_page("figures", "scrutineer", state="published only as a chart"))


def test_what_is_no_measure_is_about_the_service(open_page):
    page = open_page("figures", "scrutineer", kind="arrangement", words="age limit")
    assert "years old" in rows(page)


def test_a_share_without_its_base_asks_of_how_many(open_page):
    assert "◇ of how many?" in rows(open_page("figures", "scrutineer", mark="no_base"))


def test_nothing_found_says_what_to_do(open_page):
    assert "No figure matches your choices." in shown(open_page("figures", "scrutineer", words="zebra crossing"))


def test_what_can_be_compared_comes_first_and_says_how_it_differs(open_page):
    said = rows(open_page("figures", "scrutineer"))
    assert "6,223 to 6,259: higher, within chance" in said
    assert "only in a chart" not in said
    assert said.count("◇ of how many?") < 15


def test_a_share_whose_comparison_tells_something_has_a_base_elsewhere(open_page):
    said = rows(open_page("figures", "scrutineer", mark="compared"))
    row = next(one for one in said.split("\n- ") if "13.1% to 14.6%: higher, within chance" in one)
    assert "of how many?" not in row
