"""The demonstration's accounts: one for every role, added once."""

import pytest
from sqlmodel import select

from cscp_core.errors import NotFound
from cscp_core.people import demo, service
from cscp_core.people.permissions import PEOPLE, SYSTEM, Role
from cscp_core.people.tables import Account, Agency
from cscp_core.storage.tables import TrailRow
from tests.people.signing import open_for, who_is


@pytest.mark.parametrize("username", demo.ACCOUNTS)
def test_every_account_of_the_demonstration_opens_with_the_password_shown(camden, username):
    assert who_is(camden, open_for(camden, username, demo.PASSWORD)).role is demo.ACCOUNTS[username][1]


def test_the_demonstration_has_an_account_for_every_role():
    assert {role for _, role, _ in demo.ACCOUNTS.values()} == PEOPLE


def test_adding_the_demonstrations_accounts_again_changes_nothing(camden):
    with camden.reading() as session:
        before = len(session.exec(select(TrailRow)).all())
    demo.add_accounts(camden)
    with camden.reading() as session:
        assert len(session.exec(select(TrailRow)).all()) == before


def test_an_account_that_went_missing_is_added_again(camden):
    with camden.writing() as session:
        session.delete(session.exec(select(Account).where(Account.username == "lay.member")).one())
        session.commit()
    demo.add_accounts(camden)
    with camden.reading() as session:
        assert service.find_person(session, SYSTEM, username="lay.member").has_password


def agency_of(store, username):
    return find(store, username).agency_id


PARTNERS = [name for name, (_, role, _) in demo.ACCOUNTS.items() if role is Role.PARTNER]


def find(store, username):
    with store.reading() as session:
        return service.find_person(session, SYSTEM, username=username)


@pytest.mark.parametrize("username", PARTNERS)
def test_every_partner_of_the_demonstration_belongs_to_an_agency_of_the_real_report(camden_to_read, username):
    assert find(camden_to_read, username).agency


@pytest.mark.parametrize("username", ["council.partner", "health.partner", "police.partner"])
def test_each_statutory_partner_of_the_demonstration_answers_for_its_agency(camden_to_read, username):
    assert find(camden_to_read, username).answers


def test_the_police_staff_officer_of_the_demonstration_drafts_and_does_not_answer(camden_to_read):
    assert not find(camden_to_read, "police.staff").answers


def test_who_drafts_and_who_answers_for_the_police_of_the_demonstration_are_colleagues(camden_to_read):
    assert find(camden_to_read, "police.staff").agency_id == find(camden_to_read, "police.partner").agency_id


def test_nobody_of_the_demonstration_answers_but_its_partners(camden_to_read):
    assert [name for name in demo.ACCOUNTS if find(camden_to_read, name).answers and name not in PARTNERS] == []


@pytest.fixture
def with_agencies(store):
    """Returns a function that adds health agencies with these details and then the demonstration's accounts."""

    def make(*agencies):
        with store.writing() as session:
            for details in agencies:
                known = {"name": "x", "short_name": "x", "kind": "health", "statutory_partner": True}
                session.add(Agency(**known | details))
                session.flush()
            session.commit()
        demo.add_accounts(store)
        return store

    return make


def test_a_partner_belongs_to_the_statutory_partner_of_its_kind(with_agencies):
    store = with_agencies({"agency_id": "a", "statutory_partner": False}, {"agency_id": "b"})
    assert agency_of(store, "health.partner") == "b"


def test_a_partner_belongs_to_no_agency_that_ended(with_agencies):
    store = with_agencies({"agency_id": "b"}, {"agency_id": "a", "successor_id": "b"})
    assert agency_of(store, "health.partner") == "b"


def test_a_partner_without_an_agency_of_its_kind_is_left_out(with_agencies):
    with pytest.raises(NotFound):
        agency_of(with_agencies({"agency_id": "b"}), "police.partner")


def test_a_partner_who_was_left_out_is_added_once_its_agency_is_known(with_agencies):
    with_agencies()
    assert agency_of(with_agencies({"agency_id": "b"}), "health.partner") == "b"
