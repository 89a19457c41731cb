"""A list that nothing matches says so and offers all of it, on every screen whose list can be narrowed."""

from urllib.parse import parse_qsl

import pytest

from pages.components import menu
from tests.pages.acting import shown
from tests.pages.conftest import installed

ALL = "Show all"
NARROWED = [
    ("actions", "scrutineer", {"kind": "strength", "state": "overdue"}),
    ("challenges", "scrutineer", {"words": "zebra crossing"}),
    ("challenges", "scrutineer", {"words": "zebra crossing", "list": "recorded"}),
    ("disagree", "scrutineer", {"section": "foreword"}),
    ("figures", "scrutineer", {"words": "zebra crossing", "kind": "children"}),
    ("official", "scrutineer", {"words": "zebra crossing"}),
    ("our_actions", "police.partner", {"state": "stopped"}),
    ("theme", "scrutineer", {"theme": "neglect", "tab": "claims", "far": "impact"}),
    ("trail", "business.manager", {"what": "zebra crossing"}),
]


@pytest.fixture
def installation(fresh_process, with_official):
    """The demonstration with the official statistics that come with the app."""
    yield from installed(with_official)


def ways(page):
    return [one.proto for one in page.get("page_link") if one.proto.label == ALL]


def all_of_it_is_one_click_away(open_page, screen, by, query):
    narrowed = open_page(screen, by, **query)
    assert "matches your choices." in shown(narrowed)
    (way,) = ways(narrowed)
    assert way.page == menu.SCREENS[screen].address
    whole = open_page(screen, by, **dict(parse_qsl(way.query_string)))
    assert not whole.exception
    assert "matches your choices." not in shown(whole)
    assert ways(whole) == []


@pytest.mark.parametrize(("screen", "by", "query"), NARROWED, ids=lambda one: one if isinstance(one, str) else "")
def test_one_click_shows_all_of_a_list_that_nothing_matches(open_page, screen, by, query):
    all_of_it_is_one_click_away(open_page, screen, by, query)


def test_a_list_that_is_empty_without_a_choice_offers_nothing_to_drop(open_page):
    page = open_page("challenges", "scrutineer", list="withdrawn")
    assert "There is no challenge here." in shown(page)
    assert ways(page) == []
