"""The second factor: who needs one, which codes let somebody in, and what a lost telephone or a stolen copy changes."""

import pyotp
import pytest
from pydantic import SecretStr
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, NotFound, SignInRefused
from cscp_core.people import rules, second_factor, service, sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, SecondFactor, SignInSession
from cscp_core.settings import Mode, Settings
from cscp_core.storage.session import Store
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import SignInAction
from tests.conftest import PASSWORD, make_account
from tests.people.signing import attempt, exchange, ticket_for, who_is

LIVE = Settings.model_construct(database_url=SecretStr("live"))
STEP = second_factor.STEP
HOLDERS = (Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def sam(store, manager):
    """The business manager of a live installation, whose password was right."""
    return Half(store)


class Half:
    """Somebody half way in."""

    def __init__(self, store, username="sam"):
        self.store, self.username = store, username
        self.begin()

    def begin(self):
        tried = attempt(self.store, self.username)
        assert sign_in.password_matches(tried, PASSWORD)
        self.token = ticket_for(self.store, tried, LIVE)

    def waiting(self):
        with self.store.reading() as session:
            return second_factor.find_pending(session, self.token, partnership="Camden")

    def secret(self):
        with self.store.reading() as session:
            return second_factor._secret(session, session.exec(select(SecondFactor)).one())

    def code(self, off=0):
        with self.store.reading() as session:
            moment = session.info["clock"]().timestamp()
        return pyotp.TOTP(self.secret()).at(int(moment) + off * STEP)

    def give(self, code):
        with self.store.writing() as session:
            second_factor.count_try(session, self.token)
        with self.store.writing() as session:
            second_factor.confirm_code(session, self.token, code=code, settings=LIVE)
        self.token = exchange(self.store, self.token)

    @property
    def is_in(self):
        return who_is(self.store, self.token) is not None


@pytest.mark.parametrize("role", HOLDERS)
def test_who_holds_the_keys_of_a_live_installation_needs_one(role):
    assert rules.needs_second_factor(role, Mode.LIVE)


@pytest.mark.parametrize("role", [role for role in Role if role not in HOLDERS])
def test_nobody_else_needs_one(role):
    assert not rules.needs_second_factor(role, Mode.LIVE)


@pytest.mark.parametrize("role", list(Role))
def test_the_demonstration_needs_none(role):
    assert not rules.needs_second_factor(role, Mode.DEMO)


def test_the_password_alone_signs_nobody_in(sam):
    assert not sam.is_in
    assert sam.waiting().username == "sam"


def test_the_password_alone_leaves_no_row_that_somebody_signed_in(sam):
    with sam.store.reading() as session:
        found = session.exec(select(TrailRow.action).order_by(TrailRow.number)).all()
        assert found == [SignInAction.FACTOR_VIEWED]
        assert session.exec(select(Account)).one().last_sign_in_at is None


def test_a_right_code_signs_in_for_as_long_as_anybody(sam, clock):
    sam.give(sam.code())
    assert sam.is_in
    with sam.store.reading() as session:
        opened = session.exec(select(SignInSession)).one()
    assert opened.expires_at == clock.moment.replace(hour=clock.moment.hour + LIVE.absolute_hours)
    assert opened.idle_seconds == LIVE.idle_minutes * 60


def test_spaces_in_a_code_are_no_fault(sam):
    sam.give(f" {sam.code()[:3]} {sam.code()[3:]} ")
    assert sam.is_in


@pytest.mark.parametrize("off", [-1, 1])
def test_a_clock_that_is_half_a_minute_off_is_no_fault(sam, off):
    sam.give(sam.code(off))
    assert sam.is_in


@pytest.mark.parametrize("off", [-2, 2])
def test_a_code_of_another_minute_is_refused(sam, off):
    with pytest.raises(SignInRefused, match="not the current code"):
        sam.give(sam.code(off))
    assert not sam.is_in


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "12345", "1234567", "１２３４５６", "\0"])
def test_what_is_no_code_is_refused(sam, code):
    with pytest.raises(SignInRefused):
        sam.give(code)
    assert not sam.is_in


def test_a_code_that_somebody_looked_at_over_a_shoulder_works_no_second_time(sam):
    seen = sam.code()
    sam.give(seen)
    sam.begin()
    with pytest.raises(SignInRefused):
        sam.give(seen)
    assert not sam.is_in


def test_the_next_code_works(sam, clock):
    sam.give(sam.code())
    clock.advance(seconds=STEP)
    sam.begin()
    sam.give(sam.code())
    assert sam.is_in


def test_the_key_is_shown_until_the_first_right_code_and_never_again(sam, clock):
    assert sam.waiting().secret == sam.secret()
    assert sam.waiting().address.startswith("otpauth://totp/Camden:sam?secret=")
    sam.give(sam.code())
    sam.begin()
    assert (sam.waiting().secret, sam.waiting().address) == ("", "")


def test_an_unconfirmed_key_is_a_fresh_one_each_time_the_step_opens(sam):
    seen = sam.secret()
    sam.begin()
    assert sam.secret() != seen
    assert sam.waiting().secret == sam.secret()


def test_a_key_that_was_seen_before_a_password_reset_is_worth_nothing(sam, store):
    seen = sam.secret()
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "sam")).one()
        sign_in.set_password(session, account, "lantern orbit pickle")
        account.password_hash = sign_in.hash_password(PASSWORD)
        session.commit()
    sam.begin()
    assert sam.secret() != seen


def test_a_confirmed_key_stays(sam, clock):
    seen = sam.secret()
    sam.give(sam.code())
    sam.begin()
    assert sam.secret() == seen


def test_showing_a_key_stands_in_the_trail_each_time(sam, store, clock):
    sam.begin()
    clock.advance(seconds=60)
    sam.give(sam.code())
    sam.begin()
    with store.reading() as session:
        actions = [row.action for row in session.exec(select(TrailRow))]
    assert actions.count(SignInAction.FACTOR_VIEWED) == 2


def test_guessing_codes_must_wait_from_wherever_it_comes(sam):
    for _ in range(rules.FREE_TRIES):
        with pytest.raises(SignInRefused, match="not the current code"):
            sam.give("000000")
    with pytest.raises(SignInRefused, match="Too many tries"):
        sam.give(sam.code())
    sam.begin()
    with pytest.raises(SignInRefused, match="Too many tries"):
        sam.give(sam.code())


def test_half_way_in_lasts_ten_minutes(sam, clock):
    clock.advance(minutes=10)
    assert sam.waiting() is None
    with pytest.raises(SignInRefused, match="took too long"):
        sam.give(sam.code())


def test_a_disabled_account_is_not_waited_for(sam, clock):
    with sam.store.writing() as session:
        account = session.exec(select(Account)).one()
        account.disabled_at = clock.moment
        session.commit()
    assert sam.waiting() is None
    with pytest.raises(SignInRefused):
        sam.give(sam.code())


def test_a_token_that_is_in_needs_no_code_again(sam):
    sam.give(sam.code())
    assert sam.waiting() is None
    with pytest.raises(SignInRefused):
        sam.give(sam.code())
    assert sam.is_in


def test_a_copy_of_the_database_without_the_key_makes_other_codes(sam):
    stolen = Half.__new__(Half)
    stolen.store, stolen.token = Store(sam.store.engine, b"another key", sam.store.clock), sam.token
    assert stolen.secret() != sam.secret()


def test_setting_one_up_and_signing_in_stand_in_the_trail(sam):
    sam.give(sam.code())
    with sam.store.reading() as session:
        found = session.exec(select(TrailRow.action).order_by(TrailRow.number)).all()
        assert found == [SignInAction.FACTOR_VIEWED, SignInAction.SIGNED_IN, SignInAction.FACTOR_SET_UP]


def reset(store, actor=SYSTEM, username="sam", **changed):
    with store.writing() as session:
        person = service.find_person(session, SYSTEM, username=username)
        about = {"account_id": person.account_id, "version": person.version} | changed
        second_factor.reset_factor(session, actor, **about)


def test_a_lost_telephone_is_forgotten_and_another_set_up(sam):
    sam.give(sam.code())
    before = sam.secret()
    reset(sam.store)
    assert not sam.is_in
    sam.begin()
    assert sam.waiting().secret not in ("", before)


def test_who_has_none_has_none_to_reset(store, scrutineer):
    with pytest.raises(NotFound):
        reset(store, username="dee")


def test_a_reset_of_an_account_that_changed_meanwhile_is_refused(sam):
    sam.give(sam.code())
    with pytest.raises(ChangedMeanwhile):
        reset(sam.store, version=99)


def test_people_tells_who_has_one(sam):
    with sam.store.reading() as session:
        assert not service.find_person(session, SYSTEM, username="sam").second_factor
    sam.give(sam.code())
    with sam.store.reading() as session:
        assert service.find_person(session, SYSTEM, username="sam").second_factor


def test_who_needs_none_is_in_at_once(store):
    with store.writing() as session:
        make_account(session, "dee", Role.SCRUTINEER)
    half = Half(store, "dee")
    assert who_is(store, exchange(store, half.token))
