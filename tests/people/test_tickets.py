"""The ticket that somebody gets for a right password, and the token that their browser gets for it, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from cscp_core.errors import TicketRefused
from cscp_core.people import sign_in
from tests.conftest import PASSWORD
from tests.people.signing import BROWSER, attempt, exchange, ticket_for, who_is


@pytest.fixture
def ticket(store, scrutineer):
    tried = attempt(store, "dee")
    assert sign_in.password_matches(tried, PASSWORD)
    return ticket_for(store, tried)


def test_a_ticket_signs_nobody_in_until_it_is_exchanged(store, ticket):
    assert who_is(store, ticket) is None
    token = exchange(store, ticket)
    assert who_is(store, token).username == "dee"
    assert who_is(store, ticket) is None


def test_a_ticket_works_once(store, ticket):
    exchange(store, ticket)
    with pytest.raises(TicketRefused):
        exchange(store, ticket)


def test_of_two_who_exchange_a_ticket_at_the_same_moment_one_is_signed_in(store, ticket):
    both = Barrier(2)

    def one_of_two(_):
        both.wait()
        try:
            return exchange(store, ticket)
        except TicketRefused:
            return None

    with ThreadPoolExecutor(2) as two:
        tokens = list(two.map(one_of_two, range(2)))
    assert sorted(token is None for token in tokens) == [False, True]
    (token,) = [one for one in tokens if one]
    assert who_is(store, token).username == "dee"


@pytest.mark.parametrize("browser", ["", "c" * 64])
def test_a_ticket_of_another_browser_is_refused(store, ticket, browser):
    with pytest.raises(TicketRefused):
        exchange(store, ticket, browser)
    assert who_is(store, exchange(store, ticket))


def test_a_ticket_without_a_browser_is_nobodys(store, scrutineer):
    ticket = ticket_for(store, attempt(store, "dee"), browser="")
    with pytest.raises(TicketRefused):
        exchange(store, ticket, "")


def test_a_ticket_is_worth_nothing_after_some_seconds(store, ticket, clock):
    clock.advance(seconds=20)
    with pytest.raises(TicketRefused):
        exchange(store, ticket)


def test_a_ticket_is_worth_nothing_after_everything_was_ended(store, ticket, scrutineer):
    with store.writing() as session:
        sign_in.end_all(session, scrutineer.account_id)
        session.commit()
    with pytest.raises(TicketRefused):
        exchange(store, ticket)


def test_a_browser_that_went_elsewhere_gets_another_ticket_in_place_of_the_first(store, ticket):
    with store.writing() as session:
        assert sign_in.has_a_ticket(session, BROWSER)
        another = sign_in.renew_ticket(session, BROWSER)
    with pytest.raises(TicketRefused):
        exchange(store, ticket)
    assert who_is(store, exchange(store, another))
    with store.writing() as session:
        assert not sign_in.has_a_ticket(session, BROWSER)
        assert sign_in.renew_ticket(session, BROWSER) is None
