"""Signing in: right and wrong passwords, and how long a guesser waits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import bcrypt
import pytest
from sqlmodel import Session, select

from cscp_core.errors import SignInRefused
from cscp_core.people import rules, sign_in
from cscp_core.people.permissions import Role
from cscp_core.people.rules import KindOfTry
from cscp_core.people.tables import Account, SignInSession, WrongTries
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import SignInAction
from tests.conftest import PASSWORD, ROUNDS_IN_USE, make_account
from tests.people.signing import BROWSER, LIMITS, attempt, fail, on_disk, open_for, who_is

pytestmark = pytest.mark.engine

FREE = rules.FREE_TRIES
OF_ONE_NAME = select(WrongTries).where(WrongTries.kind == KindOfTry.NAME_AND_NETWORK)


@pytest.fixture
def checks(monkeypatch):
    """The hashes that bcrypt was asked to check, in order."""
    asked = []
    real = bcrypt.checkpw

    def counting(password, hashed):
        asked.append(hashed)
        return real(password, hashed)

    monkeypatch.setattr(bcrypt, "checkpw", counting)
    return asked


def test_the_right_password_opens_a_session(store, scrutineer):
    assert who_is(store, open_for(store, "dee")).account_id == scrutineer.account_id


@pytest.mark.parametrize("wrong", ["", PASSWORD + "x", PASSWORD[:-1], PASSWORD.upper(), PASSWORD + "\0"])
def test_another_password_does_not_match(store, scrutineer, wrong):
    assert not sign_in.password_matches(attempt(store, "dee"), wrong)


def test_no_password_matches_an_unknown_name(store):
    assert not sign_in.password_matches(attempt(store, "nobody"), PASSWORD)


def test_an_account_without_a_password_cannot_be_opened(store):
    with store.writing() as session:
        make_account(session, "kim", Role.SCRUTINEER)
        session.exec(select(Account)).one().password_hash = None
        session.commit()
    assert not sign_in.password_matches(attempt(store, "kim"), "")


def test_a_password_is_hashed_as_slowly_as_is_advised_today(monkeypatch):
    monkeypatch.setattr(sign_in, "BCRYPT_ROUNDS", ROUNDS_IN_USE)
    assert sign_in.hash_password(PASSWORD).startswith("$2b$12$")


def test_a_known_name_costs_one_bcrypt_check(store, scrutineer, checks):
    sign_in.password_matches(attempt(store, "dee"), "wrong")
    assert len(checks) == 1


def test_an_unknown_name_costs_one_bcrypt_check_too(store, checks):
    sign_in.password_matches(attempt(store, "nobody"), "wrong")
    assert len(checks) == 1


def test_an_unknown_name_is_checked_against_a_hash_as_slow_as_a_real_one(store, checks):
    sign_in.password_matches(attempt(store, "nobody"), "wrong")
    assert checks[0].split(b"$")[2] == sign_in.hash_password(PASSWORD).encode().split(b"$")[2]


def test_a_password_too_long_for_bcrypt_costs_one_check_too(store, scrutineer, checks):
    sign_in.password_matches(attempt(store, "dee"), "x" * 500)
    assert len(checks) == 1


def test_a_password_that_differs_only_after_72_bytes_does_not_match(store):
    longest = "x" * 72
    with store.writing() as session:
        account = make_account(session, "kim", Role.SCRUTINEER)
        session.get(Account, account.account_id).password_hash = sign_in.hash_password(longest)
        session.commit()
    assert not sign_in.password_matches(attempt(store, "kim"), longest + "y")


def test_every_try_is_counted_before_its_password_is_looked_at(store, scrutineer):
    fail(store, "dee", 3)
    with store.reading() as session:
        assert session.exec(OF_ONE_NAME).one().failures == 3


def test_an_unknown_name_is_counted_alike(store):
    fail(store, "nobody", 3)
    with store.reading() as session:
        assert session.exec(OF_ONE_NAME).one().failures == 3


def test_the_account_itself_shows_how_often_it_was_tried(store, scrutineer):
    fail(store, "dee", 2)
    fail(store, "dee", 1, address="10.0.0.2")
    with store.reading() as session:
        assert session.get(Account, scrutineer.account_id).failed_attempts == 3


def test_after_the_free_tries_the_name_must_wait(store, scrutineer):
    fail(store, "dee", FREE)
    with pytest.raises(SignInRefused, match="Wait 30 seconds"):
        attempt(store, "dee")


def test_an_unknown_name_is_answered_in_the_same_words(store, scrutineer):
    said = []
    for username in ("dee", "nobody"):
        fail(store, username, FREE)
        with pytest.raises(SignInRefused) as refused:
            attempt(store, username)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_the_right_password_waits_like_any_other(store, scrutineer):
    fail(store, "dee", FREE)
    with pytest.raises(SignInRefused, match="Too many tries"):
        open_for(store, "dee")


def test_the_wait_ends_when_its_time_has_passed(store, scrutineer, clock):
    fail(store, "dee", FREE)
    clock.advance(seconds=30)
    assert who_is(store, open_for(store, "dee"))


def test_the_wait_lasts_to_its_last_second(store, scrutineer, clock):
    fail(store, "dee", FREE)
    clock.advance(seconds=29)
    with pytest.raises(SignInRefused, match="Wait 1 second,"):
        attempt(store, "dee")


def test_each_further_try_waits_longer(store, scrutineer, clock):
    waits = []
    fail(store, "dee", FREE)
    for _ in range(9):
        with store.reading() as session:
            until = session.exec(OF_ONE_NAME).one().wait_until
        waits.append(until - clock.moment)
        clock.moment = until
        fail(store, "dee")
    assert waits == [timedelta(seconds=said) for said in (30, 60, 120, 240, 480, 960, 1920, 3600, 3600)]


def test_a_refused_try_does_not_lengthen_the_wait(store, scrutineer, clock):
    fail(store, "dee", FREE)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            attempt(store, "dee")
    clock.advance(seconds=30)
    assert attempt(store, "dee").account_id == scrutineer.account_id


def test_a_long_wait_is_told_in_minutes(store, scrutineer, clock):
    fail(store, "dee", FREE)
    for seconds in (30, 60):
        clock.advance(seconds=seconds)
        fail(store, "dee")
    with pytest.raises(SignInRefused, match="Wait 2 minutes"):
        attempt(store, "dee")


def test_failures_from_one_address_do_not_lock_another(store, scrutineer):
    fail(store, "dee", FREE, address="10.0.0.1")
    assert who_is(store, open_for(store, "dee", address="10.0.0.2"))


def test_failures_on_one_name_do_not_lock_another_at_the_same_address(store, scrutineer, manager):
    fail(store, "dee", FREE)
    assert who_is(store, open_for(store, "sam"))


def test_failures_are_forgotten_a_day_after_the_wait(store, scrutineer, clock):
    fail(store, "dee", FREE)
    clock.advance(days=1, minutes=1)
    fail(store, "dee", FREE)
    with store.reading() as session:
        assert session.exec(OF_ONE_NAME).one().failures == FREE


def test_tries_of_names_long_gone_are_swept_away(store, clock):
    fail(store, "nobody")
    clock.advance(days=1, minutes=1)
    fail(store, "somebody")
    with store.reading() as session:
        assert len(session.exec(OF_ONE_NAME).all()) == 1


def test_success_forgets_the_failures_before_it(store, scrutineer):
    fail(store, "dee", FREE - 1)
    open_for(store, "dee")
    with store.reading() as session:
        left = session.exec(OF_ONE_NAME).all()
        failed = session.get(Account, scrutineer.account_id).failed_attempts
    assert (left, failed) == ([], 0)


def test_success_from_one_address_forgets_nothing_of_another(store, scrutineer):
    fail(store, "dee", FREE, address="10.0.0.2")
    open_for(store, "dee", address="10.0.0.1")
    with pytest.raises(SignInRefused):
        attempt(store, "dee", address="10.0.0.2")


def test_many_tries_at_the_same_moment_cannot_outrun_the_count(store, scrutineer):
    together = Barrier(8)

    def one_try(_):
        together.wait()
        try:
            attempt(store, "dee")
        except SignInRefused:
            return "refused"
        return "counted"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(one_try, range(8)))
    assert outcomes.count("counted") == FREE


def test_a_free_try_whose_clock_was_read_a_moment_before_the_last_one_is_not_told_to_wait(store, scrutineer, clock):
    fail(store, "dee")
    clock.advance(microseconds=-1)
    assert attempt(store, "dee").account_id == scrutineer.account_id


def test_success_is_noted_with_its_time(store, scrutineer, clock):
    open_for(store, "dee")
    with store.reading() as session:
        assert session.get(Account, scrutineer.account_id).last_sign_in_at == clock.moment


def test_a_disabled_account_does_not_open(store, clock):
    with store.writing() as session:
        make_account(session, "kim", Role.SCRUTINEER, disabled_at=clock.moment)
    assert not sign_in.password_matches(attempt(store, "kim"), PASSWORD)


def test_a_disabled_account_is_counted_like_an_unknown_name(store, clock):
    with store.writing() as session:
        make_account(session, "kim", Role.SCRUTINEER, disabled_at=clock.moment)
    fail(store, "kim", FREE)
    with pytest.raises(SignInRefused, match="Wait 30 seconds"):
        attempt(store, "kim")


def test_an_account_disabled_between_password_and_session_does_not_open(store, scrutineer, clock):
    tried = attempt(store, "dee")
    with store.writing() as session:
        session.get(Account, scrutineer.account_id).disabled_at = clock.moment
        session.commit()
    with store.writing() as session, pytest.raises(SignInRefused, match="do not match"):
        sign_in.open_session(session, tried, LIMITS, browser=BROWSER)


def test_an_attempt_on_an_unknown_name_never_opens(store):
    tried = attempt(store, "nobody")
    with store.writing() as session, pytest.raises(SignInRefused, match="do not match"):
        sign_in.open_session(session, tried, LIMITS, browser=BROWSER)


def test_a_token_is_nowhere_in_the_database(store, scrutineer):
    token = open_for(store, "dee")
    assert token.encode() not in on_disk(store)


def test_what_the_database_keeps_of_a_token_is_its_hash(store, scrutineer):
    token = open_for(store, "dee")
    assert sign_in.token_hash(token).encode() in on_disk(store)


def test_a_password_is_nowhere_in_the_database(store, scrutineer):
    open_for(store, "dee")
    assert PASSWORD.encode() not in on_disk(store)


def test_a_name_that_was_tried_and_is_unknown_is_nowhere_in_the_database(store):
    fail(store, "typed-a-password-here", address="203.0.113.77")
    assert b"typed-a-password-here" not in on_disk(store)


def test_an_address_is_nowhere_in_the_database(store, scrutineer):
    fail(store, "dee", address="203.0.113.77")
    assert b"203.0.113.77" not in on_disk(store)


def test_no_two_sessions_have_the_same_token(store, scrutineer):
    assert open_for(store, "dee") != open_for(store, "dee")


def test_signing_in_stands_in_the_trail_without_hash_or_token(store, scrutineer):
    token = open_for(store, "dee")
    with store.reading() as session:
        told = trail_of(session)
        secret = [token, sign_in.token_hash(token), session.get(Account, scrutineer.account_id).password_hash]
    assert [word for word in secret if word in told] == []


def test_a_young_advisors_sign_in_does_not_name_the_account_in_the_trail(store):
    with store.writing() as session:
        make_account(session, "yas", Role.YOUNG_ADVISOR)
    open_for(store, "yas")
    with store.reading() as session:
        row = session.exec(select(TrailRow)).one()
    assert (row.action, row.subject) == (SignInAction.SIGNED_IN, "account of their own")


def test_a_failed_try_opens_nothing(store, scrutineer):
    sign_in.password_matches(attempt(store, "dee"), "wrong")
    with store.reading() as session:
        assert session.exec(select(SignInSession)).all() == []


def trail_of(session: Session) -> str:
    rows = session.exec(select(TrailRow)).all()
    assert [row.action for row in rows] == [SignInAction.SIGNED_IN]
    return " ".join(row.model_dump_json() for row in rows)
