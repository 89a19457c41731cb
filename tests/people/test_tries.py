"""Guessing over many addresses and many names is slowed and reported, and shuts nobody out for long."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import SignInRefused
from cscp_core.notices import guessing
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people import service, tries
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.rules import FREE_TRIES, PACES, KindOfTry
from cscp_core.people.tables import KnownNetwork
from tests.people.signing import attempt, fail, open_for, who_is

ACCOUNT, NETWORK = PACES[KindOfTry.ACCOUNT], PACES[KindOfTry.NETWORK]
HOME = "203.0.113.7"


def guess_from_everywhere(store, username, times):
    """Wrong tries at one name, each from another network."""
    for number in range(times):
        attempt(store, username, f"198.51.100.{number}")


def guess_everybody(store, times, address=HOME):
    """Wrong tries from one network, each at another name."""
    for number in range(times):
        attempt(store, f"name{number}", address)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("loopback", "loopback"),
    ],
)
def test_network_is_the_ipv4_address_or_the_ipv6_slash_64(address, network):
    assert tries.network_of(address) == network


def test_addresses_of_one_ipv6_network_count_together(store, scrutineer):
    for number in range(FREE_TRIES):
        attempt(store, "dee", f"2001:db8::{number}")
    with pytest.raises(SignInRefused, match="Too many tries"):
        attempt(store, "dee", "2001:db8::ffff")


@pytest.mark.parametrize("username", ["dee", "nobody"])
def test_an_account_tried_from_many_networks_must_wait_whether_or_not_it_exists(store, scrutineer, username):
    guess_from_everywhere(store, username, ACCOUNT.free)
    with pytest.raises(SignInRefused, match="Wait 15 seconds"):
        attempt(store, username, HOME)


def test_wait_for_an_account_never_grows_beyond_its_longest(store, scrutineer, clock):
    guess_from_everywhere(store, "dee", ACCOUNT.free)
    for number in range(12):
        clock.advance(minutes=5)
        attempt(store, "dee", f"192.0.2.{number}")
    clock.advance(seconds=ACCOUNT.longest_wait.total_seconds())
    assert who_is(store, open_for(store, "dee", address=HOME))


def test_owner_on_a_known_network_is_not_slowed_by_guesses_from_elsewhere(store, scrutineer):
    open_for(store, "dee", address=HOME)
    guess_from_everywhere(store, "dee", ACCOUNT.free)
    assert who_is(store, open_for(store, "dee", address=HOME))


def test_known_network_of_one_name_says_nothing_of_another(store, scrutineer, manager):
    open_for(store, "sam", address=HOME)
    guess_from_everywhere(store, "dee", ACCOUNT.free)
    with pytest.raises(SignInRefused):
        attempt(store, "dee", HOME)


def test_known_network_is_forgotten_after_thirty_days(store, scrutineer, manager, clock):
    open_for(store, "dee", address=HOME)
    clock.advance(days=31)
    open_for(store, "sam", address="192.0.2.1")
    with store.reading() as session:
        assert len(session.exec(select(KnownNetwork)).all()) == 1


def test_known_network_is_kept_as_a_hash_alone(store, scrutineer):
    open_for(store, "dee", address=HOME)
    with store.reading() as session:
        assert [len(row.network_key) for row in session.exec(select(KnownNetwork))] == [64]


def test_failures_of_an_account_fade_with_time(store, scrutineer, clock):
    guess_from_everywhere(store, "dee", ACCOUNT.free)
    assert ACCOUNT.forgives_every
    clock.advance(minutes=60 + ACCOUNT.forgives_every.total_seconds() / 60)
    assert attempt(store, "dee", HOME).account_id == scrutineer.account_id
    assert attempt(store, "dee", HOME).account_id == scrutineer.account_id


def test_a_network_that_tries_many_names_must_wait(store, scrutineer):
    guess_everybody(store, NETWORK.free)
    with pytest.raises(SignInRefused, match="Wait 15 seconds"):
        attempt(store, "dee", HOME)


def test_a_right_password_counts_against_no_network(store, scrutineer):
    for _ in range(NETWORK.free + 5):
        open_for(store, "dee", address=HOME)
    assert attempt(store, "dee", HOME).account_id == scrutineer.account_id


def test_a_right_password_does_not_forget_what_others_tried(store, scrutineer, manager):
    guess_everybody(store, NETWORK.free - 1)
    open_for(store, "sam", address=HOME)
    attempt(store, "name0", HOME)
    with pytest.raises(SignInRefused):
        attempt(store, "dee", HOME)


def test_one_person_who_forgot_a_password_is_nothing_to_report(store, scrutineer, manager):
    fail(store, "dee", FREE_TRIES)
    assert report(store) == 0


def report(store):
    with store.writing() as session:
        return guessing.report_guessing(session, SYSTEM)


def notices(store, manager):
    with store.reading() as session:
        return session.exec(select(Notice).where(Notice.account_id == manager.account_id)).all()


def test_guessing_at_an_account_is_reported_once_to_the_business_manager(store, scrutineer, manager):
    guess_from_everywhere(store, "dee", ACCOUNT.report_at)
    assert (report(store), report(store)) == (1, 0)
    assert [(one.kind, one.address) for one in notices(store, manager)] == [(NoticeKind.GUESSING, "/people")]


def test_guessing_from_a_network_is_reported(store, manager):
    guess_everybody(store, NETWORK.report_at)
    assert report(store) == 1


def test_people_shows_which_account_has_many_wrong_tries(store, scrutineer, manager):
    fail(store, "dee", FREE_TRIES)
    with store.reading() as session:
        found = {one.username: one.wrong_tries for one in service.list_people(session, manager).items}
    assert found == {"dee": True, "sam": False}


def test_no_wait_is_longer_than_an_hour():
    assert max(pace.longest_wait for pace in PACES.values()) == timedelta(hours=1)
