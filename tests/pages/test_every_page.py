"""Every page as every role: it opens, or says that it is not for that role; signed out it shows nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from cscp_core.people.demo import ACCOUNTS
from pages.components.menu import FOOTER, MENUS, SCREENS
from tests.nightly import SCREENS_BY_DAY, sampled
from tests.pages.conftest import COOKIES, ROOT, at_address, cookies_of, everything

ITEMS = {
    "theme": {"theme": "neglect"},
    "claim": {"id": "claim-3.4-04"},
    "figure": {"id": "figure-3.4-05"},
    "review": {"id": "yos-inspection-2020"},
    "recommendation": {"id": "rec-3.4-03"},
    "recorded_challenge": {"id": "challenge-1.9.4-01"},
    "voice": {"id": "voice-1.9.6-01"},
    "gap": {"id": "gap-3.4-01"},
    "search": {"q": "neglect"},
    "check": {"id": "presenting-issues-base"},
    "series": {"series": "c1.rereferral-percent"},
    "challenge": {"id": "1"},
    "agency": {"id": "camden-council"},
    "meeting": {"id": "1"},
    "in_meeting": {"id": "1"},
    "projector": {"id": "1"},
    "ending": {"id": "1"},
    "say": {"about": "claim", "of": "claim-3.4-04"},
}
READING = ["scrutineer", "young.advisor", "lay.member", "council.partner", "business.manager", "safeguarding.lead"]
WORKER = "participation.worker"
EVERYBODY = [*READING, WORKER]
OFFICE = {"scrutineer", "business.manager"}
VOICES = {"young.advisor", "lay.member"}
ONLY = {
    "my_desk": {"scrutineer"},
    "notebook": {"scrutineer"},
    "trail": OFFICE,
    "people": {"business.manager"},
    "to_do": {"business.manager"},
    "reports": {"business.manager"},
    "read_a_report": {"business.manager"},
    "wordings": {"business.manager"},
    "challenges": OFFICE,
    "in_meeting": OFFICE,
    "projector": OFFICE,
    "ending": OFFICE,
    "what_we_owe": {"council.partner"},
    "our_actions": {"council.partner"},
    "challenge": OFFICE | {"council.partner"},
    "agency": OFFICE | {"council.partner"},
    "blind_spots": OFFICE | {"council.partner"},
    "record": OFFICE | {"council.partner"},
    "meetings": OFFICE | {"council.partner", "lay.member"},
    "meeting": OFFICE | {"council.partner", "lay.member"},
    "next_meeting": OFFICE | {"council.partner", "lay.member"},
    "the_year": OFFICE | {"lay.member"},
    "young_home": {"young.advisor"},
    "because_of_you": VOICES,
    "our_space": {"young.advisor"},
    "rate_meeting": {"young.advisor"},
    "because_issues": {"business.manager"},
    "what_happened": {"young.advisor"},
    "our_view": {"young.advisor"},
    "findings": VOICES,
    "say": VOICES,
    "my_data": VOICES,
    "my_comments": VOICES,
    "young_people_asked": {"council.partner"},
    "heard": OFFICE,
    "to_check": {"business.manager"},
    "welfare": {"safeguarding.lead"},
    "handed_over": {"safeguarding.lead"},
    "cover": {"safeguarding.lead"},
    "write_for": {WORKER},
    "written_down": {WORKER},
    "paper": {WORKER},
}
FOR_ALL = {"how_it_works", "password"}
"""What opens also for who does not read the report."""
PUBLIC = {name for name, screen in SCREENS.items() if screen.public}
PRIVATE = sorted(set(SCREENS) - PUBLIC - {"home"})
TABS = [
    "At a glance",
    "Claims",
    "Measures",
    "Actions",
    "Challenges",
    "You said",
    "Voices",
    "Not said",
    "Questions",
]


def may_open(file: str, by: str) -> bool:
    return by in ONLY.get(file, EVERYBODY if file in FOR_ALL else READING)


def one_who_may_and_one_who_may_not() -> list[tuple[str, str]]:
    """Of each page one who opens it and one whom it refuses: what each role may is proved in the services."""
    chosen = []
    for file in PRIVATE:
        may = [by for by in EVERYBODY if may_open(file, by)]
        chosen += [(file, by) for by in (may[0], *[by for by in EVERYBODY if by not in may][-1:])]
    return chosen


def what_is_wrong_for(open_page, by: str, files: list[str]) -> list[str]:
    """The pages that fail for somebody, or are open or refused to them and should not be. One installation serves all
    of them: what a page needs is worked out once."""
    wrong = []
    for file in files:
        page = open_page(file, by, **ITEMS.get(file, {}))
        refused = not page.exception and page.title[0].value == "Not for your role"
        if page.exception or refused is may_open(file, by) or (refused and (page.table or page.header)):
            wrong.append(file)
    return wrong


@pytest.mark.parametrize("by", EVERYBODY)
def test_pages_open_for_the_roles_that_may_and_refuse_the_others(open_page, by):
    assert (
        what_is_wrong_for(open_page, by, [file for file, who in one_who_may_and_one_who_may_not() if who == by]) == []
    )


@pytest.mark.nightly
@pytest.mark.parametrize("by", EVERYBODY)
def test_every_page_opens_for_the_roles_that_may_and_refuses_the_others(open_page, by):
    assert what_is_wrong_for(open_page, by, PRIVATE) == []


@pytest.mark.parametrize("file", sorted(PUBLIC))
def test_a_public_page_opens_for_nobody_in_particular(open_page, file):
    page = open_page(file)
    assert not page.exception
    assert page.title[0].value == SCREENS[file].title
    assert not page.text_input or file in ("welcome", "by_code")


def shows_only_the_sign_in_form(page: AppTest) -> bool:
    titles = [title.value for title in page.title]
    return (
        titles == ["Camden Safeguarding Children Partnership"]
        and [field.label for field in page.text_input] == ["User name", "Password"]
        and not page.header
        and len(page.table) <= 1
        and "claim" not in everything(page).lower().replace("the evidence behind each claim", "")
    )


def test_signed_out_every_page_shows_the_sign_in_form_and_nothing_of_itself(open_page):
    opened = {file: open_page(file, **ITEMS.get(file, {})) for file in [*PRIVATE, "home"]}
    assert [file for file, one in opened.items() if one.exception or not shows_only_the_sign_in_form(one)] == []


@pytest.mark.parametrize("file", sampled([*PRIVATE, "home"], sorted(set(SCREENS_BY_DAY) - PUBLIC)))
def test_a_page_run_without_the_main_script_shows_the_sign_in_form_and_nothing_of_itself(installation, file):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).switch_page(f"pages/{file}.py")
    for name, value in ITEMS.get(file, {}).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert shows_only_the_sign_in_form(page)


@pytest.mark.parametrize("file", sampled([*PRIVATE, "home"], sorted(set(SCREENS_BY_DAY) - PUBLIC)))
def test_with_the_database_away_a_page_shows_the_sign_in_form_and_nothing_of_itself(
    fresh_process, monkeypatch, tmp_path, file
):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.sqlite3").mkdir()  # a folder where the database should be
    page = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30)
    page.session_state[COOKIES] = cookies_of("a token of better days")
    at_address(page, SCREENS[file].address).run()
    assert not page.exception
    assert shows_only_the_sign_in_form(page)
    assert ["cannot be" in one.value for one in page.error] == [True]


@pytest.mark.parametrize(
    "query", [{}, {"id": "no-such-thing", "theme": "no-such-thing"}, {"id": "'; DROP", "theme": "%"}]
)
def test_an_address_of_nothing_says_so(open_page, query):
    opened = {
        file: open_page(file, "young.advisor" if file == "say" else "scrutineer", **query)
        for file in sorted(set(ITEMS) - {"search", "challenge"})
    }
    wrong = [file for file, one in opened.items() if one.exception or one.title[-1].value != "Nothing here"]
    assert wrong == []


def test_an_address_of_another_report_says_that_it_is_not_there(open_page):
    page = open_page("priorities", "scrutineer", report="annual-report-1999")
    assert page.title[0].value == "Nothing here"


@pytest.mark.parametrize("theme", sampled(["neglect", "front-door", "lado", "governance"], ["neglect"]))
def test_every_tab_of_a_theme_opens_by_address(open_page, theme):
    opened = {tab: open_page("theme", "scrutineer", theme=theme, tab=tab) for tab in TABS}
    assert [tab for tab, one in opened.items() if one.exception or not everything(one)] == []


@pytest.mark.parametrize(("username", "about"), ACCOUNTS.items())
def test_everybody_lands_on_a_screen_of_their_own_menu(open_page, username, about):
    page = open_page("home", username)
    assert not page.exception
    assert page.title[0].value == SCREENS[MENUS[about[1]][0]].title


@pytest.mark.parametrize("menu", MENUS.values())
def test_no_menu_has_more_than_seven_entries(menu):
    assert 1 <= len(menu) <= 7


def test_the_footer_names_every_page_that_a_person_may_need_signed_out():
    assert set(FOOTER) >= {"privacy", "accessibility", "your_words"} <= PUBLIC


def test_every_page_file_is_a_known_screen_and_the_other_way_round():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"main"}
    assert files == set(SCREENS)


def test_every_page_that_is_not_public_asks_for_its_actor_itself():
    for file in [*PRIVATE, "home"]:
        assert "gate.require(Permission." in (ROOT / "pages" / f"{file}.py").read_text(), file
