"""The demonstration as each role first sees it: something to do, three steps, and how the manager starts it again."""

import pytest

from cscp_core.people.demo import ACCOUNTS
from cscp_core.people.tour import set_open
from pages.components.menu import first_screen
from pages.components.tour import STEPS
from tests.pages.acting import act, press, shown
from tests.pages.conftest import installed

FIRST = {
    "scrutineer": ("16-year-olds of the audit", "501 referrals", "Child protection plans should"),
    "young.advisor": ("Somebody replied to what you wrote.", "There is something to agree in Our view."),
    "lay.member": ("Scrutiny meeting", "Somebody replied to what you wrote."),
    "council.partner": ("Two fathers completed Caring Dads", "8.1% of cases came back"),
    "health.partner": ("All health trusts audited", "90% of looked after children"),
    "police.partner": ("After Operation Makesafe", "132 children", "breached 32 times", "501 referrals"),
    "business.manager": (
        "Questions to agencies",
        "Nobody signs in for it",
        "Everything that people wrote in it is invented",
    ),
    "safeguarding.lead": ("A friend of mine is scared to go home.",),
}
"""What the first screen of each role says of what there is to do."""


@pytest.fixture
def installation(fresh_process, demonstrated):
    yield from installed(demonstrated)


def first_of(open_page, username):
    return open_page(first_screen(ACCOUNTS[username][1]), username)


@pytest.mark.parametrize("username", FIRST)
def test_the_first_screen_of_each_role_has_something_to_do(open_page, username):
    page = first_of(open_page, username)
    assert not page.exception
    assert [one for one in FIRST[username] if one not in shown(page)] == []


def labels(page):
    return [one.label for one in page.button]


@pytest.mark.parametrize(
    "username",
    ["scrutineer", "young.advisor", "lay.member", "council.partner", "business.manager", "safeguarding.lead"],
)
def test_three_steps_are_closed_for_good_and_opened_again_from_the_menu(open_page, username):
    act(set_open, username, opened=True)
    page = first_of(open_page, username)
    assert [one.words for one in STEPS[ACCOUNTS[username][1]] if one.words not in shown(page)] == []
    page = press(page, "Close these steps")
    assert "Close these steps" not in labels(page)
    assert "Close these steps" not in labels(first_of(open_page, username))
    press(open_page("glossary", username), "Show me round")
    assert "Close these steps" in labels(first_of(open_page, username))


def test_only_the_business_manager_can_start_again_or_empty(open_page):
    assert {"Start again", "Start empty"} <= set(labels(first_of(open_page, "business.manager")))
    for username in FIRST.keys() - {"business.manager"}:
        assert not {"Start again", "Start empty"} & set(labels(first_of(open_page, username)))
