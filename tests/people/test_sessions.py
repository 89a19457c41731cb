"""Signed-in sessions: how long they last, what ends them, and that nothing brings them back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from cscp_core.errors import PasswordRefused, SignedOut, SignInRefused
from cscp_core.people import rules, service, sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, Agency, SignInSession
from cscp_core.scrutiny.challenges import handover
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import SignInAction
from tests.conftest import PASSWORD, make_account
from tests.people.signing import LIMITS, attempt, on_disk, open_for, stamp, who_is

NEW = "lantern orbit pickle"


@pytest.fixture
def young(store):
    with store.writing() as session:
        return make_account(session, "yas", Role.YOUNG_ADVISOR)


@pytest.fixture
def token(store, scrutineer):
    """The token of the scrutineer's open session."""
    return open_for(store, "dee")


def sign_out(store, token, *, everywhere=False):
    actor = who_is(store, token)
    with store.writing() as session:
        sign_in.sign_out(session, actor, everywhere=everywhere)


def change_password(store, token, *, old=PASSWORD, new=NEW):
    actor = who_is(store, token)
    with store.writing() as session:
        sign_in.change_password(session, actor, old=old, new=new)


def change_account(store, actor, **values):
    with store.writing() as session:
        account = session.get(Account, actor.account_id)
        for name, value in values.items():
            setattr(account, name, value)
        session.commit()


def check_still(store, actor):
    with store.reading() as session:
        sign_in.check_still(session, actor, by=actor.session_id)


def test_anyone_who_is_still_signed_in_may_go_on(store, token):
    check_still(store, who_is(store, token))


@pytest.mark.parametrize("ended", ["signed out", "disabled", "moved to another role"])
def test_an_actor_from_earlier_is_worth_nothing_once_they_are_not_that_any_more(store, token, ended):
    actor = who_is(store, token)
    if ended == "signed out":
        sign_out(store, token)
    else:
        with store.writing() as session:
            account = session.get(Account, actor.account_id)
            if ended == "disabled":
                account.disabled_at = account.made_at
            else:
                account.role = Role.LAY_MEMBER
            session.add(account)
            session.commit()
    with pytest.raises(SignedOut, match="not signed in here any more"):
        check_still(store, actor)


def test_anyone_who_holds_the_token_is_known_by_it(store, token, scrutineer):
    actor = who_is(store, token)
    assert (actor.username, actor.name, actor.role) == (scrutineer.username, scrutineer.name, scrutineer.role)


@pytest.mark.parametrize("guess", ["", "guessed", "None", "%"])
def test_a_guessed_token_is_nobodys(store, token, guess):
    assert who_is(store, guess) is None


def test_what_the_database_keeps_of_a_token_opens_nothing(store, token):
    assert who_is(store, sign_in.token_hash(token)) is None


def test_a_session_lasts_through_its_idle_minutes(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes)
    assert who_is(store, token)


def test_a_session_ends_after_its_idle_minutes(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert who_is(store, token) is None


def test_a_sign_of_life_begins_the_idle_minutes_anew(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes)
    stamp(store, token)
    clock.advance(minutes=LIMITS.idle_minutes)
    assert who_is(store, token)


def live_on(store, token, clock, *, hours):
    """Signs of life every ten minutes, up to a second before so many hours are over."""
    for _ in range(hours * 6 - 1):
        clock.advance(minutes=10)
        stamp(store, token)
    clock.advance(minutes=9, seconds=59)
    stamp(store, token)


def test_a_session_lasts_up_to_its_absolute_hours(store, token, clock):
    live_on(store, token, clock, hours=LIMITS.absolute_hours)
    assert who_is(store, token)


def test_a_session_ends_at_its_absolute_hours_however_lively_it_is(store, token, clock):
    live_on(store, token, clock, hours=LIMITS.absolute_hours)
    clock.advance(seconds=1)
    assert who_is(store, token) is None


def test_a_young_advisors_session_lasts_through_its_own_idle_minutes(store, young, clock):
    token = open_for(store, "yas")
    clock.advance(minutes=LIMITS.idle_minutes_young)
    assert who_is(store, token)


def test_a_young_advisors_session_ends_after_fewer_idle_minutes(store, young, clock):
    token = open_for(store, "yas")
    clock.advance(minutes=LIMITS.idle_minutes_young, seconds=1)
    assert who_is(store, token) is None


def test_a_young_advisors_session_ends_after_fewer_absolute_hours(store, young, clock):
    token = open_for(store, "yas")
    live_on(store, token, clock, hours=LIMITS.absolute_hours_young)
    clock.advance(seconds=1)
    assert who_is(store, token) is None


def test_a_young_advisors_limits_are_shorter():
    assert LIMITS.idle_minutes_young < LIMITS.idle_minutes
    assert LIMITS.absolute_hours_young < LIMITS.absolute_hours


def test_signing_out_ends_the_session(store, token):
    sign_out(store, token)
    assert who_is(store, token) is None


def test_signing_out_leaves_the_other_sessions_open(store, token):
    other = open_for(store, "dee")
    sign_out(store, token)
    assert who_is(store, other)


@pytest.mark.engine
def test_signing_out_everywhere_ends_every_session_of_the_account(store, token):
    other = open_for(store, "dee")
    sign_out(store, token, everywhere=True)
    assert [who_is(store, one) for one in (token, other)] == [None, None]


def test_signing_out_everywhere_ends_nobody_elses_session(store, token, manager):
    other = open_for(store, "sam")
    sign_out(store, token, everywhere=True)
    assert who_is(store, other)


def test_the_moment_of_the_first_end_stays(store, token, clock):
    ended = clock.moment
    sign_out(store, token)
    clock.advance(hours=1)
    other = open_for(store, "dee")
    sign_out(store, other, everywhere=True)
    with store.reading() as session:
        assert session.get(SignInSession, sign_in.token_hash(token)).ended_at == ended


def test_a_sign_of_life_cannot_revive_a_session_that_was_signed_out(store, token):
    sign_out(store, token)
    stamp(store, token)
    assert who_is(store, token) is None


def test_a_sign_of_life_cannot_revive_a_session_that_idled_out(store, token, clock):
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    stamp(store, token)
    assert who_is(store, token) is None


def hold(store, token, until):
    actor = who_is(store, token)
    with store.writing() as session:
        sign_in.hold_open(session, actor, until)
        session.commit()


def release(store):
    with store.writing() as session:
        sign_in.release_all(session)
        session.commit()


@pytest.fixture
def held(store, token, clock):
    """The token of the scrutineer's session, held open for three hours."""
    hold(store, token, clock.moment + timedelta(hours=3))
    return token


def test_a_session_that_is_held_open_does_not_idle_out(store, held, clock):
    clock.advance(hours=2, minutes=59)
    assert who_is(store, held)


def test_a_session_that_was_held_open_idles_out_when_that_is_over(store, held, clock):
    clock.advance(hours=3)
    assert who_is(store, held) is None


def test_a_sign_of_life_while_a_session_is_held_open_counts_afterwards(store, held, clock):
    clock.advance(hours=2, minutes=59)
    stamp(store, held)
    clock.advance(minutes=LIMITS.idle_minutes)
    assert who_is(store, held)


def test_a_session_that_is_held_open_does_not_end_at_its_absolute_hours(store, token, clock):
    hold(store, token, clock.moment + timedelta(hours=LIMITS.absolute_hours + 5))
    clock.advance(hours=LIMITS.absolute_hours + 5, seconds=-1)
    assert who_is(store, token)


def test_past_its_absolute_hours_it_ends_when_nothing_holds_it_open_any_more(store, token, clock):
    hold(store, token, clock.moment + timedelta(hours=LIMITS.absolute_hours + 5))
    clock.advance(hours=LIMITS.absolute_hours + 1)
    stamp(store, token)
    release(store)
    assert who_is(store, token) is None


def test_a_session_that_is_held_open_ends_when_its_owner_signs_out(store, held):
    sign_out(store, held)
    assert who_is(store, held) is None


def test_a_session_that_is_held_open_ends_when_its_account_is_disabled(store, held, scrutineer):
    with store.writing() as session:
        handover.disable_person(session, SYSTEM, account_id=scrutineer.account_id, version=1)
    assert who_is(store, held) is None


def test_holding_one_session_open_holds_no_other_of_the_account(store, held, clock):
    other = open_for(store, "dee")
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert who_is(store, other) is None


def test_holding_ends_when_it_is_taken_back(store, held, clock):
    hold(store, held, None)
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert who_is(store, held) is None


def test_releasing_lets_every_session_idle_out_again(store, held, manager, clock):
    other = open_for(store, "sam")
    hold(store, other, clock.moment + timedelta(hours=3))
    release(store)
    clock.advance(minutes=LIMITS.idle_minutes, seconds=1)
    assert [who_is(store, one) for one in (held, other)] == [None, None]


def test_releasing_ends_no_session_that_was_just_seen(store, held):
    release(store)
    assert who_is(store, held)


def test_holding_cannot_bring_back_a_session_that_was_signed_out(store, token, clock):
    actor = who_is(store, token)
    sign_out(store, token)
    with store.writing() as session:
        sign_in.hold_open(session, actor, clock.moment + timedelta(hours=3))
        session.commit()
    assert who_is(store, token) is None


@pytest.mark.parametrize("session_id", [None, "never was"])
def test_who_has_no_session_has_none_to_hold_open(store, scrutineer, clock, session_id):
    with store.writing() as session:
        sign_in.hold_open(session, replace(scrutineer, session_id=session_id), clock.moment + timedelta(hours=3))
        session.commit()
    with store.reading() as session:
        assert session.exec(select(SignInSession)).all() == []


def test_a_session_just_seen_needs_no_stamp(store, token, clock):
    clock.advance(seconds=60)
    with store.reading() as session:
        assert not sign_in.needs_a_stamp(session, sign_in.token_hash(token))


def test_a_session_not_seen_for_over_a_minute_needs_a_stamp(store, token, clock):
    clock.advance(seconds=61)
    with store.reading() as session:
        assert sign_in.needs_a_stamp(session, sign_in.token_hash(token))


def test_a_session_that_never_was_needs_no_stamp(store):
    with store.reading() as session:
        assert not sign_in.needs_a_stamp(session, "never was")


def test_a_role_is_read_anew_for_every_run(store, token, scrutineer):
    change_account(store, scrutineer, role=Role.LAY_MEMBER)
    assert who_is(store, token).role is Role.LAY_MEMBER


def test_an_agency_is_read_anew_for_every_run(store, clock):
    with store.writing() as session:
        for name in ("council", "police"):
            session.add(Agency(agency_id=name, name=name, short_name=name, kind="x"))
        session.commit()
        partner = make_account(session, "pat", Role.PARTNER, agency_id="council")
    token = open_for(store, "pat")
    change_account(store, partner, agency_id="police")
    assert who_is(store, token).agency_id == "police"


def test_a_disabled_account_is_out_at_once(store, token, scrutineer, clock):
    change_account(store, scrutineer, disabled_at=clock.moment)
    assert who_is(store, token) is None


def test_a_session_from_before_an_account_was_disabled_stays_ended_when_it_is_enabled(store, token, scrutineer):
    with store.writing() as session:
        handover.disable_person(session, SYSTEM, account_id=scrutineer.account_id, version=1)
    with store.writing() as session:
        service.enable_account(session, SYSTEM, account_id=scrutineer.account_id, version=2)
    assert who_is(store, token) is None


def test_a_changed_password_opens(store, token):
    change_password(store, token)
    assert who_is(store, open_for(store, "dee", NEW))


def test_a_changed_password_shuts_the_old_one_out(store, token):
    change_password(store, token)
    assert not sign_in.password_matches(attempt(store, "dee"), PASSWORD)


def test_changing_the_password_ends_every_session_this_one_too(store, token):
    other = open_for(store, "dee")
    change_password(store, token)
    assert [who_is(store, one) for one in (token, other)] == [None, None]


def test_a_password_is_not_changed_without_the_present_one(store, token):
    with pytest.raises(SignInRefused, match="not your current password"):
        change_password(store, token, old="wrong")
    assert sign_in.password_matches(attempt(store, "dee"), PASSWORD)


def get_it_wrong(store, token):
    for _ in range(rules.FREE_TRIES - 1):
        with pytest.raises(SignInRefused, match="not your current password"):
            change_password(store, token, old="wrong")


def test_guessing_the_present_password_must_wait(store, token):
    get_it_wrong(store, token)
    with pytest.raises(SignInRefused, match="not your current password"):
        change_password(store, token, old="wrong")
    with pytest.raises(SignInRefused, match="Too many tries"):
        change_password(store, token)
    assert sign_in.password_matches(attempt(store, "dee"), PASSWORD)


def test_a_right_present_password_forgets_the_wrong_ones(store, token):
    get_it_wrong(store, token)
    change_password(store, token)
    token = open_for(store, "dee", NEW)
    get_it_wrong(store, token)
    change_password(store, token, old=NEW, new=PASSWORD)
    assert sign_in.password_matches(attempt(store, "dee"), PASSWORD)


def test_a_present_password_with_more_after_72_bytes_is_wrong(store, token, scrutineer):
    longest = "x" * 72
    change_account(store, scrutineer, password_hash=sign_in.hash_password(longest))
    with pytest.raises(SignInRefused, match="not your current password"):
        change_password(store, token, old=longest + "y")


def test_a_new_password_is_held_to_the_rules(store, token):
    with pytest.raises(PasswordRefused):
        change_password(store, token, new="short")
    assert who_is(store, token)


def test_a_new_password_made_of_the_owners_name_is_refused(store):
    with store.writing() as session:
        make_account(session, "zorkwelt.vash", Role.SCRUTINEER)
    token = open_for(store, "zorkwelt.vash")
    with pytest.raises(PasswordRefused, match="easy to guess"):
        change_password(store, token, new="zorkwelt.vash1")


def test_a_new_password_is_nowhere_in_the_database(store, token):
    change_password(store, token)
    assert NEW.encode() not in on_disk(store)


@pytest.mark.engine
def test_each_step_stands_in_the_trail(store, token):
    sign_out(store, open_for(store, "dee"))
    sign_out(store, open_for(store, "dee"), everywhere=True)
    change_password(store, open_for(store, "dee"))
    with store.reading() as session:
        said = [row.action for row in session.exec(select(TrailRow)) if row.action != SignInAction.SIGNED_IN]
    assert said == [SignInAction.SIGNED_OUT, SignInAction.SIGNED_OUT_EVERYWHERE, SignInAction.PASSWORD_CHANGED]


def test_the_trail_of_a_changed_password_has_no_hash_in_it(store, token, scrutineer):
    change_password(store, token)
    with store.reading() as session:
        told = " ".join(row.model_dump_json() for row in session.exec(select(TrailRow)))
        hashed = session.get(Account, scrutineer.account_id).password_hash
    assert hashed not in told
    assert sign_in.token_hash(token) not in told
