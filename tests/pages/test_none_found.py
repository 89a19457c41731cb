"""A list that nothing matches says so and offers all of it, on every screen whose list can be narrowed."""

from itertools import product
from urllib.parse import parse_qsl

import pytest

from cscp_core import start
from cscp_core.scrutiny.challenges import reads, reminding, states
from pages.components import menu, unchanged
from tests.pages.acting import shown
from tests.pages.conftest import actor_of, installed

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
def installation(fresh_process, request):
    """The rehearsal with official statistics, or what a test names."""
    yield from installed(request.getfixturevalue(getattr(request, "param", "with_official")))


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


@pytest.mark.parametrize("installation", ["demonstrated"], indirect=True)
@pytest.mark.parametrize(
    ("screen", "by", "lists"),
    [("my_desk", "scrutineer", reads.list_work), ("to_do", "business.manager", reminding.list_open)],
    ids=["my_desk", "to_do"],
)
def test_one_click_shows_all_of_a_work_list_of_which_no_row_has_both_choices(open_page, screen, by, lists):
    with start.store().reading() as session:
        found = [one for one in lists(session, actor_of(by)) if one.agency_id]
    there = {(states.need_of(one, unchanged.today()), one.agency_id) for one in found}
    needs, agencies = ({pair[place] for pair in there} for place in (0, 1))
    need, agency = next(pair for pair in sorted(product(needs, agencies), key=str) if pair not in there)
    all_of_it_is_one_click_away(open_page, screen, by, {"need": need.value, "agency": agency})


def test_a_list_that_is_empty_without_a_choice_offers_nothing_to_drop(open_page):
    page = open_page("challenges", "scrutineer", list="withdrawn")
    assert "There is no challenge here." in shown(page)
    assert ways(page) == []
