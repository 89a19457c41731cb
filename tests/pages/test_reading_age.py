"""The reading age of what Young Advisors are shown: Flesch-Kincaid and the Automated Readability Index."""

import re

import pytest

from cscp_core import readability
from pages.components.young import finding_lists
from tests.pages.conftest import ROOT, everything

ABOUT_TWELVE = 12.5
ABOUT_NINE = 9.5
SCREENS = (
    "young_home", "findings", "say", "because_of_you", "rate_meeting", "our_space", "what_happened", "our_view",
    "my_data", "search", "how_it_works", "numbers",
)  # fmt: skip
PROSE = ("your_words", "how_it_works_plainly")
NOT_PROSE = re.compile(r"<[^>]*>|\$\w+|[*#>\\]|\d{3,}|Annual report[^\n]*|Invented example\.?")


def reading_age(text):
    """The higher of the two ages, of what is prose."""
    return readability.reading_age(NOT_PROSE.sub("", text))


FORMS = {
    "about a claim": ("say", {"about": "claim", "of": "claim-foreword-12"}),
    "about a number": ("say", {"about": "figure", "of": "figure-2.3-01"}),
    "what is missing": ("say", {"about": "theme", "of": "neglect", "kind": "missing"}),
    "a question": ("say", {"about": "theme", "of": "neglect", "kind": "question"}),
    "our view": ("our_view", {}),
}
TOPICS = (
    "domestic-abuse",
    "looked-after",
    "youth-violence",
    "child-protection",
    "front-door",
    "identity",
    "governance",
)
"""A theme of most topics."""
SEARCHES = ("abuse", "school", "2018-19", "police")


@pytest.fixture
def told(open_page):
    """What stands on a page of its own, with what can be chosen there; not what stands around every page."""
    around = set(everything(open_page("password", "young.advisor")).split("\n"))
    around &= set(everything(open_page("glossary", "young.advisor")).split("\n"))

    def of(page, *but):
        fields = [field for field in (*page.radio, *page.pills, *page.selectbox) if field.label not in but]
        lines = [*everything(page).split("\n"), *(one for field in fields for one in field.options)]
        return "\n".join(one for one in dict.fromkeys(lines) if one not in around)

    return of


def go_on(page):
    """Past the short screen and the notes, to what stands behind them."""
    for label in ("Go on", "Show it"):
        waiting = [one for one in page.button if one.label == label]
        page = waiting[0].click().run() if waiting else page
    assert not page.exception
    return page


@pytest.mark.parametrize("file", SCREENS)
def test_a_screen_of_young_advisors_can_be_read_at_about_twelve(open_page, told, file):
    page = open_page(file, "young.advisor", **({"about": "claim", "of": "claim-foreword-12"} if file == "say" else {}))
    assert not page.exception
    assert reading_age(told(page)) <= ABOUT_TWELVE


@pytest.mark.parametrize("form", FORMS)
def test_a_form_can_be_read_at_about_twelve(open_page, told, form):
    file, query = FORMS[form]
    page = go_on(open_page(file, "young.advisor", **query))
    assert page.text_area
    assert reading_age(told(page)) <= ABOUT_TWELVE


@pytest.mark.parametrize("kind", list(finding_lists.KINDS))
def test_a_list_of_findings_can_be_read_at_about_twelve(open_page, told, kind):
    """What a theme has nothing of is passed over."""
    ages = {}
    for theme in TOPICS:
        page = go_on(open_page("findings", "young.advisor", theme=theme))
        page = go_on(page.pills(key="finding kind").set_value(kind).run())
        ages[theme] = reading_age(told(page, "Topic"))
    assert {theme: age for theme, age in ages.items() if age > ABOUT_TWELVE} == {}


def test_what_a_reader_must_understand_to_stay_safe_can_be_read_at_nine(open_page):
    page = open_page("say", "young.advisor", about="claim", of="claim-foreword-12")
    rules = "\n".join(one.value for one in page.main.markdown if "not a place to report" in one.value)
    assert rules
    assert reading_age(rules) <= ABOUT_NINE
    page = go_on(page)
    page = page.checkbox[0].check().run()
    worry = "\n".join(one.value for one in page.main.markdown if "Nobody watches this live" in one.value)
    assert worry
    assert reading_age(worry) <= ABOUT_NINE


PAGES = {
    "claim": "claim-4.3-08",
    "figure": "figure-2.3-01",
    "recommendation": "rec-3.1.4-01",
    "recorded_challenge": "challenge-foreword-02",
    "voice": "voice-1.9.6-15",
    "review": "yos-inspection-2020",
    "gap": "gap-3.4-01",
}


@pytest.mark.parametrize("file", PAGES)
def test_a_page_about_one_finding_can_be_read_at_about_twelve(open_page, told, file):
    page = go_on(open_page(file, "young.advisor", id=PAGES[file]))
    assert reading_age(told(page)) <= ABOUT_TWELVE


@pytest.mark.parametrize("words", SEARCHES)
def test_what_a_search_finds_can_be_read_at_about_twelve(open_page, told, words):
    page = go_on(open_page("search", "young.advisor", q=words))
    assert page.subheader
    assert reading_age(told(page)) <= ABOUT_TWELVE


@pytest.mark.parametrize("name", PROSE)
def test_prose_for_young_advisors_can_be_read_at_about_twelve(name):
    assert reading_age((ROOT / "pages" / "text" / f"{name}.md").read_text()) <= ABOUT_TWELVE
