"""How long a session still lasts, and why one is over."""

from datetime import timedelta

import pytest

from cscp_core.people import lasting, sign_in
from cscp_core.people.seal import words_key
from tests.people.signing import LIMITS, open_for, stamp, who_is

IDLE = timedelta(minutes=LIMITS.idle_minutes)
WHOLE = timedelta(hours=LIMITS.absolute_hours)


@pytest.fixture
def token(store, scrutineer):
    """The token of the scrutineer's open session."""
    return open_for(store, "dee")


def remaining(store, token):
    with store.reading() as session:
        return lasting.remaining(session, token)


def why_over(store, token):
    with store.reading() as session:
        return lasting.why_over(session, token)


def test_what_is_left_of_a_session_shrinks_and_asking_is_no_sign_of_life(store, token, clock):
    clock.advance(minutes=10)
    for _ in range(2):
        left = remaining(store, token)
        assert (left.idle, left.whole) == (IDLE - timedelta(minutes=10), WHOLE - timedelta(minutes=10))


def test_a_sign_of_life_gives_a_session_its_whole_idle_time_again(store, token, clock):
    clock.advance(minutes=10)
    stamp(store, token)
    assert remaining(store, token).idle == IDLE


def test_a_session_that_a_meeting_holds_open_has_no_end_to_warn_of(store, token, clock):
    actor = who_is(store, token)
    with store.writing() as session:
        sign_in.hold_open(session, actor, clock() + timedelta(hours=20))
        session.commit()
    left = remaining(store, token)
    assert (left.idle, left.whole) == (None, None)


def test_nothing_is_left_of_a_session_that_is_over(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert remaining(store, token) is None


def test_a_session_that_goes_on_has_no_reason_to_be_over(store, token):
    assert why_over(store, token) == ""


@pytest.mark.parametrize("guess", ["", "guessed"])
def test_a_token_that_never_was_hears_no_reason(store, guess):
    assert why_over(store, guess) == ""


def test_a_session_that_idled_out_says_after_how_many_minutes(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert f"you did nothing here for {LIMITS.idle_minutes} minutes" in why_over(store, token)


def test_a_session_at_its_last_hour_says_how_long_it_was(store, token, clock):
    for _ in range(24):
        clock.advance(minutes=30)
        stamp(store, token)
    assert f"because you signed in {LIMITS.absolute_hours} hours ago" in why_over(store, token)


def test_a_session_that_somebody_ended_says_so(store, token):
    actor = who_is(store, token)
    with store.writing() as session:
        sign_in.sign_out(session, actor, everywhere=True)
    assert "signed out in another tab or on another device" in why_over(store, token)


def test_the_key_of_words_in_a_tab_is_one_accounts_alone_and_the_same_at_every_sign_in():
    key, other = b"a key of this installation", b"another installation's key"
    assert words_key(1, key) == words_key(1, key)
    assert len({words_key(1, key), words_key(2, key), words_key(1, other)}) == 3
