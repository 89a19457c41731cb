"""The demonstration's accounts: one for every role, added once."""

import pytest
from sqlmodel import select

from cscp_core.people import demo, service
from cscp_core.people.permissions import PEOPLE, SYSTEM
from cscp_core.people.tables import Account
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
