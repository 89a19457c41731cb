"""Being shown round: open by itself in a demonstration, closed and opened again by each person for themselves."""

import pytest
from sqlmodel import select

from cscp_core.people import demo, tour
from cscp_core.people.permissions import PEOPLE, Role
from cscp_core.people.tables import Account
from cscp_core.storage.tables import Installation, TrailRow
from pages.components.menu import MENUS, SCREENS
from pages.components.tour import STEPS
from tests.conftest import make_account


@pytest.fixture
def two(session):
    return make_account(session, "dee", Role.SCRUTINEER), make_account(session, "yas", Role.YOUNG_ADVISOR)


def test_in_a_demonstration_the_steps_are_open_until_somebody_closes_them(session, two):
    assert tour.is_open(session, two[0]) is True
    tour.set_open(session, two[0], opened=False)
    assert tour.is_open(session, two[0]) is False


def test_one_person_closes_them_for_nobody_else(session, two):
    tour.set_open(session, two[0], opened=False)
    assert tour.is_open(session, two[1]) is True


def test_a_live_installation_opens_them_only_for_who_asks(session, two):
    session.exec(select(Installation)).one().mode = "live"
    session.commit()
    assert tour.is_open(session, two[0]) is False
    tour.set_open(session, two[0], opened=True)
    assert tour.is_open(session, two[0]) is True


def test_the_trail_does_not_say_who_was_shown_round(session, two):
    before = len(session.exec(select(TrailRow)).all())
    tour.set_open(session, two[1], opened=False)
    assert len(session.exec(select(TrailRow)).all()) == before


def test_starting_the_demonstration_again_opens_them_again(camden):
    with camden.writing() as session:
        demo.restore_accounts(session)
        session.commit()
        assert set(session.exec(select(Account.tour_open))) == {None}


def test_every_role_has_three_short_steps_that_lead_somewhere_it_may_go():
    assert set(STEPS) == PEOPLE
    for role, steps in STEPS.items():
        assert len(steps) == 3
        assert all(len(one.words) <= 70 and bool(one.screen) != bool(one.anchor) for one in steps)
        assert all(one.screen in MENUS[role] and SCREENS[one.screen].title == one.link for one in steps if one.screen)
